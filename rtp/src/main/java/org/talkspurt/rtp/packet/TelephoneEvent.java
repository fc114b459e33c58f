package org.talkspurt.rtp.packet;

import org.jspecify.annotations.Nullable;

/**
 * One payload of a named telephone event (RFC 4733 §2.3). The packets of one event share the RTP
 * timestamp of its beginning.
 *
 * @param event event code, 0 to 255; 0 to 15 are the keys 0-9, *, #, A-D (§3.2)
 * @param end whether the key has been released
 * @param volume power level below 0 dBm0 in dB, 0 to 63 (60 dB says 60)
 * @param duration time since the beginning in clock units, 0 to 65535
 */
public record TelephoneEvent(int event, boolean end, int volume, int duration) {

  /** Bytes of the payload. */
  public static final int BYTES = 4;

  private static final String KEYS = "0123456789*#ABCD";

  /**
   * Reads the payload at {@code offset}; bytes behind its four are ignored.
   *
   * @return null when it is shorter than four bytes
   */
  public static @Nullable TelephoneEvent parse(byte[] payload, int offset, int length) {
    if (length < BYTES) {
      return null;
    }
    int flags = payload[offset + 1];
    return new TelephoneEvent(
        payload[offset] & 0xFF,
        (flags & 0x80) != 0,
        flags & 0x3F,
        BigEndian.uint16(payload, offset + 2));
  }

  /** The event code of the key {@code character} ({@code 0-9*#A-D}, letters of any case), or -1. */
  public static int eventOf(char character) {
    return KEYS.indexOf(Character.toUpperCase(character));
  }

  /** Whether this event is one of the sixteen keys of a telephone. */
  public boolean isKey() {
    return event < KEYS.length();
  }

  /**
   * The key of this event.
   *
   * @throws IllegalStateException if it {@linkplain #isKey() is none}
   */
  public char key() {
    if (!isKey()) {
      throw new IllegalStateException("event " + event + " is not a key");
    }
    return KEYS.charAt(event);
  }

  /**
   * Writes the payload at {@code offset}.
   *
   * @return bytes written, {@link #BYTES}
   */
  public int write(byte[] out, int offset) {
    out[offset] = (byte) event;
    out[offset + 1] = (byte) ((end ? 0x80 : 0) | (volume & 0x3F));
    BigEndian.putInt16(out, offset + 2, duration);
    return BYTES;
  }
}
