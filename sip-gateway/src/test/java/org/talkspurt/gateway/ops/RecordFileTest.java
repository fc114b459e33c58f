package org.talkspurt.gateway.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.talkspurt.gateway.call.CallRecord;
import org.talkspurt.gateway.call.CallState;
import tools.jackson.databind.json.JsonMapper;

class RecordFileTest {
  @TempDir Path directory;

  @Test
  void everyEndedCallIsALineInTheFileOfItsDay() throws Exception {
    try (RecordFile file = new RecordFile(directory.resolve("records"))) {
      file.add(ended("a", "2026-11-23T23:59:59Z"));
      file.add(ended("b", "2026-11-24T00:00:00Z"));
      file.add(ended("c", "2026-11-24T00:00:01Z"));
    }
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
    assertThatThrownBy(() -> new RecordFile(taken.resolve("records")))
        .isInstanceOf(UncheckedIOException.class);
  }

  private static CallRecord ended(String id, String at) {
    Instant end = Instant.parse(at);
    return new CallRecord(
        id,
        id + "@peer",
        "inbound",
        "caller",
        "",
        "7000",
        Map.of(),
        null,
        "clinic",
        CallState.ENDED,
        end,
        end,
        null,
        end,
        "completed",
        "caller_hung_up",
        Map.of("name", "A \"quoted\"\nname"),
        List.of(),
        null);
  }
}
