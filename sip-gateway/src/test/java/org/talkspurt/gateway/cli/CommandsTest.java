package org.talkspurt.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class CommandsTest {

  @Test
  void leavesSettingsToTheServer() {
    assertThat(Commands.handle()).isFalse();
    assertThat(Commands.handle("--talkspurt.sip.port=5070")).isFalse();
    assertThat(Commands.handle("serve", "--talkspurt.sip.port=5070")).isFalse();
    assertThat(Commands.handle("serve", "--help")).isTrue();
    assertThat(Commands.handle("replay")).isTrue();
    assertThat(Commands.handle("--help")).isTrue();
  }

  @Test
  void refusesWordsThatAreNoCommand() {
    assertThat(Commands.handle("modles")).isTrue();
    Terminal terminal = new Terminal("modles");
    assertThat(terminal.run()).isEqualTo(2);
    assertThat(terminal.err()).contains("modles").contains("Try 'talkspurt --help'.");
  }

  /** Each with an example that begins as one types it. */
  @Test
  void everyCommandTeaches() {
    for (CommandLine command : all(Commands.commandLine())) {
      String usage = command.getUsageMessage();
      String name = command.getCommandSpec().qualifiedName(" ").replaceFirst("^talkspurt ", "");
      assertThat(usage).as(name).contains("--help").contains("\n  " + name);
      assertThat(usage.lines()).as(name).allMatch(line -> line.length() <= 80);
    }
  }

  @Test
  void serveExplainsItself() {
    Terminal terminal = new Terminal("serve", "--help");
    assertThat(terminal.run()).isZero();
    assertThat(terminal.out()).contains("--talkspurt.sip.port=5070");
  }

  private static List<CommandLine> all(CommandLine command) {
    List<CommandLine> found = new ArrayList<>();
    for (CommandLine sub : command.getSubcommands().values()) {
      if (!sub.getCommandName().equals("help")) {
        found.add(sub);
        found.addAll(all(sub));
      }
    }
    return found;
  }
}
