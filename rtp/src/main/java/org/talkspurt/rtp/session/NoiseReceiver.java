package org.talkspurt.rtp.session;

import static org.talkspurt.rtp.packet.SequenceNumbers.timestampDistance;

import org.talkspurt.rtp.jitter.JitterBuffer;
import org.talkspurt.rtp.jitter.NoiseMaker;
import org.talkspurt.rtp.jitter.Playout;
import org.talkspurt.rtp.packet.ComfortNoise;

/**
 * Fills the gaps of a peer that sends comfort noise instead of silence (RFC 3389): from where the
 * sound ends after such a packet has come until sound of a later time is played.
 */
final class NoiseReceiver {

  private final NoiseMaker maker;
  private boolean described;
  private long timestamp;

  NoiseReceiver(int sampleRateHz) {
    maker = new NoiseMaker(sampleRateHz);
  }

  /** A description has come; an older one than the last counts no more. */
  void take(ComfortNoise noise, long packetTimestamp) {
    if (described && timestampDistance(packetTimestamp, timestamp) < 0) {
      return;
    }
    described = true;
    timestamp = packetTimestamp;
    maker.become(noise);
  }

  /** Another stream begins. */
  void forget() {
    described = false;
  }

  /** A frame was played by the jitter buffer. */
  void onFrame(short[] pcm, Playout playout, JitterBuffer buffer) {
    boolean gap = playout != Playout.NORMAL;
    if (!gap && described && timestampDistance(buffer.playoutTimestamp(), timestamp) > 0) {
      described = false;
    }
    maker.addTo(pcm, gap && described);
  }
}
