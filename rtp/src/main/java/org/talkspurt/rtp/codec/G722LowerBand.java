package org.talkspurt.rtp.codec;

/**
 * 0 to 4 kHz of G.722: ADPCM of 6 bits per sample (ITU-T G.722 §3.3 to 3.6). The predictor follows
 * the upper 4 bits only, so that a network may take the lower ones away (modes 2 and 3) without
 * sender and receiver drifting apart.
 */
final class G722LowerBand {

  /** Decision levels of the magnitude at a step of 4096 (table 16/G.722); the first is 0. */
  private static final int[] DECISIONS = {
    0, 35, 72, 110, 150, 190, 233, 276, 323, 370, 422, 473, 530, 587, 650, 714, 786, 858, 940, 1023,
    1121, 1219, 1339, 1458, 1612, 1765, 1980, 2195, 2557, 2919
  };

  /** Output of the 60-level quantizer by interval of the magnitude, at a step of 32768. */
  private static final int[] FINE_LEVELS = {
    136, 432, 728, 1040, 1360, 1688, 2032, 2400, 2776, 3168, 3576, 4008, 4464, 4944, 5456, 6000,
    6576, 7192, 7856, 8576, 9360, 10_232, 11_192, 12_280, 13_512, 14_984, 16_704, 19_008, 21_904,
    24_808
  };

  /** Output of the 15-level quantizer by its 4-bit code. */
  private static final int[] COARSE_LEVELS = {
    0, -20_456, -12_896, -8968, -6288, -4240, -2584, -1200, 20_456, 12_896, 8968, 6288, 4240, 2584,
    1200, 0
  };

  /** How the 4-bit code moves the scale. */
  private static final int[] WEIGHTS = {
    -60, 3042, 1198, 538, 334, 172, 58, -30, 3042, 1198, 538, 334, 172, 58, -30, -60
  };

  private static final int[] FINE_LEVELS_BY_CODE = new int[64];

  private final G722Predictor predictor = new G722Predictor();
  private final G722Scale scale = G722Scale.ofLowerBand();

  static {
    // four codes are never sent; a receiver takes them for the smallest level (table 20/G.722)
    for (int code = 0; code < 4; code++) {
      FINE_LEVELS_BY_CODE[code] = -FINE_LEVELS[0];
    }
    for (int interval = 0; interval < FINE_LEVELS.length; interval++) {
      FINE_LEVELS_BY_CODE[code(interval, false)] = FINE_LEVELS[interval];
      FINE_LEVELS_BY_CODE[code(interval, true)] = -FINE_LEVELS[interval];
    }
  }

  /** Table 17/G.722. */
  private static int code(int interval, boolean negative) {
    if (!negative) {
      return 61 - interval;
    }
    return interval < 2 ? 63 - interval : 33 - interval;
  }

  /** Codes the next sample. */
  int encode(int sample) {
    int difference = saturated(sample - predictor.estimate());
    boolean negative = difference < 0;
    int code = code(interval(negative ? ~difference : difference), negative);
    follow(code);
    return code;
  }

  /** The highest interval whose decision level the magnitude reaches. */
  private int interval(int magnitude) {
    int step = scale.step();
    int low = 0;
    int high = DECISIONS.length;
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      if (magnitude < (DECISIONS[middle] * step) >> 12) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return low;
  }

  /** The sample of a 6-bit code, 15 bits. */
  int decode(int code) {
    int difference = (scale.step() * FINE_LEVELS_BY_CODE[code]) >> 15;
    int sample = Math.clamp(predictor.estimate() + difference, -16_384, 16_383);
    follow(code);
    return sample;
  }

  private void follow(int code) {
    int coarse = code >> 2;
    predictor.update((scale.step() * COARSE_LEVELS[coarse]) >> 15);
    scale.update(WEIGHTS[coarse]);
  }

  private static int saturated(int value) {
    return Math.clamp(value, Short.MIN_VALUE, Short.MAX_VALUE);
  }
}
