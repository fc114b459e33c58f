package org.talkspurt.it.turns;

import static org.talkspurt.it.turns.Interjection.PER_MS;

import java.util.random.RandomGenerator;
import org.talkspurt.rtp.audio.AudioLevel;

/**
 * "Mm" and "mm-hm" with closed lips: a voice through the nose, a breath, and the voice again,
 * rising. A cascade of resonators as in Klatt, "Software for a cascade/parallel formant
 * synthesizer", J. Acoust. Soc. Am. 67 (1980); formants of a nasal murmur by Fujimura (1962).
 */
final class Hum {
  private static final double LEVEL_DBM0 = -20;
  private static final int ATTACK_MS = 30;
  private static final int DECAY_MS = 70;

  /** Of a breath through the nose beside the voice. */
  private static final double BREATH = 0.02;

  private final RandomGenerator random;
  private final Resonator glottis = new Resonator(0, 120);
  private final Resonator[] nose = {
    new Resonator(270, 90), new Resonator(1_000, 250), new Resonator(2_100, 300)
  };
  private double phase;
  private double before;

  private Hum(RandomGenerator random) {
    this.random = random;
  }

  /** "Mm." of some voice between a low man's and a woman's. */
  static short[] once(RandomGenerator random) {
    Hum hum = new Hum(random);
    double hz = hum.pitchHz();
    int ms = 280 + random.nextInt(160);
    double[] sound = new double[ms * PER_MS];
    hum.voice(sound, 0, ms, hz, 0.85 * hz);
    return level(sound);
  }

  /** "Mm-hm." */
  static short[] twice(RandomGenerator random) {
    Hum hum = new Hum(random);
    double hz = hum.pitchHz();
    int first = 150 + random.nextInt(90);
    int breath = 50 + random.nextInt(50);
    int second = 200 + random.nextInt(120);
    double[] sound = new double[(first + breath + second) * PER_MS];
    hum.voice(sound, 0, first, hz, 0.9 * hz);
    hum.breathe(sound, first, breath);
    hum.voice(sound, first + breath, second, 0.95 * hz, 1.25 * hz);
    return level(sound);
  }

  private double pitchHz() {
    return 95 + random.nextInt(125);
  }

  private void voice(double[] sound, int fromMs, int ms, double fromHz, double toHz) {
    int length = ms * PER_MS;
    for (int i = 0; i < length; i++) {
      double hz = fromHz + (toHz - fromHz) * i / length;
      phase += hz * (1 + 0.004 * random.nextGaussian()) / SimulatedBot.RATE_HZ;
      double pulse = phase >= 1 ? 1 : 0;
      phase -= Math.floor(phase);
      double envelope =
          Math.min(
              1,
              Math.min(
                  i / ((double) ATTACK_MS * PER_MS), (length - i) / ((double) DECAY_MS * PER_MS)));
      sound[fromMs * PER_MS + i] = throughTheNose(pulse * envelope);
    }
  }

  private void breathe(double[] sound, int fromMs, int ms) {
    for (int i = fromMs * PER_MS; i < (fromMs + ms) * PER_MS; i++) {
      sound[i] = throughTheNose(BREATH * random.nextGaussian());
    }
  }

  private double throughTheNose(double excitation) {
    double flow = glottis.next(excitation);
    double sound = flow - before; // what leaves the nose
    before = flow;
    for (Resonator each : nose) {
      sound = each.next(sound);
    }
    return sound;
  }

  private static short[] level(double[] sound) {
    double energy = 0;
    for (double each : sound) {
      energy += each * each;
    }
    double gain = AudioLevel.rmsOfDbm0(LEVEL_DBM0) / Math.sqrt(energy / sound.length);
    short[] pcm = new short[sound.length];
    for (int i = 0; i < pcm.length; i++) {
      pcm[i] = (short) Math.clamp(Math.round(gain * sound[i]), -32_768, 32_767);
    }
    return pcm;
  }

  /** Two poles, gain 1 at 0 Hz. */
  private static final class Resonator {
    private final double a;
    private final double b;
    private final double c;
    private double last;
    private double lastButOne;

    Resonator(double hz, double bandwidthHz) {
      c = -Math.exp(-2 * Math.PI * bandwidthHz / SimulatedBot.RATE_HZ);
      b =
          2
              * Math.exp(-Math.PI * bandwidthHz / SimulatedBot.RATE_HZ)
              * Math.cos(2 * Math.PI * hz / SimulatedBot.RATE_HZ);
      a = 1 - b - c;
    }

    double next(double input) {
      double output = a * input + b * last + c * lastButOne;
      lastButOne = last;
      last = output;
      return output;
    }
  }
}
