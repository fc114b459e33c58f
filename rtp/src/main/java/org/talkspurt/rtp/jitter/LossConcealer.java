package org.talkspurt.rtp.jitter;

/**
 * Carries the sound on where packets are missing. The excitation of the last pitch period is
 * repeated, mixed with noise where the voice had none, and sent through the filter of the last 20
 * ms: what comes out follows the played sound without an edge. It fades evenly until 120 ms (ITU-T
 * G.711 Appendix I: 60 ms, which PLCMOS likes less) and is joined to the sound that follows where
 * the two are most alike.
 */
final class LossConcealer {

  private static final int SILENT_AFTER_MS = 120;

  private final PlayoutTrack track;
  private final PitchFinder pitchFinder;
  private final LinearPrediction prediction;
  private final WhiteNoise noise = new WhiteNoise();
  private final JoinFinder joinFinder;
  private final int ms;
  private final int silentAfter;

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

  /** What would be played next if the packet had not come. */
  private final float[] continuation;

  /**
   * @param track its history holds the longest period, and the 20 ms of the filter, with the
   *     filter's memory
   */
  LossConcealer(PlayoutTrack track, PitchFinder pitchFinder, int sampleRateHz) {
    this.track = track;
    this.pitchFinder = pitchFinder;
    this.ms = sampleRateHz / 1000;
    this.silentAfter = SILENT_AFTER_MS * ms;
    this.prediction = new LinearPrediction(ms + 8, 20 * ms);
    this.joinFinder = new JoinFinder(10 * ms);
    this.past = new float[track.historySamples()];
    this.excitation = new float[past.length];
    this.continuation = new float[25 * ms];
  }

  /** Whether samples are being made up. */
  boolean active() {
    return active;
  }

  /** Whether what is made now is silence. */
  boolean silent() {
    return active && made >= silentAfter;
  }

  /** What follows will not continue the track's sound: {@link #join} is to lead over. */
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

  /**
   * Appends real sound and leads over to it. To meet it in phase, a few more samples may be made up
   * before it, or its first ones left out.
   *
   * @param least samples to make up before it at least, 0 or less: negative ones are left out
   * @param most samples to make up before it at most
   * @return how many were
   */
  int join(short[] pcm, int from, int count, int least, int most) {
    boolean silent = silent();
    // The longer it was made up, the less the real sound fits; after silence only a click is at
    // stake, and a word's first sound.
    int fade = Math.min(count, silent ? 3 * ms : Math.clamp(made / 4, 4 * ms, 10 * ms));
    for (int i = 0; i < continuation.length; i++) {
      continuation[i] = nextSample();
    }
    int shift = 0;
    if (!silent && made > 0) {
      int latest = Math.min(Math.min(most, period), continuation.length - fade);
      shift = joinFinder.shift(continuation, pcm, from, count, least, latest);
    }
    int start = track.ahead();
    int skipped = Math.max(0, -shift);
    int before = Math.max(0, shift);
    track.extend(before);
    for (int i = 0; i < before; i++) {
      track.set(start + i, Math.round(continuation[i]));
    }
    track.append(pcm, from + skipped, count - skipped);
    for (int i = 0; i < Math.min(fade, count - skipped); i++) {
      float weight = (i + 1f) / (fade + 1);
      float real = pcm[from + skipped + i];
      float value = real * weight + continuation[before + i] * (1 - weight);
      track.set(start + before + i, Math.round(value));
    }
    active = false;
    return shift;
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
    // By ear, too little noise disturbs less than too much.
    float likeness = Math.min(1, 0.5f + pitchFinder.likeness());
    voiced = (float) Math.sqrt(likeness);
    unvoiced = (float) Math.sqrt((1 - likeness) * energy / period);
  }

  private float nextSample() {
    if (made >= silentAfter) {
      return 0;
    }
    float value = prediction.synthesise(voiced * repeated() + unvoiced * noise.next());
    float gain = 1 - made / (float) silentAfter;
    made++;
    return Math.clamp(gain * value, Short.MIN_VALUE, Short.MAX_VALUE);
  }

  private float repeated() {
    float value = excitation[excitation.length + source];
    source++;
    if (source == 0) {
      source = -period;
    }
    return value;
  }
}
