package org.talkspurt.rtp.jitter;

import java.util.Arrays;
import org.talkspurt.rtp.packet.ComfortNoise;

/**
 * Makes the noise that a {@link ComfortNoise} describes and adds it to frames, swelling and fading
 * over {@value #RAMP_MS} ms so that it begins and ends without an edge.
 */
public final class NoiseMaker {

  private static final int RAMP_MS = 20;

  private final WhiteNoise source = new WhiteNoise();
  private final float step;

  private final float[] reflections = new float[ComfortNoise.MAX_ORDER];

  /** Backward prediction errors of the lattice. */
  private final float[] backward = new float[ComfortNoise.MAX_ORDER + 1];

  private int order;

  /** Standard deviation of the excitation that gives the noise its level. */
  private float excitation;

  /** Follows {@link #excitation} so that a new level is not heard as a step. */
  private float present;

  private float gain;

  public NoiseMaker(int sampleRateHz) {
    step = 1000f / (RAMP_MS * sampleRateHz);
  }

  /** From now on the noise is this. */
  public void become(ComfortNoise description) {
    int formerOrder = order;
    order = description.order();
    float power = 1;
    for (int i = 0; i < order; i++) {
      float reflection = description.reflection(i);
      reflections[i] = reflection;
      power *= 1 - reflection * reflection; // what the filter amplifies by
    }
    if (order != formerOrder) {
      Arrays.fill(backward, 0);
    }
    double rms = 32_768 * Math.pow(10, -description.level() / 20.0);
    excitation = (float) (rms * Math.sqrt(power));
    if (gain == 0) {
      present = excitation;
    }
  }

  /**
   * Adds noise to a frame, or what is left of it after it was ended.
   *
   * @param sounds whether the noise is wanted at the frame's end
   */
  public void addTo(short[] pcm, boolean sounds) {
    if (!sounds && gain == 0) {
      return;
    }
    for (int i = 0; i < pcm.length; i++) {
      gain = Math.clamp(gain + (sounds ? step : -step), 0, 1);
      present += (excitation - present) * step;
      int sum = pcm[i] + Math.round(gain * filter(present * source.next()));
      pcm[i] = (short) Math.clamp(sum, Short.MIN_VALUE, Short.MAX_VALUE);
    }
  }

  /** The all-pole lattice filter. */
  private float filter(float input) {
    float forward = input;
    for (int i = order - 1; i >= 0; i--) {
      forward -= reflections[i] * backward[i];
      backward[i + 1] = backward[i] + reflections[i] * forward;
    }
    backward[0] = forward;
    return forward;
  }
}
