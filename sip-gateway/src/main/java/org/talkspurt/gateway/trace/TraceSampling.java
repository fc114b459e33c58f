package org.talkspurt.gateway.trace;

/**
 * Which traces are kept. By the id alone, so that whoever knows it decides alike: by its last 56
 * bits, which are random (W3C Trace Context Level 2 §3.2.2.3.1) in a UUID of version 4, too.
 */
public final class TraceSampling {
  public static final TraceSampling ALL = new TraceSampling(1);

  private static final int ID_DIGITS = 32;
  private static final int RANDOM_DIGITS = 14;

  private final long rejectedBelow;

  /**
   * @param ratio the share that is kept, 0 to 1
   */
  public TraceSampling(double ratio) {
    rejectedBelow = Math.round((1 - ratio) * (1L << (4 * RANDOM_DIGITS)));
  }

  /**
   * @param traceId 32 hexadecimal digits
   */
  public boolean keeps(String traceId) {
    return Long.parseLong(traceId, ID_DIGITS - RANDOM_DIGITS, ID_DIGITS, 16) >= rejectedBelow;
  }
}
