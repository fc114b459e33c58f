package org.talkspurt.gateway.sip;

import gov.nist.javax.sip.header.extensions.MinSE;
import gov.nist.javax.sip.header.extensions.SessionExpires;
import gov.nist.javax.sip.message.SIPMessage;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a message says of the session timer (RFC 4028 §4, §5).
 *
 * @param supported whether its sender knows session timers
 * @param intervalS Session-Expires in seconds; {@value #NONE}: not there
 * @param minimumS Min-SE in seconds, or its default
 */
record TimerTerms(boolean supported, int intervalS, int minimumS, Refresher refresher) {

  static final int NONE = -1;

  private static final int DEFAULT_MINIMUM_S =
      Math.toIntExact(SessionTimerSettings.SHORTEST.toSeconds());

  static TimerTerms of(SIPMessage message) {
    SessionExpires expires =
        message.getHeader(SessionExpires.NAME) instanceof SessionExpires header ? header : null;
    int minimum =
        message.getHeader(MinSE.NAME) instanceof MinSE header
            ? Math.max(DEFAULT_MINIMUM_S, header.getExpires())
            : DEFAULT_MINIMUM_S;
    return new TimerTerms(
        OptionTags.isSupportedBy(message, OptionTags.TIMER),
        expires == null ? NONE : expires.getExpires(),
        minimum,
        refresherOf(expires));
  }

  private static Refresher refresherOf(@Nullable SessionExpires expires) {
    String named = expires == null ? null : expires.getRefresher();
    return switch (named == null ? "" : named.toLowerCase(Locale.ROOT)) {
      case "uac" -> Refresher.UAC;
      case "uas" -> Refresher.UAS;
      default -> Refresher.UNSAID;
    };
  }

  boolean hasInterval() {
    return intervalS != NONE;
  }

  /** RFC 4028 §9: a refusal where the interval is too short and the peer can ask for another. */
  @Nullable Refusal refusal(SessionTimerSettings ours) {
    boolean tooShort = hasInterval() && intervalS < ours.minimum().toSeconds();
    return tooShort && supported
        ? new Refusal(
            422, "Session Interval Too Small", "Min-SE", Long.toString(ours.minimum().toSeconds()))
        : null;
  }
}
