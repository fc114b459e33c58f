package org.talkspurt.gateway.cli;

import java.util.ArrayList;
import java.util.List;
import org.talkspurt.gateway.wiring.CheckedPart;
import org.talkspurt.gateway.wiring.StartCheck;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Unmatched;

/** Says what a start would stumble over. */
@Command(
    name = "check",
    sortOptions = false,
    description = {
      "Says what is wrong with settings, agents, trunks, ports and models, and how to",
      "mend it, without a start: all of it, not only the first. Nothing is fetched or",
      "written, nobody is called. Exit code 0: all is right, 1: something is wrong.",
      ""
    },
    footer = {
      "",
      "All other arguments are settings, as for serve.",
      "",
      "  check --talkspurt.sip.port=5070",
      "  check --running --spring.config.additional-location=/etc/talkspurt/"
    })
final class CheckCommand extends TerminalCommand {

  @Option(names = "--running", description = "leaves the ports out: a bot that runs has them")
  private boolean running;

  @Unmatched private List<String> settings = new ArrayList<>();

  @Override
  public Integer call() {
    for (String setting : settings) {
      if (!setting.matches("--[A-Za-z0-9_-]+\\..*")) {
        throw wrong(setting + " (expected: a setting, e.g. --talkspurt.sip.port=5070)");
      }
    }
    List<CheckedPart> parts = StartCheck.parts(!running, settings.toArray(String[]::new));
    parts.forEach(this::print);
    return parts.stream().allMatch(CheckedPart::isRight) ? 0 : 1;
  }

  private void print(CheckedPart part) {
    String verdict = part.isRight() ? "right" : "WRONG";
    out("%-8s  %s  %s".formatted(part.name(), verdict, part.summary()).stripTrailing());
    part.problems().forEach(problem -> out("  " + problem.replace("\n", "\n    ")));
  }
}
