package org.talkspurt.it;

import java.util.Arrays;
import java.util.Random;

/** What comes over the line from somebody who answers, put together piece by piece; 8 kHz. */
final class FarEnd {
  /** Silence after the last word, for the bot to speak into. */
  private static final int REST_MS = 8_000;

  private double[] pcm = {};

  /** Where the last words, and the last beep, end; ms, -1 if there is none. */
  int wordsEndMs = -1;

  int beepEndMs = -1;

  FarEnd pause(int ms) {
    pcm = Arrays.copyOf(pcm, pcm.length + 8 * ms);
    return this;
  }

  /**
   * @param speed 1: as it is; more: faster and higher, another person's
   * @param gainDb what is added to its level
   */
  FarEnd says(short[] speech, double speed, double gainDb) {
    short[] words = trimmed(speech);
    int from = pcm.length;
    int length = (int) ((words.length - 1) / speed);
    pcm = Arrays.copyOf(pcm, from + length);
    double gain = Math.pow(10, gainDb / 20);
    for (int i = 0; i < length; i++) {
      double at = i * speed;
      int before = (int) at;
      double part = at - before;
      pcm[from + i] = gain * (words[before] * (1 - part) + words[before + 1] * part);
    }
    wordsEndMs = pcm.length / 8;
    return this;
  }

  /** One tone, or two of the same level. */
  FarEnd beeps(int lastingMs, double dbm0, int... pitchesHz) {
    int from = pcm.length;
    pcm = Arrays.copyOf(pcm, from + 8 * lastingMs);
    double amplitude = 32_124 * Math.pow(10, (dbm0 - 3.17) / 20);
    for (int hz : pitchesHz) {
      for (int i = from; i < pcm.length; i++) {
        double edge = Math.min(1, Math.min(i - from, pcm.length - i) / 24.0);
        pcm[i] += edge * amplitude * Math.sin(2 * Math.PI * hz * (i - from) / 8_000);
      }
    }
    beepEndMs = pcm.length / 8;
    return this;
  }

  /** All of it and a rest, in noise, through µ-law. */
  short[] line(double noiseDbm0, long seed) {
    pause(REST_MS);
    Random random = new Random(seed);
    double rms = 32_124 / Math.sqrt(2) * Math.pow(10, (noiseDbm0 - 3.17) / 20);
    short[] line = new short[pcm.length];
    double low = 0;
    for (int i = 0; i < line.length; i++) {
      // Rooms hum more than they hiss.
      low = 0.7 * low + random.nextGaussian();
      double sample = pcm[i] + 0.714 * rms * low;
      line[i] = (short) Math.clamp(Math.round(sample), -32_768, 32_767);
    }
    return G711.decode(G711.encode(line));
  }

  private static short[] trimmed(short[] speech) {
    int from = 0;
    int to = speech.length;
    while (from + 80 < to && G711.level(speech, from, from + 80) < -45) {
      from += 80;
    }
    while (to - 80 > from && G711.level(speech, to - 80, to) < -45) {
      to -= 80;
    }
    return Arrays.copyOfRange(speech, from, to);
  }
}
