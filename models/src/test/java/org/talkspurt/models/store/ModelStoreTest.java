package org.talkspurt.models.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.talkspurt.models.store.ModelSource.NpmPackage;
import org.talkspurt.models.store.ModelSource.PythonPackage;
import org.talkspurt.models.store.ModelSource.RegistryPackage;

class ModelStoreTest {

  private static final RegistryPackage WHEEL =
      new PythonPackage("ears==1.0", Optional.empty(), 1_000);

  @TempDir Path directory;

  private final FakePackages packages = new FakePackages();
  private final List<String> progress = new ArrayList<>();
  private long freeBytes = Long.MAX_VALUE;
  private ModelSet set = earsFrom(WHEEL);

  @Test
  void fetchesAPackageOnceForAllItsFiles() throws IOException {
    var directories = store().fetch(List.of("ears"));

    assertThat(directories).isEqualTo(Map.of("ears", directory.resolve("ears")));
    assertThat(store().file("ears", "vad.onnx")).hasContent("voice");
    assertThat(store().file("ears", "notes.txt")).hasContent("activity, in words");
    assertThat(packages.downloads).isEqualTo(1);
    assertThat(progress).containsExactly("ears 0/1000", "ears 400/1000", "ears 1000/1000");
    try (var files = Files.list(directory.resolve("ears"))) {
      assertThat(files.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("vad.onnx", "notes.txt", ".verified", ".lock");
    }
  }

  @Test
  void aCompleteCacheIsUsedWithoutAnyClient() {
    store().fetch(List.of("ears"));
    freeBytes = 0;

    assertThat(store().fetch(List.of("ears"))).containsKey("ears");
    assertThat(packages.downloads).isEqualTo(1);
  }

  @Test
  void filesCopiedFromAnotherMachineAreAccepted() throws IOException {
    Files.createDirectories(directory.resolve("ears"));
    Files.writeString(directory.resolve("ears/vad.onnx"), "voice");
    Files.writeString(directory.resolve("ears/notes.txt"), "activity, in words");

    store().fetch(List.of("ears"));
    assertThat(packages.downloads).isZero();
    assertThat(directory.resolve("ears/.verified")).isRegularFile();
  }

  @Test
  void aDamagedFileIsFetchedAgain() throws IOException {
    store().fetch(List.of("ears"));
    Files.writeString(directory.resolve("ears/vad.onnx"), "noise");
    Files.setLastModifiedTime(directory.resolve("ears/vad.onnx"), FileTime.fromMillis(1_000));

    store().fetch(List.of("ears"));
    assertThat(store().file("ears", "vad.onnx")).hasContent("voice");
    assertThat(packages.downloads).isEqualTo(2);
  }

  @Test
  void verifyReadsEvenWhatIsKnownToBeRight() throws IOException {
    store().fetch(List.of("ears"));
    var file = directory.resolve("ears/vad.onnx");
    var changed = Files.getLastModifiedTime(file);
    store().verify(List.of("ears"));
    Files.writeString(file, "noise");
    Files.setLastModifiedTime(file, changed);

    store().fetch(List.of("ears"));
    assertThat(packages.downloads).isEqualTo(1);
    assertThatThrownBy(() -> store().verify(List.of("ears")))
        .isInstanceOf(ModelStoreException.class)
        .hasMessageStartingWith("ears/vad.onnx: expected SHA-256 ");
    Files.delete(file);
    assertThatThrownBy(() -> store().verify(List.of("ears")))
        .hasMessage("model file " + file + " is not there: fetch its set first");
  }

  @Test
  void nothingIsKeptOfAFileWithAWrongHash() {
    packages.contents = Map.of("in/vad.onnx", "noise", "in/notes.txt", "activity, in words");

    assertThatThrownBy(() -> store().fetch(List.of("ears")))
        .isInstanceOf(ModelStoreException.class)
        .hasMessage(
            "ears/vad.onnx: expected SHA-256 %s, got %s; nothing was kept, fetch again or correct"
                + " the model list",
            sha256("voice"), sha256("noise"));
    assertThat(directory.resolve("ears/vad.onnx")).doesNotExist();
    assertThat(directory.resolve("ears/.fetch")).doesNotExist();
  }

  @Test
  void aFileThatIsTooLongIsNotReadToItsEnd() {
    packages.contents = Map.of("in/vad.onnx", "voice".repeat(1_000), "in/notes.txt", "");

    assertThatThrownBy(() -> store().fetch(List.of("ears")))
        .hasMessageStartingWith("ears/vad.onnx: expected 5 bytes, got 6 bytes; ");
  }

  @Test
  void aMemberThatIsNotInThePackageIsNamed() {
    packages.contents = Map.of("in/vad_v7.onnx", "voice");

    assertThatThrownBy(() -> store().fetch(List.of("ears")))
        .hasMessage("ears==1.0 holds no in/vad.onnx; correct the model list");
  }

  @Test
  void roomOnTheDiskIsLookedAtFirst() {
    freeBytes = 2_022;

    assertThatThrownBy(() -> store().fetch(List.of("ears")))
        .hasMessageEndingWith("free; make room or set talkspurt.models.directory")
        .extracting(e -> ((ModelStoreException) e).problem())
        .isEqualTo(new FetchProblem.DiskFull(directory, 2_023, 2_022));
    assertThat(packages.downloads).isZero();
    freeBytes = 2_023;
    store().fetch(List.of("ears"));
  }

  @Test
  void aDiskThatFillsUpMeanwhileIsADiskThatIsFull() {
    packages.failure = new IOException("No space left on device");

    assertThatThrownBy(() -> store().fetch(List.of("ears")))
        .extracting(e -> ((ModelStoreException) e).problem())
        .isInstanceOf(FetchProblem.DiskFull.class);
  }

  @Test
  void whatACrashLeftBehindIsRemoved() throws IOException {
    var left = Files.createDirectories(directory.resolve("ears/.fetch/pip-unpack-x"));
    Files.writeString(left.resolve("ears-1.0.whl"), "half a wheel");

    store().fetch(List.of("ears"));
    assertThat(directory.resolve("ears/.fetch")).doesNotExist();
  }

  @Test
  void whoeverElseFetchesTheSameSetIsNamed() throws IOException {
    Files.createDirectories(directory.resolve("ears"));
    var lock = directory.resolve("ears/.lock");
    try (var channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var _ = channel.lock()) {
      assertThatThrownBy(() -> store().fetch(List.of("ears")))
          .hasMessage(
              "another process is fetching model set ears (it holds %s); start again when it is"
                  + " done",
              lock);
    }
    store().fetch(List.of("ears"));
  }

  @Test
  void unknownNamesAreAnswered() {
    assertThatThrownBy(() -> store().fetch(List.of("ears", "eyes")))
        .hasMessage("model set eyes is not in the model list (expected: one of [ears])");
    assertThat(packages.downloads).isZero();
    assertThatThrownBy(() -> store().file("ears", "x.onnx"))
        .hasMessage("model set ears has no file x.onnx in the model list");
    assertThatThrownBy(() -> store().file("ears", "vad.onnx"))
        .hasMessageEndingWith("vad.onnx is not there: fetch its set first");
  }

  @Test
  void aDirectoryThatCannotBeMadeIsNamed() throws IOException {
    Files.writeString(directory.resolve("ears"), "a file");

    assertThatThrownBy(() -> store().fetch(List.of("ears")))
        .isInstanceOf(ModelStoreException.class)
        .hasMessageStartingWith(directory.resolve("ears") + ": ")
        .hasMessageEndingWith("make it writable or set talkspurt.models.directory");
  }

  @Test
  void npmsTarFilesAreReadToo() {
    set = earsFrom(new NpmPackage("ears@1.0.0", 0));

    store().fetch(List.of("ears"));
    assertThat(store().file("ears", "vad.onnx")).hasContent("voice");
    assertThat(store().file("ears", "notes.txt")).hasContent("activity, in words");
  }

  @Test
  void aMemberThatIsNotInATarFileIsNamed() {
    set = earsFrom(new NpmPackage("ears@1.0.0", 0));
    packages.contents = Map.of("in/vad_v7.onnx", "voice");

    assertThatThrownBy(() -> store().fetch(List.of("ears")))
        .hasMessage("ears@1.0.0 holds no in/vad.onnx; correct the model list");
  }

  private ModelStore store() {
    return new ModelStore(
        new ModelManifest(List.of(set)),
        directory,
        (name, done, total) -> progress.add(name + " " + done + "/" + total),
        packages,
        _ -> freeBytes,
        Duration.ZERO,
        Duration.ofSeconds(10));
  }

  private static ModelSet earsFrom(RegistryPackage source) {
    return new ModelSet(
        "ears",
        "MIT",
        List.of(
            new ModelFile("vad.onnx", source, "in/vad.onnx", 5, sha256("voice")),
            new ModelFile("notes.txt", source, "in/notes.txt", 18, sha256("activity, in words"))));
  }

  static String sha256(String content) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(content.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
