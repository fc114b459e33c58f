package org.talkspurt.gateway.sip;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** A started endpoint on a free port of all addresses, with one home loop and short timers. */
final class EndpointFixture implements AutoCloseable {

  private static final Duration SHORT_T1 = Duration.ofMillis(20);

  /** For tests that wait for timers. */
  static final SipSettings SHORT_TIMERS = with(SHORT_T1, Duration.ofSeconds(20));

  final ExecutorService home =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("home").factory());
  final RecordingListener listener;
  final SipEndpoint endpoint;
  private final CountingMeters meters = new CountingMeters();
  final Map<String, Integer> counts = meters.counts;

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
            ? new SipEndpoint(settings, listener, meters)
            : new SipEndpoint(settings, listener, meters, () -> timers);
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
        base.callers(),
        base.trace(),
        base.maxMessageSizeBytes(),
        base.maxCalls(),
        base.limits(),
        base.idleConnection(),
        base.timerT1(),
        SipSettings.defaults().maxRinging(),
        sessionTimer,
        null);
  }

  /** With an address that may change. */
  static EndpointFixture advertising(AdvertisedAddress address) {
    SipSettings base = SHORT_TIMERS;
    return new EndpointFixture(
        new SipSettings(
            base.bindAddress(),
            0,
            address,
            base.sources(),
            base.callers(),
            base.trace(),
            base.maxMessageSizeBytes(),
            base.maxCalls(),
            base.limits(),
            base.idleConnection(),
            base.timerT1(),
            base.maxRinging(),
            base.sessionTimer(),
            null));
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

  static SipSettings limited(PeerLimits limits) {
    return limited(limits, SipSettings.defaults().sources());
  }

  static SipSettings limited(PeerLimits limits, SourcePolicy sources) {
    Duration t1 = SipSettings.defaults().timerT1();
    return settings(
        false, 1_000, t1, Duration.ofSeconds(20), sources, CallerAccounts.NONE, limits, null);
  }

  static SipSettings asking(CallerAccounts callers) {
    SipSettings base = defaults();
    return settings(
        false,
        1_000,
        base.timerT1(),
        base.maxRinging(),
        base.sources(),
        callers,
        base.limits(),
        null);
  }

  static SipSettings over(TlsSettings tls) {
    SipSettings base = SipSettings.defaults();
    return settings(
        false,
        1_000,
        SHORT_T1,
        Duration.ofSeconds(20),
        base.sources(),
        base.callers(),
        base.limits(),
        tls);
  }

  private static SipSettings settings(boolean trace, int calls, Duration t1, Duration maxRinging) {
    SipSettings base = SipSettings.defaults();
    return settings(
        trace, calls, t1, maxRinging, base.sources(), base.callers(), base.limits(), null);
  }

  private static SipSettings settings(
      boolean trace,
      int calls,
      Duration t1,
      Duration maxRinging,
      SourcePolicy sources,
      CallerAccounts callers,
      PeerLimits limits,
      TlsSettings tls) {
    SipSettings base = SipSettings.defaults();
    return new SipSettings(
        base.bindAddress(),
        0,
        base.advertisedAddress(),
        sources,
        callers,
        trace,
        base.maxMessageSizeBytes(),
        calls,
        limits,
        base.idleConnection(),
        t1,
        maxRinging,
        base.sessionTimer(),
        tls);
  }

  int port() {
    return endpoint.port();
  }

  int count(String what) {
    return meters.count(what);
  }

  /** Waits until something was counted once. */
  void awaitCount(String what) throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (count(what) != 1) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError(what + ": " + count(what) + " of " + counts);
      }
      Thread.sleep(5);
    }
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
}
