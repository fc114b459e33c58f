package org.talkspurt.gateway.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordCopierTest {
  private static final String MONDAY = "2026-11-23T10:00:00Z";
  private static final String TUESDAY = "2026-11-24T10:00:00Z";

  @TempDir Path directory;
  private final FakeTarget target = new FakeTarget();

  @Test
  void whatIsThereIsCopiedOldestDayFirst() throws Exception {
    write("c", TUESDAY);
    write("a", MONDAY);
    write("b", MONDAY);
    RecordCopier copier = copier();
    assertThat(copier.spooled()).isEqualTo(3);
    assertThat(copier.copy()).isTrue();
    assertThat(target.ids).containsExactly("a", "b", "c");
    assertThat(copier.spooled()).isZero();
  }

  @Test
  void whileTheTargetIsDownRecordsWaitAcrossDaysAndStarts() throws Exception {
    write("a", MONDAY);
    assertThat(copier().copy()).isTrue();
    target.down = true;
    write("b", MONDAY);
    write("c", TUESDAY);
    RecordCopier before = copier();
    assertThat(before.copy()).isFalse();
    assertThat(before.down()).isTrue();
    assertThat(before.spooled()).isEqualTo(2);
    target.down = false;
    RecordCopier after = copier();
    assertThat(after.copy()).isTrue();
    assertThat(target.ids).containsExactly("a", "b", "c");
  }

  @Test
  void aTargetThatIsDownIsAskedMoreAndMoreRarely() throws Exception {
    write("a", MONDAY);
    target.down = true;
    RecordCopier copier = copier();
    copier.copy();
    assertThat(copier.waitMs()).isEqualTo(1_000);
    copier.copy();
    assertThat(copier.waitMs()).isEqualTo(2_000);
    for (int i = 0; i < 20; i++) {
      copier.copy();
    }
    assertThat(copier.waitMs()).isEqualTo(60_000);
    assertThat(target.asked).isEqualTo(22);
    target.down = false;
    copier.copy();
    assertThat(copier.waitMs()).isEqualTo(1_000);
  }

  @Test
  void aRecordForYesterdayIsCopiedAfterOneForToday() throws Exception {
    write("b", TUESDAY);
    RecordCopier copier = copier();
    copier.copy();
    write("a", MONDAY);
    copier.copy();
    assertThat(target.ids).containsExactly("b", "a");
  }

  @Test
  void aLineWithoutItsEndIsLeftUntilItHasOne() throws Exception {
    write("a", MONDAY);
    Path file = directory.resolve("calls-2026-11-23.jsonl");
    String next = Ended.line("b", MONDAY);
    Files.writeString(file, next.substring(0, 20), StandardOpenOption.APPEND);
    RecordCopier copier = copier();
    copier.copy();
    assertThat(target.ids).containsExactly("a");
    Files.writeString(file, next.substring(20) + "\n", StandardOpenOption.APPEND);
    copier.copy();
    assertThat(target.ids).containsExactly("a", "b");
  }

  @Test
  void moreThanOneBatchIsCopiedAtOnce() throws Exception {
    for (int i = 0; i < 450; i++) {
      write("call-" + i, MONDAY);
    }
    copier().copy();
    assertThat(target.ids).hasSize(450).doesNotHaveDuplicates();
  }

  @Test
  void anotherDatabaseGetsAllOfThem() throws Exception {
    write("a", MONDAY);
    copier().copy();
    new RecordCopier(directory, target, "another", RecordMeters.NONE).copy();
    assertThat(target.ids).containsExactly("a", "a");
  }

  @Test
  void aMarkThatIsGarbageCountsForNothing() throws Exception {
    write("a", MONDAY);
    copier().copy();
    Files.writeString(directory.resolve(CopyMark.NAME), "{\"target\": ");
    copier().copy();
    assertThat(target.ids).containsExactly("a", "a");
  }

  @Test
  void oldFilesAreDeletedOnceTheyAreCopied() throws Exception {
    write("a", MONDAY);
    write("b", TUESDAY);
    RecordCopier copier = copier();
    RecordRetention retention =
        new RecordRetention(directory, copier, 1, () -> Instant.parse("2026-11-25T08:00:00Z"));
    retention.run();
    assertThat(directory.resolve("calls-2026-11-23.jsonl")).exists();
    copier.copy();
    assertThat(target.forgotten).isEqualTo(LocalDate.parse("2026-11-24"));
    retention.run();
    assertThat(directory.resolve("calls-2026-11-23.jsonl")).doesNotExist();
    assertThat(directory.resolve("calls-2026-11-24.jsonl")).exists();
  }

  private RecordCopier copier() {
    return new RecordCopier(directory, target, "one", RecordMeters.NONE);
  }

  private void write(String id, String at) throws IOException {
    Files.writeString(
        directory.resolve("calls-" + at.substring(0, 10) + ".jsonl"),
        Ended.line(id, at) + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }
}
