package org.talkspurt.gateway.cli;

import picocli.CommandLine.Command;

/** What there is to do with models. */
@Command(
    name = "models",
    description = {
      "Lists, fetches and verifies the models: what recognizes, speaks and decides.",
      ""
    },
    footer = {"", "  models fetch && models verify"},
    subcommands = {ModelsListCommand.class, ModelsFetchCommand.class, ModelsVerifyCommand.class})
final class ModelsCommand {}
