package org.talkspurt.gateway.cli;

import java.io.PrintWriter;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** Finds the command that the arguments name. */
@Command(
    name = "talkspurt",
    description = "A telephone voice bot. Without a command it answers calls.",
    footer =
        "All other arguments are settings, e.g. --talkspurt.sip.port=5070; see"
            + " config/application.yaml.",
    subcommands = {HelpCommand.class, Commands.Serve.class})
public final class Commands {

  /** The default command; the application runs it, with Spring. */
  @Command(name = "serve", description = "Answers calls (the default).")
  static final class Serve {}

  private static final Set<String> NAMES = Set.of("replay", "call", "help", "--help", "-h");

  private Commands() {}

  /** Whether the arguments are a command's; otherwise they are the server's. */
  public static boolean handle(String... arguments) {
    return arguments.length > 0 && NAMES.contains(arguments[0]);
  }

  /**
   * Runs the command.
   *
   * @return exit code: 0; 1 where a call is not as its script expects; 2 after wrong arguments or
   *     files that cannot be used
   */
  public static int run(PrintWriter out, PrintWriter err, String... arguments) {
    if (Set.of("--help", "-h").contains(arguments[0])) {
      return run(out, err, "help");
    }
    OptionSpec help =
        OptionSpec.builder("-h", "--help").usageHelp(true).description("prints this").build();
    CommandLine replay = new CommandLine(new ReplayCommand());
    CommandLine call = new CommandLine(new CallCommand());
    replay.getCommandSpec().addOption(help);
    call.getCommandSpec().addOption(help);
    return new CommandLine(new Commands())
        .addSubcommand(replay)
        .addSubcommand(call)
        .setOut(out)
        .setErr(err)
        .setParameterExceptionHandler(Commands::explain)
        .execute(arguments);
  }

  private static int explain(ParameterException wrong, String... arguments) {
    CommandLine command = wrong.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    command.getErr().println(name + ": " + wrong.getMessage());
    command.getErr().println("Try '" + name + " --help'.");
    return CommandLine.ExitCode.USAGE;
  }
}
