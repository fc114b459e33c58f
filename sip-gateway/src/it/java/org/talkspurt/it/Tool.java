package org.talkspurt.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a real client in a directory of its own and keeps what it printed. */
final class Tool {
  private Tool() {}

  /**
   * What a finished tool left.
   *
   * @param exitCode of the tool; −1 when it had to be ended
   */
  record Result(int exitCode, String output) {}

  static Process start(Path directory, List<String> command) throws IOException {
    return new ProcessBuilder(command)
        .directory(directory.toFile())
        .redirectErrorStream(true)
        .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
        .redirectOutput(directory.resolve("output").toFile())
        .start();
  }

  static Result finish(Process process, Path directory, int seconds) throws Exception {
    int code = -1;
    if (process.waitFor(seconds, TimeUnit.SECONDS)) {
      code = process.exitValue();
    } else {
      process.destroyForcibly().waitFor();
    }
    return new Result(code, Files.readString(directory.resolve("output")));
  }

  static Result run(Path directory, int seconds, String... command) throws Exception {
    return finish(start(directory, List.of(command)), directory, seconds);
  }

  /** A file of the project. */
  static Path project(String path) {
    return Path.of(System.getProperty("talkspurt.root", "..")).resolve(path).toAbsolutePath();
  }

  /** sipp with one of our scenarios, from 127.0.0.1, at most {@code calls} calls. */
  static List<String> sipp(Bot bot, String scenario, int calls, int perSecond, String... more)
      throws IOException {
    return sipp(bot.sipPort, scenario, calls, perSecond, more);
  }

  /** The same to whoever has that port of loopback. */
  static List<String> sipp(int port, String scenario, int calls, int perSecond, String... more)
      throws IOException {
    List<String> command =
        new java.util.ArrayList<>(
            List.of(
                "sipp",
                "127.0.0.1:" + port,
                "-sf",
                project("sip-gateway/src/it/sipp/" + scenario + ".xml").toString(),
                "-s",
                "echo",
                "-i",
                "127.0.0.1",
                "-mi",
                "127.0.0.1",
                "-p",
                String.valueOf(FreePort.next()),
                "-m",
                String.valueOf(calls),
                "-r",
                String.valueOf(perSecond),
                "-nostdin",
                "-trace_err",
                "-timeout",
                "300",
                "-timeout_error"));
    command.addAll(List.of(more));
    return command;
  }
}
