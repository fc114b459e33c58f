package org.talkspurt.gateway.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Command;

/** Prints what a shell completes commands and options by. */
@Command(
    name = "completion",
    description = {
      "Prints a script by which bash and zsh complete commands and options of a command",
      "called talkspurt.",
      ""
    },
    footer = {
      "",
      "  completion > /etc/bash_completion.d/talkspurt",
      "",
      "or, for a jar,",
      "",
      "  talkspurt() { java -jar /opt/talkspurt/talkspurt.jar \"$@\"; }",
      "  source <(talkspurt completion)"
    })
final class CompletionCommand extends TerminalCommand {

  @Override
  public Integer call() {
    out(AutoComplete.bash(Commands.NAME, Commands.commandLine()));
    return 0;
  }
}
