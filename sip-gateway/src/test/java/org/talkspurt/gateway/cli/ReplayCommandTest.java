package org.talkspurt.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayCommandTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  @TempDir private Path folder;
  private String input = "";
  private String trace = "";
  private String output = "";

  @BeforeEach
  void writeInput() throws IOException {
    byte[] sound = new byte[160 * 100];
    for (int i = 0; i < sound.length; i++) {
      sound[i] = (byte) (i * 31 % 97);
    }
    input = Files.write(folder.resolve("in.ulaw"), sound).toString();
    trace = folder.resolve("t.trace").toString();
    output = folder.resolve("out.s16").toString();
  }

  @Test
  void playsATraceAndPrintsALineOfJson() throws IOException {
    Files.write(Path.of(trace), List.of("0 40", "1 60", "2 -1", "3 100"));
    assertThat(run("--input", input, "--trace", trace, "--output", output)).isZero();
    assertThat(out.toString().lines()).hasSize(1);
    assertThat(out.toString())
        .startsWith("{\"packets\":3,\"mean_send_to_play_ms\":")
        .contains("\"concealed_samples\":160,")
        .contains("\"accelerated_samples\":0,\"decelerated_samples\":0,\"lost\":1,\"late\":0,");
    assertThat(Files.size(Path.of(output))).isEqualTo(2 * 160 * 20);
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void printsAModelsTrace() {
    assertThat(run("--model", "gilbert-elliott-10", "--seed", "7", "--packets", "300")).isZero();
    List<String> lines = out.toString().lines().toList();
    assertThat(lines).hasSize(300).anyMatch(line -> line.endsWith(" -1"));
    assertThat(lines.getLast()).startsWith("299 ");
  }

  @Test
  void makesATraceAndPlaysIt() throws IOException {
    String[] made = {
      "--model", "jitter-60ms", "--input", input, "--trace", trace, "--output", output
    };
    assertThat(run(made)).isZero();
    assertThat(Files.readAllLines(Path.of(trace))).hasSize(100);
    byte[] first = Files.readAllBytes(Path.of(output));
    assertThat(run("--input", input, "--trace", trace, "--output", output)).isZero();
    assertThat(Files.readAllBytes(Path.of(output))).isEqualTo(first);
    List<String> lines = out.toString().lines().toList();
    assertThat(lines.getFirst()).isEqualTo(lines.getLast());
  }

  @Test
  void explainsWhatIsWrong() throws IOException {
    Files.write(Path.of(trace), List.of("0 40", "1 sixty"));
    assertThat(run("--input", input, "--trace", trace, "--output", output)).isEqualTo(2);
    assertThat(err.toString()).startsWith("talkspurt replay: " + trace + ": line 2: expected");
    assertWrong("--input and --output belong together", "--input", input, "--trace", trace);
    assertWrong("--trace is needed", "--input", input, "--output", output);
    assertWrong("are needed, or --model");
    assertWrong("names a file", "--input", input, "--trace", trace, "--output", input);
    assertWrong("no such file", "--input", input + "x", "--trace", trace, "--output", output);
    assertWrong("drift", "--model", "nonsense");
    assertWrong("--packets: 0 (expected: 1 to", "--model", "drift", "--packets", "0");
    assertWrong("Unknown option", "--nonsense");
  }

  @Test
  void explainsItselfOnRequest() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString()).contains("TRACE has a line per packet").contains("bursts-60ms");
    assertThat(Commands.run(new PrintWriter(out), new PrintWriter(err), "--help")).isZero();
    assertThat(out.toString()).contains("serve").contains("replay");
  }

  @Test
  void leavesTheServersArgumentsToTheServer() {
    assertThat(Commands.handle()).isFalse();
    assertThat(Commands.handle("--talkspurt.sip.port=5070")).isFalse();
    assertThat(Commands.handle("serve", "--talkspurt.sip.port=5070")).isFalse();
    assertThat(Commands.handle("replay")).isTrue();
  }

  private void assertWrong(String message, String... options) {
    err.getBuffer().setLength(0);
    assertThat(run(options)).isEqualTo(2);
    assertThat(err.toString()).contains(message).contains("Try 'talkspurt replay --help'.");
  }

  private int run(String... options) {
    String[] arguments = new String[options.length + 1];
    arguments[0] = "replay";
    System.arraycopy(options, 0, arguments, 1, options.length);
    return Commands.run(new PrintWriter(out), new PrintWriter(err), arguments);
  }
}
