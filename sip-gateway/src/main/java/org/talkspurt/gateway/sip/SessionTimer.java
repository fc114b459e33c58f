package org.talkspurt.gateway.sip;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import java.time.Duration;

/**
 * The session timer of one call (RFC 4028 §10): begins anew with every 2xx to an INVITE or UPDATE.
 * Confined to the call's strand.
 */
final class SessionTimer {

  /** §10: whoever ends the session does so this long before it would expire, or a third of it. */
  private static final Duration MAX_AHEAD = Duration.ofSeconds(32);

  private final SipRuntime runtime;
  private final Strand strand;
  private final TimerRequest requests;
  private final Runnable refresh;
  private final Runnable expire;
  private Refresher role = Refresher.UNSAID;
  private Runnable cancelRefresh = () -> {};
  private Runnable cancelExpiry = () -> {};

  /**
   * Does not run yet.
   *
   * @param refresh run on the strand when it is our turn to refresh
   * @param expire run on the strand when nobody has refreshed in time
   */
  SessionTimer(
      SipRuntime runtime, Strand strand, TimerRequest requests, Runnable refresh, Runnable expire) {
    this.runtime = runtime;
    this.strand = strand;
    this.requests = requests;
    this.refresh = refresh;
    this.expire = expire;
  }

  /** Writes into our 2xx what it answers to the request, and begins anew. */
  void answer(SIPRequest request, SIPResponse response) {
    TimerGrant grant =
        TimerGrant.answer(TimerTerms.of(request), runtime.settings().sessionTimer(), role);
    if (grant == null) {
      stop();
      return;
    }
    boolean ours = grant.refresher() == Refresher.UAS;
    SipMessages.addHeader(
        response,
        "Session-Expires",
        grant.intervalS() + (ours ? ";refresher=uas" : ";refresher=uac"));
    if (grant.required()) {
      SipMessages.addHeader(response, "Require", OptionTags.TIMER);
    }
    start(grant.intervalS(), ours);
  }

  /** Writes into a refresh of ours that we go on as refresher. */
  void request(SIPRequest request) {
    requests.write(request, Refresher.UAC);
  }

  /** A 2xx to a request of ours came; without an interval in it there is no timer (§7.2). */
  void answered(SIPResponse response) {
    TimerTerms terms = TimerTerms.of(response);
    if (!terms.hasInterval()) {
      stop();
    } else {
      long shortest = runtime.settings().sessionTimer().minimum().toSeconds();
      start((int) Math.max(shortest, terms.intervalS()), terms.refresher() != Refresher.UAS);
    }
  }

  /** A 422 came: whether to ask once more. */
  boolean raise(SIPResponse tooShort) {
    return requests.raise(tooShort);
  }

  private void start(int intervalS, boolean ours) {
    stop();
    role = ours ? Refresher.UAS : Refresher.UAC;
    requests.settle(intervalS);
    Duration interval = Duration.ofSeconds(intervalS);
    Duration third = interval.dividedBy(3);
    Duration ahead = third.compareTo(MAX_AHEAD) < 0 ? third : MAX_AHEAD;
    cancelExpiry = runtime.schedule(interval.minus(ahead), strand, expire);
    if (ours) {
      cancelRefresh = runtime.schedule(interval.dividedBy(2), strand, refresh);
    }
  }

  /** No timer runs any more. */
  void stop() {
    role = Refresher.UNSAID;
    cancelRefresh.run();
    cancelExpiry.run();
  }
}
