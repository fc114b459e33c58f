package org.talkspurt.gateway.ops;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import org.talkspurt.models.llm.ChatMeters;
import org.talkspurt.models.llm.ChatOutcome;

/** Meters of the requests to language models. */
public final class ChatMetrics implements ChatMeters {
  private final MeterRegistry registry;

  public ChatMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void firstToken(String endpoint, long ns) {
    Timer.builder("talkspurt.llm.first.token")
        .description("From a request to a language model to the first word of its answer.")
        .tag("endpoint", endpoint)
        .serviceLevelObjectives(
            CallMetrics.millis(20, 50, 100, 200, 300, 500, 700, 1_000, 2_000, 5_000))
        .register(registry)
        .record(ns, TimeUnit.NANOSECONDS);
  }

  @Override
  public void ended(String endpoint, ChatOutcome outcome) {
    Counter.builder("talkspurt.llm.requests")
        .description("Requests to language models, by how they ended.")
        .tag("endpoint", endpoint)
        .tag("outcome", outcome.tag())
        .register(registry)
        .increment();
  }
}
