package org.talkspurt.rtp.dtmf;

/**
 * Hears keys in a caller's sound (ITU-T Q.24), for peers that send them no other way. Every 10 ms
 * it looks at the last 20 ms: a key is there when the strongest tone of a row and that of a column
 * (Goertzel's algorithm) are loud enough, balanced, hold nearly all the power, and keep their level
 * and frequency from one look to the next. Speech has such pairs too, but it has more than the
 * pair, and it moves.
 *
 * <p>The frequency is told by how far the phase turned between two looks: exactly, and far finer
 * than 20 ms alone would tell it. Confined to one thread; does not allocate.
 */
public final class ToneDetector {

  private static final int LOOKS_PER_SECOND = 100;

  /**
   * Looks in a row without the key that end it: an interruption of 10 ms spoils three at most, a
   * pause of 40 ms five at least.
   */
  private static final int ENDING_LOOKS = 4;

  /** Q.24 wants 1.5 % taken and 3.5 % refused. */
  private static final double MAX_DEVIATION = 0.023;

  /** Mean square of a tone of -33 dBm0. */
  private static final double LEAST_POWER = 32_767.0 * 32_767.0 / 2 * Math.pow(10, -3.614);

  /** Q.24: the column may be 4 dB above the row, the row 8 dB above the column; and some slack. */
  private static final double COLUMN_ABOVE_ROW = Math.pow(10, 0.46);

  private static final double ROW_ABOVE_COLUMN = Math.pow(10, 0.86);

  /** Part of the power that the two tones must have. */
  private static final double PURITY = 0.8;

  /** How much a tone's power may change from look to look: 1.8 dB. */
  private static final double STEADINESS = Math.pow(10, 0.18);

  private final int hop;
  private final short[] window;
  private final Tone[] rows = new Tone[4];
  private final Tone[] columns = new Tone[4];

  private int filled;
  private char lastLook;
  private char pressed;
  private int missedLooks;

  /** Whether one of the last frame's looks found a pair of tones. */
  private boolean tones;

  /**
   * @param sampleRateHz a multiple of 1000, at least 8000
   */
  public ToneDetector(int sampleRateHz) {
    hop = sampleRateHz / LOOKS_PER_SECOND;
    window = new short[2 * hop];
    for (int i = 0; i < 4; i++) {
      rows[i] = new Tone(KeyTones.ROWS_HZ[i], sampleRateHz, window.length);
      columns[i] = new Tone(KeyTones.COLUMNS_HZ[i], sampleRateHz, window.length);
    }
  }

  /**
   * Listens to the next samples, a multiple of 10 ms.
   *
   * @return the key that was found to be pressed meanwhile, one of {@code 0-9 * # A-D}; 0 for none
   */
  public char listen(short[] pcm) {
    char found = 0;
    tones = false;
    for (int from = 0; from + hop <= pcm.length; from += hop) {
      System.arraycopy(window, hop, window, 0, hop);
      System.arraycopy(pcm, from, window, hop, hop);
      filled = Math.min(filled + hop, window.length);
      if (filled == window.length) {
        char begun = look();
        found = begun == 0 ? found : begun;
      }
    }
    return found;
  }

  /** Whether the last samples hold a key's tones, or may do so. */
  public boolean sounds() {
    return tones || pressed != 0;
  }

  private char look() {
    Tone row = strongest(rows);
    Tone column = strongest(columns);
    boolean pair = isPair(row, column);
    tones |= pair;
    char key = pair ? KeyTones.key(row.index, column.index) : 0;
    boolean steady = pair && key == lastLook && row.isSteady(hop) && column.isSteady(hop);
    lastLook = key;
    if (pressed != 0) {
      missedLooks = key == pressed ? 0 : missedLooks + 1;
      if (missedLooks < ENDING_LOOKS) {
        return 0;
      }
      pressed = 0;
    }
    if (!steady) {
      return 0;
    }
    pressed = key;
    missedLooks = 0;
    return key;
  }

  private Tone strongest(Tone[] tones) {
    Tone best = tones[0];
    for (int i = 0; i < tones.length; i++) {
      tones[i].measure(window, i);
      if (tones[i].power > best.power) {
        best = tones[i];
      }
    }
    return best;
  }

  private boolean isPair(Tone row, Tone column) {
    double total = 0;
    for (short sample : window) {
      total += (double) sample * sample;
    }
    total /= window.length;
    // a tone beside the filter's frequency shows less power than it has
    double rowPower = row.power * row.attenuation(hop);
    double columnPower = column.power * column.attenuation(hop);
    return Math.min(rowPower, columnPower) >= LEAST_POWER
        && columnPower <= COLUMN_ABOVE_ROW * rowPower
        && rowPower <= ROW_ABOVE_COLUMN * columnPower
        && rowPower + columnPower >= PURITY * total;
  }

  /** One filter of Goertzel's. */
  private static final class Tone {
    private final int hz;
    private final int sampleRateHz;
    private final int length;
    private final double step;
    private final double cosine;
    private final double sine;

    int index;
    double power;
    private double phase;
    private double formerPower;
    private double formerPhase;

    Tone(int hz, int sampleRateHz, int length) {
      this.hz = hz;
      this.sampleRateHz = sampleRateHz;
      this.length = length;
      step = 2 * Math.PI * hz / sampleRateHz;
      cosine = Math.cos(step);
      sine = Math.sin(step);
    }

    void measure(short[] pcm, int ownIndex) {
      index = ownIndex;
      formerPower = power;
      formerPhase = phase;
      double last = 0;
      double beforeLast = 0;
      for (short sample : pcm) {
        double next = sample + 2 * cosine * last - beforeLast;
        beforeLast = last;
        last = next;
      }
      double real = last - beforeLast * cosine;
      double imaginary = beforeLast * sine;
      power = 2 * (real * real + imaginary * imaginary) / ((double) length * length);
      phase = Math.atan2(imaginary, real);
    }

    /** How far the tone's frequency is from the filter's, by the phase since the last look. */
    private double deviationHz(int hop) {
      double turned = Math.IEEEremainder(phase - formerPhase - step * hop, 2 * Math.PI);
      return turned / (2 * Math.PI) * sampleRateHz / hop;
    }

    /** What the filter's power is to be multiplied by, if the tone was there at the last look. */
    double attenuation(int hop) {
      double deviation = Math.min(Math.abs(deviationHz(hop)), MAX_DEVIATION * hz);
      double x = Math.PI * deviation * length / sampleRateHz;
      double response = x < 1e-6 ? 1 : Math.sin(x) / x;
      return 1 / (response * response);
    }

    boolean isSteady(int hop) {
      return Math.abs(deviationHz(hop)) <= MAX_DEVIATION * hz
          && power <= STEADINESS * formerPower
          && formerPower <= STEADINESS * power;
    }
  }
}
