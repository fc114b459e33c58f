package org.talkspurt.gateway.ops;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.talkspurt.gateway.sip.SipMeters;

/** Meters of the SIP plane. */
public final class SipMetrics implements SipMeters {
  /** There from the start: rate() does not see the first event of a series that begins with it. */
  private static final List<Integer> INVITE_REFUSALS =
      List.of(403, 404, 480, 486, 487, 488, 500, 503);

  private final MeterRegistry registry;
  private final CallMetrics calls;
  private final SipDelays delays;
  private final Counter retransmitted;
  private final Map<String, Counter> refused = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> registered = new ConcurrentHashMap<>();
  private final Map<DropReason, Counter> dropped = new EnumMap<>(DropReason.class);

  public SipMetrics(MeterRegistry registry, CallMetrics calls) {
    this.registry = registry;
    this.calls = calls;
    delays = new SipDelays(registry);
    retransmitted =
        Counter.builder("talkspurt.sip.answers.retransmitted")
            .description(
                "200 responses sent again because their ACK had not come: answers or ACKs get"
                    + " lost.")
            .register(registry);
    INVITE_REFUSALS.forEach(status -> refused("INVITE", status));
    for (DropReason reason : DropReason.values()) {
      dropped.put(
          reason,
          Counter.builder("talkspurt.sip.messages.dropped")
              .description(
                  "SIP messages that got no response: garbage, too large, from a stranger (source),"
                      + " more than a source may send (rate), from a tool that looks for victims"
                      + " (scanner), more than can be worked off (overload), belonging to nothing"
                      + " (stray); connections refused or given up (connections, slow).")
              .tag("reason", reason.name().toLowerCase(Locale.ROOT))
              .register(registry));
    }
  }

  @Override
  public void callAnswered(long setupNs) {
    calls.setup(setupNs);
  }

  @Override
  public void requestRefused(String method, int status) {
    refused(method, status).increment();
  }

  private Counter refused(String method, int status) {
    return refused.computeIfAbsent(
        method + " " + status,
        _ ->
            Counter.builder("talkspurt.sip.requests.refused")
                .description("SIP requests refused, by method and the status they were given.")
                .tag("method", method.toLowerCase(Locale.ROOT))
                .tag("status", String.valueOf(status))
                .register(registry));
  }

  @Override
  public void messageDropped(DropReason reason) {
    Objects.requireNonNull(dropped.get(reason)).increment();
  }

  @Override
  public void registration(String trunk, int status, boolean bound) {
    Counter.builder("talkspurt.sip.registrations")
        .description("Answers to our REGISTERs; 408: none came, 503: nobody could be reached.")
        .tag("trunk", trunk)
        .tag("status", String.valueOf(status))
        .register(registry)
        .increment();
    registered
        .computeIfAbsent(
            trunk,
            _ -> {
              AtomicInteger state = new AtomicInteger();
              Gauge.builder("talkspurt.sip.registered", state, AtomicInteger::get)
                  .description("1 while the trunk's registrar sends calls to us.")
                  .tag("trunk", trunk)
                  .strongReference(true)
                  .register(registry);
              return state;
            })
        .set(bound ? 1 : 0);
  }

  @Override
  public void registrationDelay(long delayNs) {
    delays.registered(delayNs);
  }

  @Override
  public void dialled(int status, long requestDelayNs) {
    delays.dialled(status, requestDelayNs);
  }

  @Override
  public void disconnected(boolean acknowledged, long delayNs) {
    delays.disconnected(acknowledged, delayNs);
  }

  @Override
  public void answerRetransmitted() {
    retransmitted.increment();
  }
}
