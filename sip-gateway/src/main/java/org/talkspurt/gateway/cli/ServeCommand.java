package org.talkspurt.gateway.cli;

import picocli.CommandLine.Command;

/** The default command: the application runs it, with Spring. Here is only what explains it. */
@Command(
    name = Commands.SERVE,
    description = {
      "Answers calls (the default): SIP on UDP and TCP 5060, HTTP on 8080 of loopback.",
      "Fetches models that are missing, once. SIGTERM lets the calls end first.",
      ""
    },
    footer = {
      "",
      "All other arguments are settings of config/application.yaml.",
      "",
      "  serve --talkspurt.sip.port=5070 --talkspurt.agents.default=clinic"
    })
final class ServeCommand {}
