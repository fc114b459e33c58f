package org.talkspurt.rtp.jitter;

/**
 * Carries the sound on where packets are missing. The excitation of the last pitch periods is
 * repeated, more of them the longer it lasts, mixed with noise where the voice had none, and sent
 * through the filter of the last 20 ms: what comes out follows the played sound without an edge. It
 * fades from 10 to 60 ms, as in ITU-T G.711 Appendix I, and is cross-faded into the sound that
 * follows.
 */
final class LossConcealer {

  private final PlayoutTrack track;
  private final PitchFinder pitchFinder;
  private final LinearPrediction prediction;
  private final WhiteNoise noise = new WhiteNoise();
  private final int ms;

  /** Samples made since the last real one. */
  private int made;

  private boolean active;
  private int period;
  private float voiced;
  private float unvoiced;

  /** Offset from the end of the excitation of the next sample to repeat; negative. */
  private int source;

  private final float[] past;
  private final float[] excitation;

  /**
   * @param track holds at least 60 ms of history: three of the longest periods and the filter's
   *     memory
   */
  LossConcealer(PlayoutTrack track, PitchFinder pitchFinder, int sampleRateHz) {
    this.track = track;
    this.pitchFinder = pitchFinder;
    this.ms = sampleRateHz / 1000;
    this.prediction = new LinearPrediction(ms + 2, 20 * ms);
    this.past = new float[track.historySamples()];
    this.excitation = new float[past.length];
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
    pitchFinder.find(past);
    period = pitchFinder.period();
    source = -period;
    prediction.learn(past);
    float energy = 0;
    for (int i = prediction.order(); i < past.length; i++) {
      excitation[i] = prediction.residual(past, i);
    }
    for (int i = past.length - period; i < past.length; i++) {
      energy += excitation[i] * excitation[i];
    }
    float likeness = Math.min(1, 0.5f + pitchFinder.likeness());
    voiced = (float) Math.sqrt(likeness);
    unvoiced = (float) Math.sqrt((1 - likeness) * energy / period);
  }

  private float nextSample() {
    if (silent()) {
      return 0;
    }
    float value = prediction.synthesise(voiced * repeated() + unvoiced * noise.next());
    float gain = Math.min(1, 1 - (made - 10 * ms) / (50f * ms));
    made++;
    return Math.clamp(gain * value, Short.MIN_VALUE, Short.MAX_VALUE);
  }

  private float repeated() {
    float value = excitation[excitation.length + source];
    source++;
    if (source == 0) {
      source = -Math.min(1 + made / (10 * ms), 3) * period;
    }
    return value;
  }
}
