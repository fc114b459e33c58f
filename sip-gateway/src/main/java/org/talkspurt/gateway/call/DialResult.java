package org.talkspurt.gateway.call;

import java.time.Duration;

/** What became of a {@link DialOrder}. */
public sealed interface DialResult {

  /** The call has begun; how it goes on is in the registry. */
  record Begun(Call call) implements DialResult {
    public String callId() {
      return call.id();
    }
  }

  /**
   * The order cannot be carried out.
   *
   * @param field of the order
   */
  record Unfit(String field, String expected) implements DialResult {}

  /** There is no room now. */
  record NoRoom(String reason, Duration retryAfter) implements DialResult {}

  /** The trunk's host has no address. */
  record Unreachable(String reason) implements DialResult {}
}
