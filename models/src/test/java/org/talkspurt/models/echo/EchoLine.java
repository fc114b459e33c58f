package org.talkspurt.models.echo;

import java.util.Random;
import org.talkspurt.rtp.audio.AudioLevel;
import org.talkspurt.rtp.codec.Pcmu;

/**
 * A line that returns what it is sent: through µ-law, a delay, two paths (a hybrid's and a room's)
 * of which the second is 5 ms later, 6 dB weaker and dull, and µ-law again, with the caller's voice
 * and a background of noise.
 */
final class EchoLine {

  /** No echo. */
  static final double NONE = Double.NEGATIVE_INFINITY;

  private static final int SECOND_PATH_SAMPLES = 40;
  private static final int MOVE_SAMPLES = 1_600;
  private static final int MOVED_SAMPLES = 40;
  private static final int MOVES = 6;

  private final Pcmu codec = new Pcmu();
  private final byte[] payload = new byte[160];
  private final short[] sent = new short[1 << 13];
  private final double gain;
  private int delaySamples;
  private final boolean moving;
  private final boolean secondPath;
  private final double noise;
  private final Random random;
  private int position;
  private double dull;

  /**
   * @param returnDb level of the echo below what was sent, or {@link #NONE}
   * @param delayMs from the tick that sends to the tick that hears
   * @param moving whether the delay moves by 5 ms every 200 ms, 30 ms up and 30 ms down, as a
   *     jitter buffer makes it
   * @param noiseDbm0 level of the background
   */
  EchoLine(
      double returnDb,
      int delayMs,
      boolean secondPath,
      boolean moving,
      double noiseDbm0,
      Random random) {
    gain = Math.pow(10, returnDb / 20) / (secondPath ? Math.sqrt(1.25) : 1);
    delaySamples = delayMs * 8;
    this.secondPath = secondPath;
    this.moving = moving;
    noise = noiseDbm0 <= AudioLevel.SILENCE_DBM0 ? 0 : AudioLevel.rmsOfDbm0(noiseDbm0);
    this.random = random;
  }

  /** Takes the 20 ms sent last and gives those that come now. */
  void pass(short[] frame, short[] caller, int callerFrom, short[] received) {
    short[] heard = frame.clone();
    companded(heard);
    for (int i = 0; i < heard.length; i++) {
      sent[position + i & sent.length - 1] = heard[i];
    }
    for (int i = 0; i < received.length; i++) {
      double sample = gain == 0 ? 0 : gain * sent[at(i)];
      if (secondPath && gain != 0) {
        dull += 0.4 * (sent[at(i - SECOND_PATH_SAMPLES)] - dull);
        sample += gain * 0.5 * dull;
      }
      int k = callerFrom + i;
      sample += k >= 0 && k < caller.length ? caller[k] : 0;
      sample += noise == 0 ? 0 : noise * random.nextGaussian();
      received[i] = (short) Math.clamp(Math.round(sample), Short.MIN_VALUE, Short.MAX_VALUE);
    }
    companded(received);
    position += frame.length;
    if (moving && position % MOVE_SAMPLES == 0) {
      delaySamples += position / MOVE_SAMPLES / MOVES % 2 == 0 ? MOVED_SAMPLES : -MOVED_SAMPLES;
    }
  }

  private int at(int i) {
    return position + i - delaySamples & sent.length - 1;
  }

  private void companded(short[] samples) {
    codec.encode(samples, samples.length, payload);
    codec.decode(payload, 0, samples.length, samples);
  }
}
