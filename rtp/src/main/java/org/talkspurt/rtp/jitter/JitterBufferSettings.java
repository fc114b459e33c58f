package org.talkspurt.rtp.jitter;

/**
 * Limits of a jitter buffer.
 *
 * @param minDelayMs least delay of a packet that was not held up, before the tick that plays it; 0
 *     to {@code maxDelayMs}
 * @param maxDelayMs most delay the buffer adapts to, up to 2000
 * @param initialDelayMs delay until the network is known, {@code minDelayMs} to {@code maxDelayMs}
 * @param capacityPackets packets held at most, 2 to 1000
 */
public record JitterBufferSettings(
    int minDelayMs, int maxDelayMs, int initialDelayMs, int capacityPackets) {

  /**
   * The initial delay is so near to the least one that on a clean network it is kept, and no sample
   * is ever altered.
   */
  public static final JitterBufferSettings DEFAULT = new JitterBufferSettings(5, 300, 7, 100);

  public JitterBufferSettings {
    require("maxDelayMs", maxDelayMs, 0, 2000);
    require("minDelayMs", minDelayMs, 0, maxDelayMs);
    require("initialDelayMs", initialDelayMs, minDelayMs, maxDelayMs);
    require("capacityPackets", capacityPackets, 2, 1000);
  }

  private static void require(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          name + ": " + value + " (expected: " + least + " to " + most + ")");
    }
  }
}
