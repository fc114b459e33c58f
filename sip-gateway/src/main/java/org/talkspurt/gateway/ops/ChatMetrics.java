package org.talkspurt.gateway.ops;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.talkspurt.models.llm.ChatMeters;
import org.talkspurt.models.llm.ChatOutcome;
import org.talkspurt.models.llm.ToolOutcome;

/** Meters of the requests to language models. */
public final class ChatMetrics implements ChatMeters {
  private static final Duration[] FIRST_TOKEN_BOUNDS =
      Timers.millis(20, 50, 80, 100, 200, 230, 300, 400, 500, 700, 800, 1_000, 1_500, 2_000, 5_000);

  private final MeterRegistry registry;
  private final Map<String, AtomicInteger> health = new ConcurrentHashMap<>();

  public ChatMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void firstToken(String endpoint, long ns) {
    Timers.timer(
            registry,
            "talkspurt.llm.first.token",
            "From a request to a language model to the first word of its answer.",
            FIRST_TOKEN_BOUNDS,
            "endpoint",
            endpoint)
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
    switch (outcome) {
      case ANSWERED -> health(endpoint).set(1);
      case CANCELLED, OUTRUN -> {} // says nothing of the endpoint
      case UNREACHABLE, REFUSED, LATE, BROKEN_OFF, GARBAGE -> health(endpoint).set(0);
    }
  }

  private AtomicInteger health(String endpoint) {
    return health.computeIfAbsent(
        endpoint,
        _ -> {
          AtomicInteger up = new AtomicInteger();
          Gauge.builder("talkspurt.llm.up", up, AtomicInteger::get)
              .description(
                  "1 while the language model's last answer came whole, 0 while the last one did"
                      + " not come or broke off; nothing before the first.")
              .tag("endpoint", endpoint)
              .strongReference(true)
              .register(registry);
          return up;
        });
  }

  @Override
  public void tokens(String endpoint, long tokens, boolean said) {
    Counter.builder("talkspurt.llm.tokens")
        .description("Tokens of requests to language models and of their answers.")
        .tag("endpoint", endpoint)
        .tag("counted", said ? "server" : "estimate")
        .register(registry)
        .increment((double) tokens);
  }

  @Override
  public void toolCalled(String tool, ToolOutcome outcome) {
    Counter.builder("talkspurt.tool.calls")
        .description("Tools that language models called, by how the calls ended.")
        .tag("tool", tool)
        .tag("outcome", outcome.tag())
        .register(registry)
        .increment();
  }
}
