package org.talkspurt.gateway.cli;

import picocli.CommandLine.Command;

/** What there is to do with models. */
@Command(
    name = "models",
    description = {
      "Lists, fetches, verifies and times the models: what recognizes, speaks, decides.",
      ""
    },
    footer = {"", "  models fetch && models verify"},
    subcommands = {
      ModelsListCommand.class,
      ModelsFetchCommand.class,
      ModelsVerifyCommand.class,
      ModelsBenchCommand.class
    })
final class ModelsCommand {}
