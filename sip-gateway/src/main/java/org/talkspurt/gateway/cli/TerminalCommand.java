package org.talkspurt.gateway.cli;

import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command that prints lines and refuses what it is told; returns its exit code. */
abstract class TerminalCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  final void out(String line) {
    commandLine().getOut().println(line);
  }

  final void err(String line) {
    commandLine().getErr().println(line);
  }

  /** Whether whoever read the lines has gone, as {@code head} does. */
  final boolean isClosed() {
    return commandLine().getOut().checkError();
  }

  final ParameterException wrong(String problem) {
    return new ParameterException(commandLine(), problem);
  }

  final ParameterException unusable(Path file, Throwable cause) {
    String reason = cause instanceof NoSuchFileException ? "no such file" : String.valueOf(cause);
    return wrong(file + ": " + reason);
  }

  private CommandLine commandLine() {
    if (spec == null) {
      throw new IllegalStateException("not run by picocli");
    }
    return spec.commandLine();
  }
}
