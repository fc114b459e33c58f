package org.talkspurt.rtp.session;

/**
 * Wall-clock time on the monotonic clock, in the form of RTCP's NTP timestamps (RFC 3550 §4).
 *
 * @param unixMs wall-clock time at {@code atNs}, milliseconds since 1970
 * @param atNs monotonic time
 */
record NtpClock(long unixMs, long atNs) {

  /** Seconds from 1900 to 1970. */
  private static final long UNIX_EPOCH_SECONDS = 2_208_988_800L;

  private static final long NS_PER_SECOND = 1_000_000_000;

  /** 32.32 fixed-point seconds since 1900, which wrap in 2036. */
  long timestamp(long nowNs) {
    long ns = (unixMs % 1000) * 1_000_000 + (nowNs - atNs);
    long seconds = UNIX_EPOCH_SECONDS + unixMs / 1000 + Math.floorDiv(ns, NS_PER_SECOND);
    long fraction = (Math.floorMod(ns, NS_PER_SECOND) << 32) / NS_PER_SECOND;
    return (seconds << 32) | fraction;
  }

  /** The middle 32 bits of {@link #timestamp}: 1/65536 s, which wrap every 18 hours. */
  long middle(long nowNs) {
    return middleOf(timestamp(nowNs));
  }

  static long middleOf(long ntpTimestamp) {
    return (ntpTimestamp >>> 16) & 0xFFFF_FFFFL;
  }
}
