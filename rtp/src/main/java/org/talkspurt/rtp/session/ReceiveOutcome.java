package org.talkspurt.rtp.session;

import org.talkspurt.rtp.jitter.Insert;

/** What became of a datagram on a call's ports; of RTCP only what is refused. */
public enum ReceiveOutcome {
  /** Audio that will be played. */
  ACCEPTED,
  /** A telephone event (RFC 4733). */
  DIGIT,
  /** A description of the peer's background (RFC 3389). */
  COMFORT_NOISE,
  /** Audio that was here before. */
  DUPLICATE,
  /** Audio whose time was over. */
  LATE,
  /** Audio beyond what the jitter buffer holds. */
  OVERFLOW,
  /** A jump in the stream that one packet alone does not justify. */
  DISCONTINUITY,
  /** Not RTP, or a payload that cannot be one. */
  MALFORMED,
  /** Longer than any RTP packet of a call. */
  OVERSIZED,
  /** A payload type that was not negotiated. */
  UNEXPECTED_PAYLOAD,
  /** From somebody who is not the caller. */
  FOREIGN,
  /** From somebody who may turn out to be the caller. */
  LEARNING,
  /** Not encrypted with the peer's key, or changed on the way. */
  FORGED,
  /** Encrypted and authentic, but here before. */
  REPLAYED,
  /** Beyond what a caller may send. */
  RATE_LIMITED,
  /** Came while the call was on hold. */
  ON_HOLD;

  static ReceiveOutcome of(Insert insert) {
    return switch (insert) {
      case ACCEPTED -> ACCEPTED;
      case DUPLICATE -> DUPLICATE;
      case LATE -> LATE;
      case OVERFLOW -> OVERFLOW;
      case DISCONTINUITY -> DISCONTINUITY;
      case MALFORMED -> MALFORMED;
    };
  }
}
