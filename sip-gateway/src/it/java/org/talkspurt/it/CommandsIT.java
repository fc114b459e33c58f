package org.talkspurt.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of the real jar, without a bot. */
class CommandsIT {

  private static final int PATIENCE_SECONDS = 120;

  @TempDir private static Path folder;
  private static Process simulation;

  /** Ten seconds and more, of which the machine has little to do: the others run meanwhile. */
  @BeforeAll
  static void begin() throws Exception {
    Path agents = AgentFolder.likeTheClinic("quick", "greeting: ", "greeting: Hello. # ");
    Tool.Result models = run("models", "fetch");
    assertThat(models.exitCode()).as(models.output()).isZero();
    simulation = start("simulate", "simulate", "--agent", "quick", "--agents", agents.toString());
  }

  @Test
  void simulatesACallStageByStage() throws Exception {
    Tool.Result result = Tool.finish(simulation, folder.resolve("simulate"), PATIENCE_SECONDS);
    System.out.println(result.output());
    assertThat(result.output())
        .containsPattern("VAD, compute +10 +[0-9]")
        .containsPattern("recognition +150 +1 ")
        .containsPattern("all but the wait +400 +1 ")
        .containsPattern("first sound: [0-9]+ ms")
        .containsPattern("heard: What time do you open tomorrow\\?  said: .+");
    // 1: a stage was over its budget, on whatever else this machine has to do
    assertThat(result.exitCode()).isBetween(0, 1);
  }

  @Test
  void checkSaysThatAllIsRightAndWhatIsWrong() throws Exception {
    String records = "--talkspurt.records.directory=" + folder.resolve("records");
    Tool.Result right = run("check", "--running", records);
    assertThat(right.exitCode()).as(right.output()).isZero();
    assertThat(right.output()).startsWith("settings  right\nagents    right  ");
    Tool.Result wrong = run("check", "--running", records, "--talkspurt.calls.max=0");
    assertThat(wrong.exitCode()).isEqualTo(1);
    assertThat(wrong.output()).contains("  talkspurt.calls.max: 0 (must be");
  }

  @Test
  void vadHearsAQuestion() throws Exception {
    Path sound = folder.resolve("question.s16");
    Files.write(sound, littleEndian(Clip.all().getFirst().pcm()));
    Tool.Result result = run("vad", sound.toString());
    assertThat(result.exitCode()).as(result.output()).isZero();
    assertThat(result.output()).contains("  speech   0.9");
  }

  @Test
  void transcribeUnderstandsEachRecording() throws Exception {
    Clip question = Clip.all().getFirst();
    Path silence = Files.write(folder.resolve("silence.s16"), new byte[16_000]);
    Path sound = Files.write(folder.resolve("asked.s16"), littleEndian(question.pcm()));
    Tool.Result result = run("transcribe", silence.toString(), sound.toString());
    assertThat(result.exitCode()).as(result.output()).isZero();
    assertThat(result.output()).isEqualTo("\nWhat time do you open tomorrow?\n");
  }

  @Test
  void budgetReadsRecords() throws Exception {
    Path records = Files.createDirectory(folder.resolve("calls"));
    Files.writeString(
        records.resolve("calls-2026-01-05.jsonl"),
        "{\"turns\": [{\"stagesMs\": {\"asr_final\": 151.0}, \"responseLatencyMs\": 151.0}]}\n");
    Tool.Result result = run("budget", "--records", records.toString());
    assertThat(result.exitCode()).as(result.output()).isEqualTo(1);
    assertThat(result.output()).containsPattern("recognition +150 +1 +151 +151 +151 +over");
  }

  @Test
  void benchTimesEveryModel() throws Exception {
    Tool.Result result = run("models", "bench", "--runs", "2");
    assertThat(result.exitCode()).as(result.output()).isZero();
    assertThat(result.output())
        .contains("silero-vad", "smart-turn", "moonshine-tiny-en", "piper-joe", "minilm");
    assertThat(run("models", "list").exitCode()).isZero();
  }

  @Test
  void bashTakesTheCompletionScript() throws Exception {
    Tool.Result script = run("completion");
    Path file = Files.writeString(folder.resolve("completion.bash"), script.output());
    Path directory = Files.createTempDirectory(folder, "bash");
    Tool.Result result =
        Tool.run(
            directory, PATIENCE_SECONDS, "bash", "-c", ". '" + file + "' && complete -p talkspurt");
    assertThat(result.exitCode()).as(result.output()).isZero();
    assertThat(script.output()).contains("simulate");
  }

  private static byte[] littleEndian(short[] pcm) {
    byte[] bytes = new byte[2 * pcm.length];
    for (int i = 0; i < pcm.length; i++) {
      bytes[2 * i] = (byte) pcm[i];
      bytes[2 * i + 1] = (byte) (pcm[i] >> 8);
    }
    return bytes;
  }

  private static Tool.Result run(String... arguments) throws Exception {
    String name = Files.createTempDirectory(folder, "run").getFileName().toString();
    return Tool.finish(start(name, arguments), folder.resolve(name), PATIENCE_SECONDS);
  }

  /** In a folder of its own of that name. */
  private static Process start(String name, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-jar",
                Tool.project("sip-gateway/target/talkspurt.jar").toString()));
    command.addAll(List.of(arguments));
    return Tool.start(Files.createDirectories(folder.resolve(name)), command);
  }
}
