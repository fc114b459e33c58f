package org.talkspurt.rtp.echo;

import java.util.Arrays;
import org.talkspurt.rtp.audio.EchoCanceller;

/** Silences the caller's line while nothing but our own voice comes back on it. */
public final class EchoGuard implements EchoCanceller {
  /** The echo may be spread, move, and be found beside its delay. */
  private static final int SPREAD_BLOCKS = 3;

  /** What is this much louder than the echo expected cannot be it. */
  private static final float ECHO_MARGIN_DB = 6;

  private static final float NOISE_MARGIN_DB = 12;

  /** Echo quieter than this is nobody's voice. */
  private static final float AUDIBLE_DBM0 = -60;

  /** Voice that is quieter is left to the background. */
  private static final float VOICE_DBM0 = -48;

  /** Share of the sound that must be more than echo. */
  private static final float VOICE_SHARE = 0.3f;

  /** Blocks in a row of more than echo that open the guard, and that keep it open. */
  private static final int OPENING_BLOCKS = 2;

  private static final int HANGOVER_BLOCKS = 8;

  private final BandAnalyser analyser;
  private final SentHistory sent;
  private final EchoDelay delay = new EchoDelay();
  private final EchoReturn echoReturn;
  private final NoiseFloor noise;

  private float[] levels;
  private float[] levelsBefore;
  private float[] levelsBeforeThat;
  private final float[] rises;
  private final float[] sentMost;

  private long block;
  private int voiceBlocks;
  private int hangover;
  private float gain = 1;

  /**
   * @param sampleRateHz 8000 or 16000
   */
  public EchoGuard(int sampleRateHz) {
    analyser = new BandAnalyser(sampleRateHz);
    int bands = analyser.bands();
    sent = new SentHistory(sampleRateHz);
    echoReturn = new EchoReturn(bands);
    noise = new NoiseFloor(bands);
    levels = new float[bands];
    levelsBefore = new float[bands];
    levelsBeforeThat = new float[bands];
    rises = new float[bands];
    sentMost = new float[bands];
  }

  @Override
  public void onSent(short[] samples, int length) {
    sent.add(samples, length);
  }

  @Override
  public void onReceived(short[] samples) {
    int blockSamples = analyser.blockSamples();
    for (int at = 0; at + blockSamples <= samples.length; at += blockSamples) {
      boolean open = !sent.echoPossible(block) || judge(samples, at);
      fade(samples, at, blockSamples, open ? 1 : 0);
      block++;
    }
  }

  /** Whether a block is let through. */
  private boolean judge(short[] samples, int at) {
    float[] oldest = levelsBeforeThat;
    levelsBeforeThat = levelsBefore;
    levelsBefore = levels;
    levels = oldest;
    analyser.next(samples, at, levels);
    noise.update(levels);
    float energy = Rises.between(levelsBeforeThat, levels, BandAnalyser.FLOOR_DBM0, rises);
    if (delay.update(rises, energy, sent, block)) {
      echoReturn.reset();
    }
    findSent();
    boolean voice = voice();
    echoReturn.learn(sentMost, levels, noise, delay.blocks() != EchoDelay.UNKNOWN);
    return voice || !echoAudible();
  }

  /** The most that may be heard now of each band sent. */
  private void findSent() {
    int known = delay.blocks();
    int from = known == EchoDelay.UNKNOWN ? 0 : Math.max(0, known - SPREAD_BLOCKS);
    int to = known == EchoDelay.UNKNOWN ? SentHistory.MAX_DELAY_BLOCKS : known + SPREAD_BLOCKS;
    Arrays.fill(sentMost, BandAnalyser.FLOOR_DBM0);
    for (int d = from; d <= to; d++) {
      if (block - d < sent.blocks()) {
        float[] then = sent.levels(block - d);
        for (int band = 0; band < sentMost.length; band++) {
          sentMost[band] = Math.max(sentMost[band], then[band]);
        }
      }
    }
  }

  private boolean echoAudible() {
    double power = 0;
    for (int band = 0; band < sentMost.length; band++) {
      power += power(sentMost[band] + echoReturn.db(band));
    }
    return power > power(AUDIBLE_DBM0);
  }

  private boolean voice() {
    double all = 0;
    double unexplained = 0;
    for (int band = 0; band < levels.length; band++) {
      double present = power(levels[band]);
      float explained =
          Math.max(
              sentMost[band] + echoReturn.db(band) + ECHO_MARGIN_DB,
              noise.dbm0(band) + NOISE_MARGIN_DB);
      all += present;
      unexplained += Math.max(0, present - power(explained));
    }
    boolean more = unexplained > power(VOICE_DBM0) && unexplained > VOICE_SHARE * all;
    voiceBlocks = more ? voiceBlocks + 1 : 0;
    if (voiceBlocks >= OPENING_BLOCKS) {
      hangover = HANGOVER_BLOCKS;
    } else if (hangover > 0) {
      hangover--;
    }
    return hangover > 0;
  }

  private void fade(short[] samples, int from, int length, float target) {
    if (gain == 1 && target == 1) {
      return;
    }
    float step = (target - gain) / length;
    for (int i = from; i < from + length; i++) {
      gain += step;
      samples[i] = (short) (samples[i] * gain);
    }
    gain = target;
  }

  private static double power(float dbm0) {
    return Math.exp(dbm0 * (Math.log(10) / 10));
  }
}
