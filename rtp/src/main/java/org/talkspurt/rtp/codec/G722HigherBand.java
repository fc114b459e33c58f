package org.talkspurt.rtp.codec;

/** 4 to 8 kHz of G.722: ADPCM of 2 bits per sample (ITU-T G.722 §3.3 to 3.6). */
final class G722HigherBand {

  /** Decision level between the two magnitudes at a step of 4096. */
  private static final int DECISION = 564;

  /** By code, at a step of 32768: far negative, near negative, far positive, near positive. */
  private static final int[] LEVELS = {-7408, -1616, 7408, 1616};

  private static final int[] WEIGHTS = {798, -214, 798, -214};

  private final G722Predictor predictor = new G722Predictor();
  private final G722Scale scale = G722Scale.ofHigherBand();

  /** Codes the next sample. */
  int encode(int sample) {
    int difference = Math.clamp(sample - predictor.estimate(), Short.MIN_VALUE, Short.MAX_VALUE);
    int magnitude = difference < 0 ? ~difference : difference;
    boolean near = magnitude < (DECISION * scale.step()) >> 12;
    int code = (difference < 0 ? 0 : 2) + (near ? 1 : 0);
    follow(code);
    return code;
  }

  /** The sample of a 2-bit code, 15 bits. */
  int decode(int code) {
    int estimate = predictor.estimate();
    return Math.clamp(estimate + follow(code), -16_384, 16_383);
  }

  private int follow(int code) {
    int difference = (scale.step() * LEVELS[code]) >> 15;
    predictor.update(difference);
    scale.update(WEIGHTS[code]);
    return difference;
  }
}
