package org.talkspurt.gateway.ops;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.ToDoubleFunction;
import org.talkspurt.gateway.records.RecordMeters;

/** Meters of the call records. */
public final class RecordMetrics implements RecordMeters {
  private final MeterRegistry registry;
  private final Counter written;
  private final Counter lost;
  private final Counter refused;

  public RecordMetrics(MeterRegistry registry) {
    this.registry = registry;
    written = counter("written", "Call records on the disk.");
    lost = counter("lost", "Call records that the disk refused to the end.");
    refused = counter("refused", "Call records in the file that the database will not have.");
  }

  private Counter counter(String name, String description) {
    return Counter.builder("talkspurt.records." + name).description(description).register(registry);
  }

  /** There only where records are copied to a database. */
  public <T> void spooled(T copier, ToDoubleFunction<T> spooled) {
    Gauge.builder("talkspurt.records.spooled", copier, spooled)
        .description("Call records in the files that the database does not hold yet.")
        .register(registry);
  }

  @Override
  public void written(int records) {
    written.increment(records);
  }

  @Override
  public void lost(int records) {
    lost.increment(records);
  }

  @Override
  public void refused() {
    refused.increment();
  }
}
