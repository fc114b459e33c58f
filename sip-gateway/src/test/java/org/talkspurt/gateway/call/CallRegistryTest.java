package org.talkspurt.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CallRegistryTest {
  private Instant now = Instant.parse("2026-11-23T12:00:00Z");
  private final CallRegistry registry = new CallRegistry(() -> now);

  @Test
  void endedCallsStayForAnHourTheLatestFirst() {
    registry.ended(ended("a"));
    now = now.plus(Duration.ofMinutes(40));
    registry.ended(ended("b"));
    assertThat(registry.ended()).extracting(CallRecord::id).containsExactly("b", "a");
    now = now.plus(Duration.ofMinutes(21));
    assertThat(registry.ended()).extracting(CallRecord::id).containsExactly("b");
    now = now.plus(Duration.ofMinutes(60));
    assertThat(registry.ended()).isEmpty();
  }

  @Test
  void noMoreThanTenThousandStay() {
    for (int i = 0; i < 10_050; i++) {
      registry.ended(ended(String.valueOf(i)));
    }
    assertThat(registry.ended()).hasSize(10_000);
    assertThat(registry.ended().getFirst().id()).isEqualTo("10049");
  }

  @Test
  void anEndedCallIsRecordedOnceItsRecordIsWritten() {
    registry.ended(ended("a"));
    registry.ended(ended("b"));
    assertThat(registry.isRecorded("a")).isFalse();
    registry.recorded("a");
    assertThat(registry.isRecorded("a")).isTrue();
    assertThat(registry.isRecorded("b")).isFalse();
  }

  private CallRecord ended(String id) {
    return new CallRecord(
        id,
        id + "@peer",
        "inbound",
        "caller",
        "Sarah Miller",
        "7000",
        Map.of(),
        null,
        "clinic",
        CallState.ENDED,
        now,
        now,
        null,
        now,
        "completed",
        "caller_hung_up",
        null,
        Map.of(),
        List.of(),
        null);
  }
}
