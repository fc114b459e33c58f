package org.talkspurt.rtp.packet;

/**
 * Arithmetic of numbers that wrap around: 16-bit sequence numbers and 32-bit timestamps (RFC 3550
 * §5.1). The only place that knows about the wrap.
 */
public final class SequenceNumbers {

  private SequenceNumbers() {}

  /**
   * How many packets {@code a} is ahead of {@code b}: {@code distance(1, 65530)} is 7, {@code
   * distance(65530, 1)} is -7. In -32768 to 32767.
   */
  public static int distance(int a, int b) {
    return (short) (a - b);
  }

  /**
   * How many clock units the timestamp {@code a} is ahead of {@code b}: {@code timestampDistance(5,
   * 0xFFFFFFFB)} is 10. In -2^31 to 2^31 - 1.
   */
  public static int timestampDistance(long a, long b) {
    return (int) (a - b);
  }

  /**
   * The number without wrap-around whose low 16 bits are {@code sequenceNumber} and that lies
   * nearest to {@code reference}: {@code extend(65534, 3)} is 65539.
   */
  public static long extend(long reference, int sequenceNumber) {
    return reference + distance(sequenceNumber, (int) reference);
  }

  /** As {@link #extend} for 32-bit timestamps. */
  public static long extendTimestamp(long reference, long timestamp) {
    return reference + timestampDistance(timestamp, reference);
  }
}
