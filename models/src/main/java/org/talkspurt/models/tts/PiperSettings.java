package org.talkspurt.models.tts;

import org.jspecify.annotations.Nullable;

/**
 * How a Piper voice speaks. A null scale means: as the voice's own configuration says.
 *
 * <p>With {@code rhythmVariation} above 0 no two renderings of a clause have the same length; with
 * both variations at 0 they are equal to the sample.
 *
 * @param timbreVariation Piper's noise_scale, 0..2
 * @param slowness Piper's length_scale, 0.5..2; 1 is the voice's own pace, more is slower
 * @param rhythmVariation Piper's noise_w, 0..2
 * @param levelDbm0 active speech level, −40..−10 dBm0 (a full-scale sine is +3.14 dBm0)
 */
public record PiperSettings(
    @Nullable Float timbreVariation,
    @Nullable Float slowness,
    @Nullable Float rhythmVariation,
    double levelDbm0) {

  /** The voice's own scales; loud enough for a noisy street, with room for peaks. */
  public static final PiperSettings DEFAULT = new PiperSettings(null, null, null, -16);

  public PiperSettings {
    check("timbre variation", timbreVariation, 0, 2);
    check("slowness", slowness, 0.5f, 2);
    check("rhythm variation", rhythmVariation, 0, 2);
    if (!(levelDbm0 >= -40 && levelDbm0 <= -10)) {
      throw new IllegalArgumentException("level " + levelDbm0 + " dBm0 (expected: -40..-10)");
    }
  }

  private static void check(String name, @Nullable Float value, float least, float most) {
    if (value != null && !(value >= least && value <= most)) {
      throw new IllegalArgumentException(
          "%s %s (expected: %s..%s)".formatted(name, value, least, most));
    }
  }
}
