package org.talkspurt.gateway.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Stream;

/** Runs a command and keeps what it prints. */
final class Terminal {

  private final List<String> command;
  private String out = "";
  private String err = "";

  /**
   * @param command the words that every run begins with
   */
  Terminal(String... command) {
    this.command = List.of(command);
  }

  /** Returns the exit code. */
  int run(String... more) {
    StringWriter printed = new StringWriter();
    StringWriter complaints = new StringWriter();
    int code =
        Commands.run(
            new PrintWriter(printed),
            new PrintWriter(complaints),
            Stream.concat(command.stream(), Stream.of(more)).toArray(String[]::new));
    out = printed.toString();
    err = complaints.toString();
    return code;
  }

  /** What the last run printed. */
  String out() {
    return out;
  }

  /** What it printed on standard error. */
  String err() {
    return err;
  }
}
