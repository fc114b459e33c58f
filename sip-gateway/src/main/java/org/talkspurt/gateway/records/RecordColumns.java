package org.talkspurt.gateway.records;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A record's row.
 *
 * @param record the whole of it in JSON
 */
record RecordColumns(
    String callId,
    String startedAt,
    String endedAt,
    long durationMs,
    String direction,
    @Nullable String trunk,
    String agent,
    @Nullable String result,
    @Nullable String cause,
    String record) {

  /** U+0000 as JSON escapes it, behind an even number of backslashes; no database takes it. */
  private static final Pattern NUL = Pattern.compile("(?<!\\\\)((?:\\\\\\\\)*)\\\\u0000");

  /**
   * @throws IllegalArgumentException if the line is no call's record
   */
  static RecordColumns of(String line) {
    String json = NUL.matcher(line).replaceAll("$1\\\\ufffd");
    try {
      JsonNode call = JsonMapper.shared().readTree(json);
      String started = text(call, "startedAt");
      String ended = text(call, "endedAt");
      Duration duration = Duration.between(Instant.parse(started), Instant.parse(ended));
      return new RecordColumns(
          text(call, "id"),
          started,
          ended,
          duration.toMillis(),
          text(call, "direction"),
          optional(call, "trunk"),
          text(call, "agent"),
          optional(call, "result"),
          optional(call, "cause"),
          json);
    } catch (JacksonException | DateTimeException e) {
      throw new IllegalArgumentException("no call's record", e);
    }
  }

  private static String text(JsonNode call, String field) {
    String text = optional(call, field);
    if (text == null) {
      throw new IllegalArgumentException("a record without " + field);
    }
    return text;
  }

  private static @Nullable String optional(JsonNode call, String field) {
    JsonNode value = call.path(field);
    return value.isString() ? value.asString() : null;
  }
}
