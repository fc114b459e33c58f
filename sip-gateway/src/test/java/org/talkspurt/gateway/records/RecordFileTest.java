package org.talkspurt.gateway.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.talkspurt.gateway.call.CallRecord;
import tools.jackson.databind.json.JsonMapper;

class RecordFileTest {
  @TempDir Path directory;

  @Test
  void everyEndedCallIsALineInTheFileOfItsDay() throws Exception {
    List<CallRecord> written = new CopyOnWriteArrayList<>();
    try (RecordFile file =
        new RecordFile(directory.resolve("records"), RecordMeters.NONE, written::add)) {
      file.add(Ended.call("a", "2026-11-23T23:59:59Z"));
      file.add(Ended.call("b", "2026-11-24T00:00:00Z"));
      file.add(Ended.call("c", "2026-11-24T00:00:01Z"));
    }
    assertThat(written).extracting(CallRecord::id).containsExactly("a", "b", "c");
    assertThat(Files.readAllLines(directory.resolve("records/calls-2026-11-23.jsonl"))).hasSize(1);
    List<String> lines = Files.readAllLines(directory.resolve("records/calls-2026-11-24.jsonl"));
    assertThat(lines).hasSize(2);
    var json = JsonMapper.shared().readTree(lines.getFirst());
    assertThat(json.get("id").asString()).isEqualTo("b");
    assertThat(json.get("outcome").get("name").asString()).isEqualTo("A \"quoted\"\nname");
    assertThat(json.has("media")).isFalse();
  }

  @Test
  void aDirectoryThatCannotBeMadeIsSaidAtOnce() throws Exception {
    Path taken = Files.writeString(directory.resolve("taken"), "a file");
    assertThatThrownBy(() -> new RecordFile(taken.resolve("records"), RecordMeters.NONE, _ -> {}))
        .isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void aRecordIsSaidToBeWrittenOnceItIsInTheFile() {
    List<Long> linesWhenSaid = new CopyOnWriteArrayList<>();
    Path day = directory.resolve("calls-2026-11-24.jsonl");
    try (RecordFile file =
        new RecordFile(directory, RecordMeters.NONE, _ -> linesWhenSaid.add(lines(day)))) {
      file.add(Ended.call("a", "2026-11-24T00:00:00Z"));
    }
    assertThat(linesWhenSaid).containsExactly(1L);
  }

  @Test
  void halfARecordOfAKilledProcessIsCutOffAndAWholeOneEnded() throws Exception {
    Path torn = directory.resolve("calls-2026-11-23.jsonl");
    Files.writeString(torn, "{\"id\":\"a\"}\n{\"id\":\"b\",\"cal");
    Path unended = directory.resolve("calls-2026-11-24.jsonl");
    Files.writeString(unended, "{\"id\":\"c\"}");
    try (RecordFile file = new RecordFile(directory, RecordMeters.NONE, _ -> {})) {
      file.add(Ended.call("d", "2026-11-23T10:00:00Z"));
      file.add(Ended.call("e", "2026-11-24T10:00:00Z"));
    }
    assertThat(ids(torn)).containsExactly("a", "d");
    assertThat(ids(unended)).containsExactly("c", "e");
  }

  private static long lines(Path file) {
    try {
      return Files.readAllLines(file).size();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> ids(Path file) throws IOException {
    return Files.readAllLines(file).stream()
        .map(line -> JsonMapper.shared().readTree(line).get("id").asString())
        .toList();
  }
}
