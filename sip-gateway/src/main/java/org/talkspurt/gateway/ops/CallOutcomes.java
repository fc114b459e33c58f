package org.talkspurt.gateway.ops;

import org.talkspurt.gateway.call.CallObserver;
import org.talkspurt.gateway.call.CallRecord;

/** Feeds meters and the record file with what becomes of calls. */
public final class CallOutcomes implements CallObserver {
  private final CallMetrics metrics;
  private final RecordFile records;

  public CallOutcomes(CallMetrics metrics, RecordFile records) {
    this.metrics = metrics;
    this.records = records;
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
    records.add(call);
  }

  @Override
  public void refused(int status) {
    metrics.callResult("inbound", "refused_" + status);
  }
}
