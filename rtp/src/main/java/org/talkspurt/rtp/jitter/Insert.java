package org.talkspurt.rtp.jitter;

/** What became of an arriving packet. */
public enum Insert {
  /** It will be played. */
  ACCEPTED,
  /** This sequence number was here before. */
  DUPLICATE,
  /** Its time has been played already. */
  LATE,
  /** The buffer is full. */
  OVERFLOW,
  /**
   * A jump of sequence number or timestamp that one packet alone does not justify (RFC 3550 A.1);
   * if the next packet goes on from here, the buffer follows. Also an earlier packet that comes
   * late and whose timestamp is far ahead.
   */
  DISCONTINUITY,
  /** The payload is empty or longer than any that is played. */
  MALFORMED
}
