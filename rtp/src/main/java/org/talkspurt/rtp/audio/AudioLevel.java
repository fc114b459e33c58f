package org.talkspurt.rtp.audio;

/**
 * Loudness of 16-bit PCM in dBm0, the level at the telephone network's reference point. ITU-T G.711
 * puts a sine that just reaches the µ-law coder's overload point (8159 of 14 bits, here 32636) at
 * +3.17 dBm0; A-law's +3.14 at 32768 is the same scale within 0.07 dB.
 */
public final class AudioLevel {

  /** Reported for digital silence, and the lowest level that is reported. */
  public static final double SILENCE_DBM0 = -100;

  private static final double OVERLOAD_DBM0 = 3.17;
  private static final double OVERLOAD_RMS = 4 * 8159 / Math.sqrt(2);

  private AudioLevel() {}

  /**
   * RMS level of {@code length} samples.
   *
   * @return dBm0, {@link #SILENCE_DBM0} to about +6.2 (a full-scale square wave)
   */
  public static double dbm0(short[] samples, int offset, int length) {
    double energy = 0;
    for (int i = offset; i < offset + length; i++) {
      energy += (double) samples[i] * samples[i];
    }
    return length == 0 ? SILENCE_DBM0 : dbm0OfRms(Math.sqrt(energy / length));
  }

  /** Level of a signal with this root mean square, in units of 16-bit PCM. */
  public static double dbm0OfRms(double rms) {
    double level = OVERLOAD_DBM0 + 20 * Math.log10(rms / OVERLOAD_RMS);
    return Math.max(level, SILENCE_DBM0);
  }

  /** Root mean square, in units of 16-bit PCM, of a signal of this level. */
  public static double rmsOfDbm0(double dbm0) {
    return OVERLOAD_RMS * Math.pow(10, (dbm0 - OVERLOAD_DBM0) / 20);
  }
}
