package org.talkspurt.dialog.listen;

import java.util.Arrays;
import org.talkspurt.dialog.spi.VoiceActivityDetector;

/**
 * A voice activity detector that needs no model: a window is speech when it is well above the noise
 * floor.
 *
 * <p>The floor is the quietest window of the last 1.8 to 2.7 s (R. Martin, "Noise power spectral
 * density estimation based on optimal smoothing and minimum statistics", 2001, reduced to one
 * band): speech pauses for breath within that time, noise does not. A steady sound is therefore
 * called speech for as long at first.
 */
public final class EnergyVad implements VoiceActivityDetector {

  private static final int WINDOW_SAMPLES = 512;
  private static final double FULL_SCALE = 32_768.0 * 32_768.0;

  /** Below any speech on a telephone; a line of digital silence must not make a rustle a word. */
  private static final double LOWEST_FLOOR_DB = -62;

  /** Excess over the floor that is as likely speech as not. */
  private static final double EVEN_ODDS_DB = 10;

  /** The logistic function's slope: an excess of 16 dB is 95 % speech. */
  private static final double DB_PER_NEPER = 2;

  /** Windows that a word's quiet end and the gap before a plosive may take (96 ms). */
  private static final int HANGOVER_WINDOWS = 3;

  private static final float HANGOVER_DECAY = 0.9f;

  @Override
  public int windowSamples() {
    return WINDOW_SAMPLES;
  }

  @Override
  public State newState() {
    return new Floor();
  }

  @Override
  public void detect(State[] states, short[][] windows, int count, float[] probabilities) {
    for (int i = 0; i < count; i++) {
      probabilities[i] = ((Floor) states[i]).judge(levelDb(windows[i]));
    }
  }

  /** Power about the mean, in dB of full scale; a silent line is at -100. */
  private static double levelDb(short[] window) {
    long sum = 0;
    long squares = 0;
    for (int i = 0; i < WINDOW_SAMPLES; i++) {
      int sample = window[i];
      sum += sample;
      squares += (long) sample * sample;
    }
    double mean = (double) sum / WINDOW_SAMPLES;
    double power = (double) squares / WINDOW_SAMPLES - mean * mean;
    return 10 * Math.log10(Math.max(power, 0) / FULL_SCALE + 1e-10);
  }

  @Override
  public void close() {}

  private static final class Floor implements State {

    /** The minimum is taken over blocks, so that old windows leave it without a queue of them. */
    private static final int BLOCK_WINDOWS = 28;

    private final double[] blockMinimaDb = new double[3];
    private int block;
    private int windowsOfBlock;
    private int hangover;
    private float held;

    Floor() {
      Arrays.fill(blockMinimaDb, LOWEST_FLOOR_DB);
    }

    float judge(double levelDb) {
      float probability =
          (float) (1 / (1 + Math.exp((EVEN_ODDS_DB - (levelDb - db())) / DB_PER_NEPER)));
      follow(levelDb);
      return hold(probability);
    }

    private double db() {
      double minimumDb = Math.min(blockMinimaDb[0], Math.min(blockMinimaDb[1], blockMinimaDb[2]));
      return Math.max(minimumDb, LOWEST_FLOOR_DB);
    }

    private void follow(double levelDb) {
      blockMinimaDb[block] = Math.min(blockMinimaDb[block], levelDb);
      windowsOfBlock++;
      if (windowsOfBlock == BLOCK_WINDOWS) {
        windowsOfBlock = 0;
        block = (block + 1) % blockMinimaDb.length;
        blockMinimaDb[block] = Double.POSITIVE_INFINITY;
      }
    }

    private float hold(float probability) {
      if (probability >= 0.5f) {
        hangover = HANGOVER_WINDOWS;
        held = probability;
        return probability;
      }
      if (hangover == 0) {
        return probability;
      }
      hangover--;
      held *= HANGOVER_DECAY;
      return Math.max(held, probability);
    }
  }
}
