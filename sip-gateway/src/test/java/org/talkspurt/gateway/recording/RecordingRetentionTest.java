package org.talkspurt.gateway.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingRetentionTest {
  private static final String NAME = "2026-11-23T12-00-00Z-1f.wav";

  @TempDir Path directory;

  private Path file(String name) {
    return directory.resolve(name);
  }

  private void looks(int keepDays) {
    looks(new RecordingFolder(directory), keepDays);
  }

  private static void looks(RecordingFolder folder, int keepDays) {
    new RecordingRetention(folder, keepDays, () -> Instant.parse("2026-11-30T00:00:01Z")).run();
  }

  /** What a process leaves that is killed as it writes: its last header is older than its sound. */
  private void leavesBehind(int bytesBehindHeader) throws IOException {
    RecordingFolder killed = new RecordingFolder(directory);
    RecordingFile recording = killed.create(NAME, 8_000);
    recording.write(0, ByteBuffer.wrap(new byte[640 * 10]));
    recording.close();
    Files.write(file(NAME + ".part"), new byte[bytesBehindHeader], StandardOpenOption.APPEND);
  }

  @Test
  void whatAKilledProcessLeftIsFinished() throws IOException {
    leavesBehind(4 * 100 + 3);
    looks(0);

    assertThat(Recorded.names(directory)).containsExactly(NAME);
    assertThat(Recorded.read(file(NAME)).left()).hasSize(1_600 + 100);
    assertThat(Files.size(file(NAME))).isEqualTo(44 + 4 * 1_700);
  }

  @Test
  void whatHasNoSoundYetIsDeleted() throws IOException {
    new RecordingFolder(directory).create(NAME, 8_000).close();
    Files.write(file("2026-11-23T12-00-01Z-2.wav.part"), new byte[7]);
    looks(0);

    assertThat(Recorded.names(directory)).isEmpty();
  }

  @Test
  void whatIsBeingWrittenIsLeftAlone() throws IOException {
    RecordingFolder ours = new RecordingFolder(directory);
    RecordingFile recording = ours.create(NAME, 8_000);
    recording.write(0, ByteBuffer.wrap(new byte[640]));
    looks(ours, 0);
    looks(0); // as another bot does
    assertThat(Recorded.names(directory)).containsExactly(NAME + ".part");

    recording.write(1, ByteBuffer.wrap(new byte[640]));
    ours.finish(NAME, recording);
    assertThat(Recorded.read(file(NAME)).left()).hasSize(320);
  }

  @Test
  void theRestComesWhereAnotherBotGaveAFileItsNameEarly() throws IOException {
    RecordingFolder ours = new RecordingFolder(directory);
    RecordingFile recording = ours.create(NAME, 8_000);
    recording.write(0, ByteBuffer.wrap(new byte[640]));
    Files.move(file(NAME + ".part"), file(NAME));
    recording.write(1, ByteBuffer.wrap(new byte[640]));
    ours.finish(NAME, recording);

    assertThat(Recorded.read(file(NAME)).left()).hasSize(320);
  }

  @Test
  void whatIsOldIsDeletedAndNothingElse() throws IOException {
    for (String name :
        new String[] {
          "2026-11-22T23-59-59Z-1.wav",
          "2026-11-23T00-00-00Z-2.wav",
          "2020-01-01T00-00-00Z-3.mp3",
          "2020-01-01T00-00-00Z-.wav",
          "notes.wav"
        }) {
      Files.writeString(file(name), "sound");
    }
    looks(0);
    assertThat(Recorded.names(directory)).hasSize(5);
    looks(7);
    assertThat(Recorded.names(directory)).hasSize(4).doesNotContain("2026-11-22T23-59-59Z-1.wav");
  }

  @Test
  void aFolderThatIsNotThereIsNotMade() {
    looks(new RecordingFolder(file("none")), 7);
    assertThat(file("none")).doesNotExist();
  }
}
