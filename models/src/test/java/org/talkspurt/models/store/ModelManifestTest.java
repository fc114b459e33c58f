package org.talkspurt.models.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.talkspurt.models.store.ModelSource.MavenArtifact;
import org.talkspurt.models.store.ModelSource.NpmPackage;
import org.talkspurt.models.store.ModelSource.PythonPackage;
import org.talkspurt.models.store.ModelSource.WebFile;

class ModelManifestTest {

  private static final String SHA256 =
      "1a153a22f4509e292a94e67d6f9b85e8deb25b4988682b7e174c65279d8788e3";

  private static final String VALID =
      """
      sets:
        ears:
          licence: MIT
          source: {pypi: silero-vad==6.2.3, platform: manylinux_2_34_x86_64, bytes: 100}
          files:
            - name: vad.onnx
              path: silero_vad/data/vad.onnx
              bytes: 2327524
              sha256: %s
      """
          .formatted(SHA256);

  @Test
  void theShippedListHasTheDefaultSets() {
    var manifest = ModelManifest.read(Path.of("../config/models.yaml"));

    for (var set : new String[] {"silero-vad", "moonshine-tiny-en", "piper-joe", "pronunciation"}) {
      assertThat(manifest.set(set).files()).isNotEmpty();
    }
    assertThat(manifest.set("minilm").files().getFirst().source())
        .isInstanceOf(MavenArtifact.class);
  }

  @Test
  void readsASet() {
    var set = parse(VALID).set("ears");

    assertThat(set.licence()).isEqualTo("MIT");
    assertThat(set.files())
        .containsExactly(
            new ModelFile(
                "vad.onnx",
                new PythonPackage("silero-vad==6.2.3", Optional.of("manylinux_2_34_x86_64"), 100),
                "silero_vad/data/vad.onnx",
                2_327_524,
                SHA256));
  }

  @Test
  void readsNpmPackagesAndWebFiles() {
    var npm = VALID.replaceFirst("source: .*", "source: {npm: \"@ricky0123/vad-web@0.0.31\"}");
    var web =
        VALID
            .replaceFirst("source: .*\n", "\n")
            .replaceFirst("path: .*", "url: https://example.com/vad.onnx");

    assertThat(parse(npm).set("ears").files().getFirst().source())
        .isEqualTo(new NpmPackage("@ricky0123/vad-web@0.0.31", 0));
    assertThat(parse(web).set("ears").files().getFirst().source()).isInstanceOf(WebFile.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          licence: MIT            | license: MIT             | sets.ears.license: unknown key (expected: one of
          bytes: 2327524          | size: 2327524            | sets.ears.files[0].size: unknown key (expected: one of
          licence: MIT            | licence:                 | sets.ears.licence: is missing
          bytes: 2327524          | bytes: -1                | sets.ears.files[0].bytes: -1 (expected: the file's size)
          bytes: 2327524          | bytes: many              | line 8: sets.ears.files[0].bytes: Cannot
          sha256: 1a153a          | sha256: 1A153A           | sets.ears.files[0].sha256: 1A153A
          name: vad.onnx          | name: ../vad.onnx        | sets.ears.files[0].name: ../vad.onnx (expected: a file name)
          name: vad.onnx          | name: .verified          | sets.ears.files[0].name: .verified (expected: a file name)
          pypi: silero-vad==6.2.3 | pypi: silero-vad         | sets.ears.source.pypi: silero-vad (expected: name==version)
          pypi: silero-vad==6.2.3 | pypi: --index-url=x==1   | sets.ears.source.pypi: --index-url=x==1 (expected: name==version)
          pypi: silero-vad==6.2.3 | npm: silero-vad@6.2.3    | sets.ears.source.platform: is for pypi only
          bytes: 100}             | npm: a@1}                | sets.ears.source: expected exactly one of pypi, npm, maven
          platform: manylinux     | platform: --many         | sets.ears.source.platform: --many
          path: silero_vad        | url: ftp://silero        | sets.ears.files[0].url: ftp://silero/data/vad.onnx (expected: https://…)
          """)
  void namesTheKeyThatIsWrong(String right, String wrong, String message) {
    assertThat(VALID).contains(right);

    assertThatThrownBy(() -> parse(VALID.replace(right, wrong)))
        .isInstanceOf(ModelStoreException.class)
        .hasMessageStartingWith("models.yaml: " + message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "sets:", "sets: 3", "sets: {ears: }", "sets: [", "- a", "sets: {}\n}"})
  void anythingElseIsRefusedToo(String yaml) {
    assertThatThrownBy(() -> parse(yaml))
        .isInstanceOf(ModelStoreException.class)
        .hasMessageStartingWith("models.yaml: ");
  }

  @Test
  void twoFilesOfOneNameAreRefused() {
    var file = VALID.substring(VALID.indexOf("      - name"));

    assertThatThrownBy(() -> parse(VALID + file))
        .hasMessage("models.yaml: sets.ears.files: two are named vad.onnx");
  }

  @Test
  void anUnknownSetIsAnsweredWithTheKnownOnes() {
    assertThatThrownBy(() -> parse(VALID).set("eyes"))
        .hasMessage("model set eyes is not in the model list (expected: one of [ears])");
  }

  @Test
  void aMissingManifestIsNamed() {
    assertThatThrownBy(() -> ModelManifest.read(Path.of("nowhere/models.yaml")))
        .hasMessage("nowhere/models.yaml: no such file");
  }

  private static ModelManifest parse(String yaml) {
    return ModelManifest.parse("models.yaml", yaml);
  }
}
