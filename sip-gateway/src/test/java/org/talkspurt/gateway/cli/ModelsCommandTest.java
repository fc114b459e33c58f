package org.talkspurt.gateway.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelsCommandTest {

  private static final String WORDS = "a small model";

  private final Terminal terminal = new Terminal("models");
  @TempDir private Path folder;
  private Path list = Path.of("");
  private Path file = Path.of("");

  @BeforeEach
  void writeList() throws IOException {
    list =
        Files.writeString(
            folder.resolve("models.yaml"),
            """
            sets:
              small:
                licence: MIT
                source: {pypi: small-model==1.2.3, bytes: 100}
                files:
                  - {name: small.onnx, path: small/small.onnx, bytes: 13, sha256: %s}
              absent:
                licence: Apache-2.0
                files:
                  - {name: a.onnx, url: "http://127.0.0.1:1/a.onnx", bytes: 2000000, sha256: %s}
            """
                .formatted(sha256(WORDS), sha256("other")));
    file = folder.resolve("cache/small/small.onnx");
    Files.createDirectories(file.getParent());
    Files.writeString(file, WORDS);
  }

  @Test
  void listsWhatThereIs() {
    assertThat(run("list")).isZero();
    assertThat(terminal.out())
        .containsPattern("small +0.0 +here +small-model==1.2.3 +MIT")
        .containsPattern("absent +2.0 +missing +127.0.0.1 +Apache-2.0")
        .contains("cache: " + folder.resolve("cache"));
    assertThat(run("list", "small")).isZero();
    assertThat(terminal.out()).doesNotContain("absent");
  }

  @Test
  void verifiesEachSetWhateverTheOthersBring() {
    assertThat(run("verify")).isEqualTo(1);
    assertThat(terminal.out()).isEqualTo("small: right" + System.lineSeparator());
    assertThat(terminal.err()).startsWith("absent: model file ").contains("fetch its set first");
    assertThat(run("verify", "small")).isZero();
  }

  @Test
  void aFileThatIsDamagedUnderItsOldTimeIsFoundAndNotTakenForGoodAgain() throws IOException {
    assertThat(run("list")).isZero();
    var time = Files.getLastModifiedTime(file);
    Files.writeString(file, "a smell model");
    Files.setLastModifiedTime(file, time);
    assertThat(run("verify", "small")).isEqualTo(1);
    assertThat(terminal.err()).contains("small/small.onnx: expected SHA-256");
    assertThat(run("list", "small")).isZero();
    assertThat(terminal.out()).contains("missing");
  }

  @Test
  void fetchesNothingThatIsThere() {
    assertThat(run("fetch", "small")).isZero();
    assertThat(terminal.out()).startsWith("small: there");
    assertThat(run("fetch", "absent")).isEqualTo(1);
    assertThat(terminal.err()).startsWith("absent: cannot fetch");
  }

  @Test
  void explainsWhatIsWrong() {
    assertThat(run("verify", "none")).isEqualTo(2);
    assertThat(terminal.err()).contains("model set none is not in the model list");
    assertThat(terminal.run()).isEqualTo(2);
    assertThat(terminal.err()).contains("Missing required subcommand");
    assertThat(terminal.run("list", "--list", folder.resolve("no.yaml").toString())).isEqualTo(2);
    assertThat(terminal.err()).contains("no.yaml: no such file");
  }

  private int run(String command, String... sets) {
    return terminal.run(
        Stream.concat(
                Stream.of(
                    command,
                    "--list",
                    list.toString(),
                    "--models",
                    folder.resolve("cache").toString()),
                Stream.of(sets))
            .toArray(String[]::new));
  }

  private static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
