package org.talkspurt.gateway.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.talkspurt.gateway.recording.RecordingMeters.Drop;
import static org.talkspurt.gateway.recording.RecordingMeters.Outcome;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.talkspurt.gateway.call.CallRecorder;

class RecordingWriterTest {
  private static final Instant STARTED = Instant.parse("2026-11-23T23:59:59.9Z");
  private static final RecordingSettings ROOMY = new RecordingSettings(Duration.ofHours(1), 0);

  @TempDir Path folder;

  private final FakeMeters meters = new FakeMeters();

  private Path directory() {
    return folder.resolve("in/recordings");
  }

  private CallRecorder.Recording record(RecordingSettings settings, int ticks) {
    return record(directory(), settings, ticks);
  }

  /** A call of so many ticks and its end. */
  private CallRecorder.Recording record(Path directory, RecordingSettings settings, int ticks) {
    try (RecordingWriter writer = new RecordingWriter(directory, settings, meters)) {
      CallRecorder.Recording recording = writer.begin("1-a", STARTED, 8_000);
      Recorded.says(recording, 8_000, 0, ticks);
      recording.end();
      return recording;
    }
  }

  @Test
  void theCallerIsLeftTheBotRightAndEveryTickHasItsPlace() throws IOException {
    CallRecorder.Recording recording = record(ROOMY, 70);

    assertThat(recording.name()).isEqualTo("2026-11-23T23-59-59Z-1-a.wav");
    assertThat(Recorded.names(directory())).containsExactly(recording.name());
    Recorded recorded = Recorded.read(directory().resolve(recording.name()));
    assertThat(recorded.format().toString())
        .isEqualTo("PCM_SIGNED 8000.0 Hz, 16 bit, stereo, 4 bytes/frame, little-endian");
    assertThat(recorded.left()).hasSize(70 * 160);
    for (int i = 0; i < 70 * 160; i++) {
      assertThat(recorded.left()[i]).isEqualTo((short) (i / 160));
      assertThat(recorded.right()[i]).isEqualTo((short) (-i / 160));
    }
    assertThat(meters.ended()).isEqualTo(Map.of(Outcome.WHOLE, 1));
    assertThat(meters.dropped()).isEmpty();
  }

  @Test
  void onlyTheOwnerMayRead() throws IOException {
    CallRecorder.Recording recording = record(ROOMY, 5);

    assertThat(rights(directory())).isEqualTo("rwx------");
    assertThat(rights(directory().resolve(recording.name()))).isEqualTo("rw-------");
  }

  private static String rights(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  @Test
  void callsAtOneTimeAreKeptApartEachAtItsRate() throws IOException {
    try (RecordingWriter writer = new RecordingWriter(directory(), ROOMY, meters)) {
      CallRecorder.Recording narrow = writer.begin("narrow", STARTED, 8_000);
      CallRecorder.Recording wide = writer.begin("wide", STARTED, 16_000);
      for (int tick = 0; tick < 150; tick += 10) {
        Recorded.says(narrow, 8_000, tick, tick + 10);
        Recorded.says(wide, 16_000, tick, tick + 10);
      }
      wide.end();
    }
    assertThat(Recorded.names(directory())).hasSize(2);
    Recorded wide = Recorded.read(directory().resolve("2026-11-23T23-59-59Z-wide.wav"));
    assertThat(wide.format().getSampleRate()).isEqualTo(16_000);
    assertThat(wide.left()).hasSize(150 * 320);
    assertThat(wide.left()[149 * 320]).isEqualTo((short) 149);
    // Nobody has ended the other: what could not be completed any more is left out.
    Recorded narrow = Recorded.read(directory().resolve("2026-11-23T23-59-59Z-narrow.wav"));
    assertThat(narrow.left()).hasSize(146 * 160);
    assertThat(narrow.right()[145 * 160]).isEqualTo((short) -145);
  }

  @Test
  void whatComesAfterTheLongestDurationIsLeftOut() throws IOException {
    CallRecorder.Recording recording = record(new RecordingSettings(Duration.ofSeconds(1), 0), 70);

    assertThat(Recorded.read(directory().resolve(recording.name())).left()).hasSize(8_000);
    assertThat(meters.ended()).isEqualTo(Map.of(Outcome.WHOLE, 1));
  }

  @Test
  void nothingIsWrittenWhereTooLittleRoomIsLeft() throws IOException {
    record(new RecordingSettings(Duration.ofHours(1), Long.MAX_VALUE), 50);

    assertThat(Recorded.names(directory())).isEmpty();
    assertThat(meters.dropped()).isEqualTo(Map.of(Drop.FULL, 50));
    assertThat(meters.ended()).isEqualTo(Map.of(Outcome.NONE, 1));
  }

  @Test
  void aFolderThatCannotBeMadeCostsTheRecordingAlone() throws IOException {
    Path taken = Files.writeString(folder.resolve("taken"), "a file");
    record(taken.resolve("recordings"), ROOMY, 50);

    assertThat(meters.dropped()).isEqualTo(Map.of(Drop.FAILED, 50));
    assertThat(meters.ended()).isEqualTo(Map.of(Outcome.NONE, 1));
  }

  /** The writing thread comes too late, and there is no room for a while: both leave silence. */
  @Test
  void whatIsMissingIsSilenceAndTheRestStandsWhereItBelongs() throws IOException {
    RecordingFolder recordings = new RecordingFolder(directory());
    CallRecording recording =
        new CallRecording("2026-11-23T12-00-00Z-1.wav", 8_000, recordings, meters);
    ByteBuffer together = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
    Recorded.says(recording, 8_000, 0, CallRecording.RING_FRAMES + 30);
    assertThat(recording.drain(together, Long.MAX_VALUE, true)).isTrue();
    Recorded.says(recording, 8_000, 230, 280);
    assertThat(recording.drain(together, Long.MAX_VALUE, false)).isTrue();
    Recorded.says(recording, 8_000, 280, 300);
    recording.end();
    assertThat(recording.drain(together, Long.MAX_VALUE, true)).isFalse();
    recording.finish();

    Recorded recorded = Recorded.read(directory().resolve(recording.name()));
    assertThat(recorded.left()).hasSize(300 * 160);
    for (int tick = 0; tick < 300; tick++) {
      boolean missing = tick >= 200 && tick < 276;
      assertThat(recorded.left()[tick * 160 + 80]).isEqualTo((short) (missing ? 0 : tick));
      assertThat(recorded.right()[tick * 160 + 80]).isEqualTo((short) (missing ? 0 : -tick));
    }
    assertThat(meters.dropped()).isEqualTo(Map.of(Drop.SLOW, 30, Drop.FULL, 46));
    assertThat(meters.ended()).isEqualTo(Map.of(Outcome.GAPS, 1));
  }

  @Test
  void aFileIsPlayableWhileItIsWritten() throws IOException {
    RecordingFolder recordings = new RecordingFolder(directory());
    CallRecording recording =
        new CallRecording("2026-11-23T12-00-00Z-1.wav", 8_000, recordings, meters);
    ByteBuffer together = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
    Recorded.says(recording, 8_000, 0, 104);
    recording.drain(together, Long.MAX_VALUE, true);

    Path part = directory().resolve(recording.name() + ".part");
    assertThat(Recorded.read(part).left()).hasSize(100 * 160);
    recording.finish();
    assertThat(part).doesNotExist();
  }
}
