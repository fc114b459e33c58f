package org.talkspurt.gateway.caller.line;

import java.util.List;
import java.util.random.RandomGenerator;
import org.talkspurt.rtp.audio.AudioLevel;

/** A cough as noise: it starts at once, falls away, and comes again, weaker. */
public final class Cough {

  private static final double LEVEL_DBM0 = -14;
  private static final int BURST_MS = 150;
  private static final double FALL_MS = 60;
  private static final double SECOND_GAIN = 0.6;

  private Cough() {}

  /** One that is different with every number of {@code random}. */
  public static Sound of(RandomGenerator random) {
    int burst = Sound.samples(BURST_MS);
    short[] pcm = new short[2 * burst];
    double rms = AudioLevel.rmsOfDbm0(LEVEL_DBM0);
    double before = 0;
    for (int i = 0; i < pcm.length; i++) {
      double envelope = Math.exp(-(i % burst) / (FALL_MS * Sound.RATE_HZ / 1_000));
      double gain = i < burst ? 1 : SECOND_GAIN;
      // A throat is no loudspeaker: neighbours are alike, which leaves less of the highs.
      before = 0.6 * before + 0.8 * random.nextGaussian();
      pcm[i] = (short) Math.clamp(Math.round(rms * gain * envelope * before), -32_768, 32_767);
    }
    return new Sound("cough", pcm, 0, pcm.length, List.of());
  }
}
