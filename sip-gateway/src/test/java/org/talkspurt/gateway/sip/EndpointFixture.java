package org.talkspurt.gateway.sip;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** A started endpoint on a free port of all addresses, with one home loop and short timers. */
final class EndpointFixture implements AutoCloseable {

  /** For tests that wait for timers. */
  static final SipSettings SHORT_TIMERS = with(Duration.ofMillis(20), Duration.ofSeconds(20));

  final ExecutorService home =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("home").factory());
  final RecordingListener listener;
  final SipEndpoint endpoint;
  final Map<String, Integer> counts = new ConcurrentHashMap<>();

  EndpointFixture() {
    this(defaults(), null);
  }

  EndpointFixture(SipSettings settings) {
    this(settings, null);
  }

  EndpointFixture(SipSettings settings, Consumer<IncomingInvite> onInvite) {
    this(settings, onInvite, null);
  }

  private EndpointFixture(
      SipSettings settings, Consumer<IncomingInvite> onInvite, ManualTimers timers) {
    listener =
        onInvite == null
            ? RecordingListener.accepting(home)
            : new RecordingListener(home, onInvite);
    endpoint =
        timers == null
            ? new SipEndpoint(settings, listener, new CountingMeters())
            : new SipEndpoint(settings, listener, new CountingMeters(), () -> timers);
    endpoint.start();
  }

  /** The calls' timers go by a clock of the test; those of the transactions do not. */
  static EndpointFixture timedBy(ManualTimers timers) {
    return timedBy(timers, SessionTimerSettings.defaults());
  }

  static EndpointFixture timedBy(ManualTimers timers, SessionTimerSettings sessionTimer) {
    return new EndpointFixture(with(sessionTimer), null, timers);
  }

  static EndpointFixture timedBy(ManualTimers timers, Consumer<IncomingInvite> onInvite) {
    return new EndpointFixture(with(SessionTimerSettings.defaults()), onInvite, timers);
  }

  private static SipSettings with(SessionTimerSettings sessionTimer) {
    SipSettings base = defaults();
    return new SipSettings(
        base.bindAddress(),
        0,
        base.advertisedAddress(),
        base.sources(),
        base.trace(),
        base.maxMessageSizeBytes(),
        base.maxCalls(),
        base.maxConnections(),
        base.maxConnectionsPerSource(),
        base.idleConnection(),
        base.timerT1(),
        SipSettings.defaults().maxRinging(),
        sessionTimer,
        null);
  }

  static EndpointFixture answering(Consumer<IncomingInvite> onInvite) {
    return new EndpointFixture(defaults(), onInvite);
  }

  static SipSettings defaults() {
    return with(SipSettings.defaults().timerT1(), Duration.ofSeconds(20));
  }

  static SipSettings tracing(boolean trace) {
    return settings(trace, 100, SipSettings.defaults().timerT1(), Duration.ofSeconds(20));
  }

  static SipSettings with(Duration t1, Duration maxRinging) {
    return settings(false, 1_000, t1, maxRinging);
  }

  static SipSettings atMost(int calls) {
    return settings(false, calls, SipSettings.defaults().timerT1(), Duration.ofSeconds(20));
  }

  private static SipSettings settings(boolean trace, int calls, Duration t1, Duration maxRinging) {
    SipSettings base = SipSettings.defaults();
    return new SipSettings(
        base.bindAddress(),
        0,
        base.advertisedAddress(),
        base.sources(),
        trace,
        base.maxMessageSizeBytes(),
        calls,
        base.maxConnections(),
        base.maxConnectionsPerSource(),
        base.idleConnection(),
        t1,
        maxRinging,
        base.sessionTimer(),
        null);
  }

  int port() {
    return endpoint.port();
  }

  int count(String what) {
    return counts.getOrDefault(what, 0);
  }

  /** Waits until the last call's timers have ended it. */
  void awaitNoCall() throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (endpoint.activeCalls() > 0) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("a call is left");
      }
      Thread.sleep(5);
    }
  }

  @Override
  public void close() {
    Thread.startVirtualThread(endpoint::stop); // the stack sleeps for a second in there
    home.shutdownNow();
  }

  private final class CountingMeters implements SipMeters {
    @Override
    public void callAnswered(long setupNs) {
      counts.merge("answered", 1, Integer::sum);
    }

    @Override
    public void requestRefused(String method, int status) {
      counts.merge(method + " " + status, 1, Integer::sum);
    }

    @Override
    public void messageDropped(DropReason reason) {
      counts.merge(reason.name(), 1, Integer::sum);
    }

    @Override
    public void registration(String trunk, int status, boolean bound) {
      counts.merge(trunk + " " + status + " " + bound, 1, Integer::sum);
    }

    @Override
    public void answerRetransmitted() {
      counts.merge("retransmitted", 1, Integer::sum);
    }
  }
}
