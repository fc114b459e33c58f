package org.talkspurt.rtp.jitter;

/**
 * Carries the sound on where packets are missing, in the manner of ITU-T G.711 Appendix I: the last
 * pitch periods are repeated, more of them the longer it lasts, faded to silence from 10 to 60 ms,
 * and cross-faded into the sound that follows.
 */
final class LossConcealer {

  private final PlayoutTrack track;
  private final PitchFinder pitchFinder;
  private final int ms;

  /** Samples made since the last real one. */
  private int made;

  private boolean active;
  private int period;
  private int edge;

  /** Offset from the end of the real sound of the next sample to repeat; negative. */
  private int source;

  /** How far to go back at the end of the past. */
  private int back;

  /** The past as it was at the beginning: what is made is appended to the track itself. */
  private final short[] past;

  /**
   * @param track holds at least 60 ms of history: three of the longest periods and a cross-fade
   */
  LossConcealer(PlayoutTrack track, PitchFinder pitchFinder, int sampleRateHz) {
    this.track = track;
    this.pitchFinder = pitchFinder;
    this.ms = sampleRateHz / 1000;
    this.past = new short[track.historySamples()];
  }

  /** Whether what is made now is silence. */
  boolean silent() {
    return active && made >= 60 * ms;
  }

  /** What follows will not continue the track's sound: {@link #merge} is to join them. */
  void prepare() {
    if (!active) {
      begin();
    }
  }

  /** Appends {@code count} samples that follow the track's last one. */
  void extend(int count) {
    prepare();
    int start = track.ahead();
    track.extend(count);
    for (int i = 0; i < count; i++) {
      track.set(start + i, Math.round(nextSample()));
    }
  }

  /** Cross-fades the {@code count} samples from {@code offset} on with what would have followed. */
  void merge(int offset, int count) {
    if (!active) {
      return;
    }
    // The longer it was made up, the less the real sound fits; after silence only a click is at
    // stake, and a word's first sound.
    int fade = silent() ? 2 * ms : Math.clamp(made / 4, 4 * ms, 10 * ms);
    fade = Math.min(count, fade);
    for (int i = 0; i < fade; i++) {
      float weight = (i + 1f) / (fade + 1);
      float real = track.at(offset + i);
      track.set(offset + i, Math.round(real * weight + nextSample() * (1 - weight)));
    }
    active = false;
  }

  private void begin() {
    active = true;
    made = 0;
    int end = track.ahead();
    for (int i = 0; i < past.length; i++) {
      past[i] = track.at(end - past.length + i);
    }
    period = pitchFinder.period(past);
    source = -period;
    // Nothing that was played can be changed any more: a step to the repetition's beginning is
    // levelled out over its first 2 ms.
    edge = past(-1) - past(-period - 1);
  }

  private int past(int offset) {
    return past[past.length + offset];
  }

  private float nextSample() {
    if (silent()) {
      return 0;
    }
    float value = repeated();
    int levelled = 2 * ms;
    if (made < levelled) {
      value += edge * (1 - (made + 1f) / (levelled + 1));
    }
    float gain = made < 10 * ms ? 1 : 1 - (made - 10 * ms) / (50f * ms);
    made++;
    return Math.clamp(gain * value, Short.MIN_VALUE, Short.MAX_VALUE);
  }

  private float repeated() {
    int fade = period / 4;
    float value = past(source);
    if (source < -fade) {
      back = Math.min(1 + made / (10 * ms), 3) * period;
    } else {
      float weight = (source + fade + 1f) / (fade + 1);
      value = value * (1 - weight) + past(source - back) * weight;
    }
    source++;
    if (source == 0) {
      source = -back;
    }
    return value;
  }
}
