package org.talkspurt.gateway.ops;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.talkspurt.gateway.call.CallObserver;
import org.talkspurt.gateway.call.CallRecord;
import org.talkspurt.gateway.records.RecordFile;

/** Feeds meters, the record file and traces with what becomes of calls. */
public final class CallOutcomes implements CallObserver {
  private final CallMetrics metrics;
  private final RecordFile records;
  private final Consumer<CallRecord> traces;

  /**
   * @param traces takes each ended call; must not block
   */
  public CallOutcomes(CallMetrics metrics, RecordFile records, Consumer<CallRecord> traces) {
    this.metrics = metrics;
    this.records = records;
    this.traces = traces;
  }

  @Override
  public void began() {
    metrics.callBegan();
  }

  @Override
  public void ended(CallRecord call) {
    metrics.callEnded();
    metrics.callResult(call.direction(), String.valueOf(call.result()));
    metrics.callEnd(call.trunk(), String.valueOf(call.cause()));
    String answeredBy = call.answeredBy();
    if (answeredBy != null) {
      metrics.callAnsweredBy(answeredBy);
    }
    Instant answeredAt = call.answeredAt();
    Instant endedAt = call.endedAt();
    if (answeredAt != null && endedAt != null) {
      metrics.session(call.direction(), Duration.between(answeredAt, endedAt));
    }
    records.add(call);
    traces.accept(call);
  }

  @Override
  public void refused(int status) {
    metrics.callResult("inbound", "refused_" + status);
  }
}
