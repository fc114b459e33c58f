package org.talkspurt.models.asr;

/**
 * Cuts long utterances into what the model was trained on, where the speaker is quietest: a cut
 * through a word costs it.
 */
final class DecodingWindows {

  private static final int LONGEST = 12 * MoonshineRecognizer.SAMPLE_RATE_HZ;
  private static final int EARLIEST_CUT = 7 * MoonshineRecognizer.SAMPLE_RATE_HZ;

  /** What a cut leaves for the last window: a lone syllable is understood badly. */
  private static final int LEAST_REST = MoonshineRecognizer.SAMPLE_RATE_HZ;

  /** Longer than the closure of a plosive, which is quiet but within a word. */
  private static final int PAUSE = MoonshineRecognizer.SAMPLE_RATE_HZ / 5;

  private static final int STEP = MoonshineRecognizer.SAMPLE_RATE_HZ / 100;

  private DecodingWindows() {}

  /** End (exclusive) of the window that begins at {@code start}, 12 s after it at most. */
  static int end(short[] samples, int start) {
    int rest = samples.length - start;
    if (rest <= LONGEST) {
      return samples.length;
    }
    int last = start + Math.min(LONGEST, rest - LEAST_REST);
    int quietest = last;
    double least = Double.POSITIVE_INFINITY;
    for (int cut = start + EARLIEST_CUT; cut + PAUSE / 2 <= last; cut += STEP) {
      double energy = SpeechLevels.energy(samples, cut - PAUSE / 2, cut + PAUSE / 2);
      if (energy <= least) {
        least = energy;
        quietest = cut;
      }
    }
    return quietest;
  }
}
