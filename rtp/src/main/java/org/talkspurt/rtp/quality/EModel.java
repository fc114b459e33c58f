package org.talkspurt.rtp.quality;

/**
 * The narrowband E-model (ITU-T G.107) as far as a packet network decides it: delay, loss and
 * codec. Everything else (levels, noise, echo) has the recommendation's default values; the echo is
 * taken to be cancelled.
 */
public final class EModel {

  /** The MOS of a rating of 100 and above (Annex B). */
  public static final double MAX_MOS = 4.5;

  /** The burst ratio of losses that are independent of each other. */
  public static final double RANDOM_LOSS = 1;

  /** §7.5: no equipment impairs more, not even by losing everything. */
  static final double MAX_EQUIPMENT_IMPAIRMENT = 95;

  /** Ro - Is - Id with default values throughout (§7.7). */
  private static final double DEFAULT_RATING = 93.2;

  /** mT, ms: a shorter delay is not noticed in conversation. */
  private static final double MIN_PERCEIVABLE_DELAY_MS = 100;

  private EModel() {}

  /**
   * The transmission rating R (§7.1), 93.2 at best; below 0 if nothing can be understood.
   *
   * @param oneWayDelayMs from mouth to ear (Ta), at least 0
   * @param lossPercent packets not played (Ppl), 0 to 100
   * @param burstRatio mean length of the runs of lost packets over what it would be if losses were
   *     independent (BurstR), above 0
   */
  public static double rating(
      double oneWayDelayMs, double lossPercent, double burstRatio, CodecImpairment codec) {
    return DEFAULT_RATING
        - delayImpairment(oneWayDelayMs)
        - equipmentImpairment(lossPercent, burstRatio, codec);
  }

  /** Idd of §7.4 with the default delay sensitivity (sT = 1). */
  static double delayImpairment(double oneWayDelayMs) {
    if (oneWayDelayMs <= MIN_PERCEIVABLE_DELAY_MS) {
      return 0;
    }
    double octaves = Math.log(oneWayDelayMs / MIN_PERCEIVABLE_DELAY_MS) / Math.log(2);
    return 25 * (knee(octaves) - 3 * knee(octaves / 3) + 2);
  }

  /** About 1 for {@code x} below 1, about {@code x} above. */
  private static double knee(double x) {
    return Math.pow(1 + Math.pow(x, 6), 1 / 6.0);
  }

  /** Ie,eff of §7.5. */
  static double equipmentImpairment(double lossPercent, double burstRatio, CodecImpairment codec) {
    double range = MAX_EQUIPMENT_IMPAIRMENT - codec.equipmentImpairment();
    return codec.equipmentImpairment()
        + range * lossPercent / (lossPercent / burstRatio + codec.lossRobustness());
  }

  /**
   * The mean opinion score of a conversation (MOS-CQE) with that rating (Annex B), 1 to {@link
   * #MAX_MOS}.
   */
  public static double mos(double rating) {
    if (rating <= 0) {
      return 1;
    }
    if (rating >= 100) {
      return MAX_MOS;
    }
    // the cubic dips below 1 for ratings under 6.5
    return Math.max(1, 1 + 0.035 * rating + 7e-6 * rating * (rating - 60) * (100 - rating));
  }
}
