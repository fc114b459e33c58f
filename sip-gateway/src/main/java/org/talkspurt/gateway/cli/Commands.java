package org.talkspurt.gateway.cli;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** Finds the command that the arguments name. */
@Command(
    name = Commands.NAME,
    sortOptions = false,
    description = {"A telephone voice bot. Without a command it answers calls.", ""},
    footer = {
      "",
      "Arguments without a command are settings, e.g. --talkspurt.sip.port=5070; see",
      "config/application.yaml. '<command> --help' says more of each. Exit codes: 0: as",
      "it should be, 1: not, 2: wrong arguments or files that cannot be used.",
      "",
      "  java @config/jvm.options -jar talkspurt.jar",
      "  java -jar talkspurt.jar models list"
    },
    subcommands = {
      ServeCommand.class,
      CheckCommand.class,
      ModelsCommand.class,
      CallCommand.class,
      ReplayCommand.class,
      VadCommand.class,
      TranscribeCommand.class,
      SimulateCommand.class,
      BudgetCommand.class,
      CompletionCommand.class,
      HelpCommand.class
    })
public final class Commands {

  static final String NAME = "talkspurt";
  static final String SERVE = "serve";
  private static final Set<String> HELP = Set.of("--help", "-h");

  private Commands() {}

  /**
   * Whether the arguments are a command's; otherwise they are the server's. A word that is no
   * command is none of the server's either, and is refused.
   */
  public static boolean handle(String... arguments) {
    if (arguments.length == 0) {
      return false;
    }
    String first = arguments[0];
    return first.equals(SERVE)
        ? Arrays.stream(arguments).anyMatch(HELP::contains)
        : HELP.contains(first) || !first.startsWith("-");
  }

  /**
   * Runs the command.
   *
   * @return exit code: 0; 1 where something is not as it should be, e.g. a call not as its script
   *     expects; 2 after wrong arguments or files that cannot be used
   */
  public static int run(PrintWriter out, PrintWriter err, String... arguments) {
    return commandLine()
        .setOut(out)
        .setErr(err)
        .setParameterExceptionHandler(Commands::explain)
        .execute(arguments);
  }

  /** All commands, each with its {@code --help}. */
  static CommandLine commandLine() {
    CommandLine all = new CommandLine(new Commands());
    addHelp(all);
    return all;
  }

  private static void addHelp(CommandLine command) {
    CommandSpec spec = command.getCommandSpec();
    if (spec.findOption("--help") == null) {
      spec.addOption(
          OptionSpec.builder("-h", "--help").usageHelp(true).description("prints this").build());
    }
    command.getSubcommands().values().forEach(Commands::addHelp);
  }

  private static int explain(ParameterException wrong, String... arguments) {
    CommandLine command = wrong.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    command.getErr().println(name + ": " + wrong.getMessage());
    command.getErr().println("Try '" + name + " --help'.");
    return CommandLine.ExitCode.USAGE;
  }
}
