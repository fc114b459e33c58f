package org.talkspurt.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A sipp that plays a callee; its exit code tells whether the bot behaved. */
record SippCallee(Process process, Path directory) {
  static SippCallee start(String scenario, int port, String transport, String... replaced)
      throws Exception {
    Path directory = Files.createTempDirectory("talkspurt-callee");
    String text = Files.readString(Tool.project("sip-gateway/src/it/sipp/" + scenario + ".xml"));
    for (int i = 0; i < replaced.length; i += 2) {
      text = text.replace(replaced[i], replaced[i + 1]);
    }
    Path file = Files.writeString(directory.resolve("callee.xml"), text);
    Process process =
        Tool.start(
            directory,
            List.of(
                "sipp",
                "-sf",
                file.toString(),
                "-t",
                transport.equals("tcp") ? "t1" : "u1",
                "-i",
                "127.0.0.1",
                "-mi",
                "127.0.0.1",
                "-p",
                String.valueOf(port),
                "-m",
                "1",
                "-nostdin",
                "-trace_err",
                "-recv_timeout",
                "20000",
                "-timeout",
                "60",
                "-timeout_error"));
    Bot.awaitBound(port, transport);
    return new SippCallee(process, directory);
  }

  void passes() throws Exception {
    Tool.Result result = Tool.finish(process, directory, 60);
    assertThat(result.exitCode()).as(result.output()).isZero();
  }
}
