package org.talkspurt.it;

/** µ-law and levels, written anew so that a mistake in the bot's codec cannot hide in its tests. */
public final class G711 {
  private G711() {}

  public static byte encode(short pcm) {
    int sign = pcm < 0 ? 0x80 : 0;
    int magnitude = Math.min(Math.abs((int) pcm), 32635) + 132;
    int exponent = 31 - Integer.numberOfLeadingZeros(magnitude) - 7;
    int mantissa = (magnitude >> (exponent + 3)) & 0x0F;
    return (byte) ~(sign | (exponent << 4) | mantissa);
  }

  public static short decode(byte code) {
    int u = ~code & 0xFF;
    int magnitude = ((((u & 0x0F) << 3) + 132) << ((u >> 4) & 7)) - 132;
    return (short) ((u & 0x80) != 0 ? -magnitude : magnitude);
  }

  public static byte[] encode(short[] pcm) {
    byte[] out = new byte[pcm.length];
    for (int i = 0; i < pcm.length; i++) {
      out[i] = encode(pcm[i]);
    }
    return out;
  }

  public static short[] decode(byte[] codes) {
    short[] out = new short[codes.length];
    for (int i = 0; i < codes.length; i++) {
      out[i] = decode(codes[i]);
    }
    return out;
  }

  /**
   * RMS level in dBm0; a full-scale sine is +3.17 dBm0 (G.711, µ-law); −100 for digital silence.
   */
  public static double level(short[] pcm, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += (double) pcm[i] * pcm[i];
    }
    double rms = Math.sqrt(sum / Math.max(1, to - from));
    return rms < 1 ? -100 : 20 * Math.log10(rms / (32124 / Math.sqrt(2))) + 3.17;
  }
}
