package org.talkspurt.gateway.caller.line;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.talkspurt.rtp.audio.AudioLevel;

/**
 * What a caller lets be heard: 8 kHz, with the places of its speech in samples from the start.
 *
 * @param pcm not to be written to
 * @param speechStart the first sample of speech
 * @param speechEnd behind the last one
 * @param pauses within the speech, in order
 */
public record Sound(String name, short[] pcm, int speechStart, int speechEnd, List<Gap> pauses) {

  public static final int RATE_HZ = 8_000;

  /** Above this level sound counts as heard, dBm0. */
  static final double AUDIBLE_DBM0 = -50;

  private static final int SLICE = RATE_HZ / 200;

  /** A pause within speech. */
  public record Gap(int from, int to) {}

  public Sound {
    pauses = List.copyOf(pauses);
    if (speechStart < 0 || speechStart >= speechEnd || speechEnd > pcm.length) {
      throw new IllegalArgumentException(
          "speech from %d to %d of %d samples".formatted(speechStart, speechEnd, pcm.length));
    }
  }

  /**
   * With the speech where the first and last 5 ms above −50 dBm0 are.
   *
   * @throws IllegalArgumentException if all of it is quieter
   */
  public static Sound of(String name, short[] pcm) {
    int first = -1;
    int last = -1;
    for (int at = 0; at < pcm.length; at += SLICE) {
      int length = Math.min(SLICE, pcm.length - at);
      if (AudioLevel.dbm0(pcm, at, length) > AUDIBLE_DBM0) {
        first = first < 0 ? at : first;
        last = at + length;
      }
    }
    if (first < 0) {
      throw new IllegalArgumentException("nothing above " + AUDIBLE_DBM0 + " dBm0");
    }
    return new Sound(name, pcm, first, last, List.of());
  }

  /** The same with silence put in before a sample of the speech. */
  public Sound pausedAt(int sample, int pauseMs) {
    if (sample <= speechStart || sample >= speechEnd || !pauses.isEmpty()) {
      throw new IllegalArgumentException("no place for a pause: " + sample + " of " + name);
    }
    int pause = samples(pauseMs);
    short[] longer = new short[pcm.length + pause];
    System.arraycopy(pcm, 0, longer, 0, sample);
    System.arraycopy(pcm, sample, longer, sample + pause, pcm.length - sample);
    return new Sound(
        name, longer, speechStart, speechEnd + pause, List.of(new Gap(sample, sample + pause)));
  }

  /** One after the other, the speech of each so long after that of the one before. */
  public static Sound joined(String name, List<Sound> parts, int pauseMs) {
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("nothing to say: " + name);
    }
    Sound first = parts.getFirst();
    short[] pcm = first.pcm;
    int end = first.speechEnd;
    List<Gap> gaps = new ArrayList<>();
    for (Sound next : parts.subList(1, parts.size())) {
      int resumed = end + samples(pauseMs);
      gaps.add(new Gap(end, resumed));
      short[] longer =
          Arrays.copyOf(Arrays.copyOf(pcm, end), resumed + next.pcm.length - next.speechStart);
      System.arraycopy(
          next.pcm, next.speechStart, longer, resumed, next.pcm.length - next.speechStart);
      pcm = longer;
      end = resumed + next.speechEnd - next.speechStart;
    }
    return new Sound(name, pcm, first.speechStart, end, gaps);
  }

  /** Samples one after the other. */
  public static short[] concat(List<short[]> parts) {
    short[] whole = new short[parts.stream().mapToInt(part -> part.length).sum()];
    int at = 0;
    for (short[] part : parts) {
      System.arraycopy(part, 0, whole, at, part.length);
      at += part.length;
    }
    return whole;
  }

  /** Samples of a time. */
  public static int samples(int ms) {
    return ms * (RATE_HZ / 1_000);
  }
}
