package org.talkspurt.gateway.call;

import org.slf4j.MDC;

/** Marks what is logged on behalf of a call with the call's id. */
public record CallLog(String callId) {

  public void say(Runnable logging) {
    try (var _ = MDC.putCloseable("call", callId)) {
      logging.run();
    }
  }
}
