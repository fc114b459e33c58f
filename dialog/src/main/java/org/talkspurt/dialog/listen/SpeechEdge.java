package org.talkspurt.dialog.listen;

import org.talkspurt.rtp.audio.AudioLevel;

/**
 * Finds where sound begins and ends inside the stretch that voice activity points to. A voice
 * activity window is 32 ms long and its detector hangs on for a window or three, so that deadlines
 * counted from its word alone would be up to 100 ms off.
 */
final class SpeechEdge {
  /** 5 ms at 16 kHz: finer than a pitch period's ripple is of no use. */
  private static final int BLOCK = 80;

  /** 1 ms. */
  private static final int FINE = 16;

  /** −50 dBm0 counts as sound. */
  private static final double AUDIBLE = Math.pow(AudioLevel.rmsOfDbm0(-50), 2);

  /** 6 dB above what the line hums with anyway. */
  private static final double ABOVE_NOISE = 4;

  private SpeechEdge() {}

  /**
   * Index after the last block of sound.
   *
   * @param samples the end of an utterance and the silence behind it
   * @param silenceFrom index from which voice activity reported silence: the line's noise is
   *     measured there
   * @return 0..{@code samples.length}; 0 when all of it is quiet
   */
  static int endOfSound(short[] samples, int silenceFrom) {
    double noise = quietest(samples, silenceFrom, samples.length);
    double threshold = Math.max(AUDIBLE, noise * ABOVE_NOISE);
    for (int end = samples.length; end >= BLOCK; end -= BLOCK) {
      if (meanSquare(samples, end - BLOCK, end) > threshold) {
        return endWithin(samples, end, threshold);
      }
    }
    return 0;
  }

  /** A block is loud if a fifth of it is: the edge lies somewhere in it. */
  private static int endWithin(short[] samples, int blockEnd, double threshold) {
    int end = blockEnd;
    while (meanSquare(samples, end - FINE, end) <= threshold) {
      end -= FINE;
    }
    return end;
  }

  /**
   * Index of the first block of the sound that the tail of {@code samples} is part of.
   *
   * @return 0..{@code samples.length}; the length when all of it is quiet
   */
  static int beginOfSound(short[] samples) {
    double noise = quietest(samples, 0, samples.length);
    double threshold = Math.max(AUDIBLE, noise * ABOVE_NOISE);
    for (int from = 0; from + BLOCK <= samples.length; from += BLOCK) {
      if (meanSquare(samples, from, from + BLOCK) > threshold) {
        return from;
      }
    }
    return samples.length;
  }

  private static double quietest(short[] samples, int from, int to) {
    double quietest = Double.MAX_VALUE;
    for (int i = from; i + BLOCK <= to; i += BLOCK) {
      quietest = Math.min(quietest, meanSquare(samples, i, i + BLOCK));
    }
    return quietest == Double.MAX_VALUE ? 0 : quietest;
  }

  private static double meanSquare(short[] samples, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += (double) samples[i] * samples[i];
    }
    return to > from ? sum / (to - from) : 0;
  }
}
