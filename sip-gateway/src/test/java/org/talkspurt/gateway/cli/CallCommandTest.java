package org.talkspurt.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.talkspurt.gateway.caller.line.CallerPhone;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CallCommandTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  @TempDir private Path folder;
  private Path script = Path.of("");

  @BeforeEach
  void writeScript() throws IOException {
    script = Files.writeString(folder.resolve("short.yaml"), "steps:\n  - hang-up\n");
  }

  @Test
  void explainsWhatIsWrong() throws IOException {
    String good = script.toString();
    assertWrong("Missing required option");
    assertWrong("no such file", "--script", folder.resolve("none.yaml").toString());
    assertWrong("--to is needed", "--script", good);
    assertWrong("expected: sip:USER@HOST", "--script", good, "--to", "somebody");
    assertWrong("--anywhere calls it", "--script", good, "--to", "sip:a@192.0.2.1");
    assertWrong("expected: 1 to 64", "--script", good, "--to", "sip:a@127.0.0.1", "--calls", "65");
    Path broken = Files.writeString(folder.resolve("broken.yaml"), "steps:\n  - wait: no\n");
    assertWrong("broken.yaml:2: /steps/0/wait: expected", "--script", broken.toString());
    Path clip = Files.writeString(folder.resolve("clip.yaml"), "steps:\n  - say: none.wav\n");
    assertWrong("none.wav: no such file", "--script", clip.toString(), "--to", "sip:a@127.0.0.1");
    Path text = Files.writeString(folder.resolve("text.yaml"), "steps:\n  - say: {text: Hi}\n");
    assertWrong(
        "a start of the bot fetches the models",
        "--script",
        text.toString(),
        "--to",
        "sip:a@127.0.0.1",
        "--models",
        folder.toString());
  }

  @Test
  void aCallThatIsRefusedIsNotAsExpected() throws Exception {
    String nobody = "sip:a@127.0.0.1:";
    Path json = folder.resolve("out.json");
    Path html = folder.resolve("out.html");
    try (CallerPhone busy =
        new CallerPhone(CallerPhone.Target.of("sip:b@127.0.0.1", "127.0.0.1", 0))) {
      int code =
          run(
              "--script",
              script.toString(),
              "--to",
              nobody + busy.port(),
              "--calls",
              "2",
              "--stagger-ms",
              "0",
              "--json",
              json.toString(),
              "--html",
              html.toString());
      assertThat(code).isEqualTo(1);
    }
    assertThat(out.toString()).contains("FAILED: not answered: UNAVAILABLE (480)");
    JsonNode written = JsonMapper.shared().readTree(Files.readString(json));
    assertThat(written.get("calls")).hasSize(2);
    assertThat(written.get("met").asBoolean()).isFalse();
    assertThat(Files.readString(html)).contains("not answered: UNAVAILABLE (480)");
  }

  @Test
  void findsTheScriptsOfTheJar() {
    assertThat(run("--script", "clinic-questions", "--to", "sip:a@192.0.2.1")).isEqualTo(2);
    assertThat(err.toString()).contains("--anywhere");
  }

  private void assertWrong(String message, String... options) {
    err.getBuffer().setLength(0);
    assertThat(run(options)).as(message).isEqualTo(2);
    assertThat(err.toString()).contains(message).contains("Try 'talkspurt call --help'.");
  }

  private int run(String... options) {
    String[] arguments = new String[options.length + 1];
    arguments[0] = "call";
    System.arraycopy(options, 0, arguments, 1, options.length);
    return Commands.run(new PrintWriter(out), new PrintWriter(err), arguments);
  }
}
