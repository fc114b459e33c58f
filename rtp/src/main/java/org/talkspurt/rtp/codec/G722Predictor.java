package org.talkspurt.rtp.codec;

/**
 * The adaptive predictor of one sub-band (ITU-T G.722 §3.6, block 4): two poles and six zeros,
 * followed sample by sample with the signs of what came. Encoder and decoder keep the same one, fed
 * with the same quantized differences, in the 16-bit arithmetic of the Recommendation.
 */
final class G722Predictor {

  private static final int ZEROS = 6;
  private static final int MAX_SECOND_POLE = 12_288;
  private static final int STABLE_POLES = 15_360;

  private int pole1;
  private int pole2;
  private final int[] zeros = new int[ZEROS];

  /** Quantized differences, the newest first. */
  private final int[] differences = new int[ZEROS];

  private int reconstructed1;
  private int reconstructed2;
  private int partial1;
  private int partial2;
  private int zeroEstimate;
  private int estimate;

  /** What the next sample probably is; 16 bits. */
  int estimate() {
    return estimate;
  }

  /** The next sample differed from the estimate by this much, quantized. */
  void update(int difference) {
    int reconstructed = saturated(estimate + difference);
    int partial = saturated(zeroEstimate + difference);
    adaptPoles(partial);
    zeroEstimate = adaptZeros(difference);
    partial2 = partial1;
    partial1 = partial;
    reconstructed2 = reconstructed1;
    reconstructed1 = reconstructed;
    int poleEstimate =
        saturated(
            product(pole1, saturated(2 * reconstructed1))
                + product(pole2, saturated(2 * reconstructed2)));
    estimate = saturated(poleEstimate + zeroEstimate);
  }

  /** UPPOL2 and UPPOL1: the second pole first, since it bounds the first. */
  private void adaptPoles(int partial) {
    boolean asBefore = (partial ^ partial1) >= 0;
    boolean asBeforeThat = (partial ^ partial2) >= 0;
    int quadrupled = saturated(4 * pole1);
    int turned = asBefore ? saturated(-quadrupled) : quadrupled;
    int second = (turned >> 7) + (asBeforeThat ? 128 : -128) + product(pole2, 32_512);
    int newPole2 = Math.clamp(second, -MAX_SECOND_POLE, MAX_SECOND_POLE);
    int first = saturated((asBefore ? 192 : -192) + product(pole1, 32_640));
    int bound = saturated(STABLE_POLES - newPole2);
    pole1 = Math.clamp(first, -bound, bound);
    pole2 = newPole2;
  }

  /**
   * UPZERO, DELAYA and FILTEZ in one pass, from the oldest difference on.
   *
   * @return what the zeros say about the next sample
   */
  private int adaptZeros(int difference) {
    int step = difference == 0 ? 0 : 128;
    int sum = 0;
    for (int i = ZEROS - 1; i >= 0; i--) {
      int past = differences[i];
      int change = (past ^ difference) >= 0 ? step : -step;
      zeros[i] = saturated(change + product(zeros[i], 32_640));
      int newer = i == 0 ? difference : differences[i - 1];
      differences[i] = newer;
      sum += product(zeros[i], saturated(2 * newer));
    }
    return saturated(sum);
  }

  private static int product(int a, int b) {
    return (a * b) >> 15;
  }

  private static int saturated(int value) {
    return Math.clamp(value, Short.MIN_VALUE, Short.MAX_VALUE);
  }
}
