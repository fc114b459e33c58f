package org.talkspurt.rtp.packet;

import org.jspecify.annotations.Nullable;

/** What a peer's background sounds like while it sends no audio (RFC 3389 §3). */
public final class ComfortNoise {

  /** For audio of 8 kHz (RFC 3551 §6). */
  public static final int PAYLOAD_TYPE = 13;

  /** Highest order of the spectral model that is read; the standard leaves it to the sender. */
  public static final int MAX_ORDER = 12;

  private final int level;
  private final float[] reflections;

  private ComfortNoise(int level, float[] reflections) {
    this.level = level;
    this.reflections = reflections;
  }

  /**
   * Reads the payload at {@code offset}.
   *
   * @return null when it is empty
   */
  public static @Nullable ComfortNoise parse(byte[] payload, int offset, int length) {
    if (length < 1) {
      return null;
    }
    float[] reflections = new float[Math.min(length - 1, MAX_ORDER)];
    for (int i = 0; i < reflections.length; i++) {
      // §3.2: the numbers 0 to 254 stand for -258 · 127 to 258 · 127 in 32768ths
      int number = Math.min(254, payload[offset + 1 + i] & 0xFF);
      reflections[i] = 258 * (number - 127) / 32_768f;
    }
    return new ComfortNoise(payload[offset] & 0x7F, reflections);
  }

  /** Power in dB below the overload point (-dBov), 0 to 127. */
  public int level() {
    return level;
  }

  /** Order of the all-pole model; 0 for white noise. */
  public int order() {
    return reflections.length;
  }

  /** Reflection coefficient, above -1 and below 1, so that the model's filter is stable. */
  public float reflection(int index) {
    return reflections[index];
  }
}
