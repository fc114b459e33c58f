package org.talkspurt.rtp.dtmf;

/** The sound of a key (ITU-T Q.23), with soft edges. Confined to one thread. */
public final class DualTone {

  /** -8 dBm0, with full scale at 3.14 dBm0 (ITU-T G.711). */
  private static final double ROW_AMPLITUDE = 32_767 * Math.pow(10, (-8 - 3.14) / 20);

  /** 2 dB more, since lines lose more of the higher tone. */
  private static final double COLUMN_AMPLITUDE = 32_767 * Math.pow(10, (-6 - 3.14) / 20);

  private static final int RAMP_MS = 2;

  private final int sampleRateHz;
  private final int length;
  private double rowStep;
  private double columnStep;

  /** Samples that were made. */
  private int position;

  /**
   * @param durationMs of the whole tone, at least 40 (ITU-T Q.24)
   */
  public DualTone(int sampleRateHz, int durationMs) {
    this.sampleRateHz = sampleRateHz;
    this.length = sampleRateHz * durationMs / 1000;
    this.position = length;
  }

  /**
   * Begins the tone of a key anew.
   *
   * @throws IllegalArgumentException if {@code key} is none of {@code 0-9 * # A-D}
   */
  public void begin(char key) {
    rowStep = 2 * Math.PI * KeyTones.rowHz(key) / sampleRateHz;
    columnStep = 2 * Math.PI * KeyTones.columnHz(key) / sampleRateHz;
    position = 0;
  }

  /** The next sample; 0 after the end. */
  public short next() {
    if (position >= length) {
      return 0;
    }
    int edge = Math.min(position + 1, length - position);
    double gain = Math.min(1, edge * 1000.0 / (sampleRateHz * RAMP_MS));
    double sample =
        ROW_AMPLITUDE * Math.sin(rowStep * position)
            + COLUMN_AMPLITUDE * Math.sin(columnStep * position);
    position++;
    return (short) Math.round(gain * sample);
  }
}
