package org.talkspurt.gateway.ops;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** How long peers take to answer our requests, and what they answer to our INVITEs (RFC 6076). */
final class SipDelays {
  private static final Duration[] BOUNDS =
      Timers.millis(
          5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 4_000, 6_000, 8_000, 11_000, 16_000, 32_000);

  /** There from the start: rate() does not see the first event of a series that begins with it. */
  private static final List<Integer> INVITE_STATUSES =
      List.of(200, 403, 404, 408, 480, 486, 487, 503, 603);

  private static final int GIVEN_UP = 487;

  private final MeterRegistry registry;
  private final Timer registered;
  private final Timer answered;
  private final Timer failed;
  private final Timer acknowledged;
  private final Timer unacknowledged;

  SipDelays(MeterRegistry registry) {
    this.registry = registry;
    registered =
        timer(
            "talkspurt.sip.registration.delay",
            "How long registrars take to register us: REGISTER to 200, challenges included (RFC"
                + " 6076 §4.1).");
    answered = requestDelay("answered");
    failed = requestDelay("failed");
    acknowledged = disconnectDelay("acknowledged");
    unacknowledged = disconnectDelay("failed");
    INVITE_STATUSES.forEach(this::invites);
  }

  private Timer requestDelay(String outcome) {
    return timer(
        "talkspurt.sip.request.delay",
        "How long it takes until a dialled call rings (calls that were answered later) or fails"
            + " (RFC 6076 §4.3); those that we gave up are not in it.",
        "outcome",
        outcome);
  }

  private Timer disconnectDelay(String outcome) {
    return timer(
        "talkspurt.sip.disconnect.delay",
        "How long peers take to answer when we hang up: BYE to its response, or to giving up (RFC"
            + " 6076 §4.4).",
        "outcome",
        outcome);
  }

  private Timer timer(String name, String description, String... tags) {
    return Timers.timer(registry, name, description, BOUNDS, tags);
  }

  private Counter invites(int status) {
    return Counter.builder("talkspurt.sip.invites.sent")
        .description(
            "Calls that we dialled, by the final response; 408: none came, 487: we gave up before"
                + " it was answered, 503: nobody could be reached.")
        .tag("status", String.valueOf(status))
        .register(registry);
  }

  void registered(long delayNs) {
    registered.record(delayNs, TimeUnit.NANOSECONDS);
  }

  void dialled(int status, long delayNs) {
    invites(status).increment();
    if (status != GIVEN_UP) {
      (status < 300 ? answered : failed).record(delayNs, TimeUnit.NANOSECONDS);
    }
  }

  void disconnected(boolean byAnswer, long delayNs) {
    (byAnswer ? acknowledged : unacknowledged).record(delayNs, TimeUnit.NANOSECONDS);
  }
}
