package org.talkspurt.gateway.sip;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;

/** What the requests of one call ask for (RFC 4028 §7.1). Confined to the call's strand. */
final class TimerRequest {

  /** A peer that is never content would be asked for ever. */
  private static final int MAX_RAISES = 3;

  private int intervalS;
  private int minimumS;
  private int raises;

  TimerRequest(SessionTimerSettings settings) {
    this.intervalS = Math.toIntExact(settings.expires().toSeconds());
    this.minimumS = Math.toIntExact(settings.minimum().toSeconds());
  }

  /** An interval was agreed on: it stays, unless a peer wants a longer one. */
  void settle(int agreedS) {
    intervalS = agreedS;
    raises = 0;
  }

  void write(SIPRequest request, Refresher refresher) {
    if (intervalS > 0) {
      String role =
          switch (refresher) {
            case UNSAID -> "";
            case UAC -> ";refresher=uac";
            case UAS -> ";refresher=uas";
          };
      SipMessages.addHeader(request, "Session-Expires", Math.max(intervalS, minimumS) + role);
      SipMessages.addHeader(request, "Min-SE", Integer.toString(minimumS));
    }
  }

  /**
   * A 422 came (RFC 4028 §7.3).
   *
   * @return whether asking for what it demands makes sense
   */
  boolean raise(SIPResponse tooShort) {
    int demanded = TimerTerms.of(tooShort).minimumS();
    boolean more = demanded > Math.max(intervalS, minimumS) && intervalS > 0;
    minimumS = Math.max(minimumS, demanded);
    return more && ++raises <= MAX_RAISES;
  }
}
