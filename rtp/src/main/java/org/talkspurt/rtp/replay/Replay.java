package org.talkspurt.rtp.replay;

import java.util.Comparator;
import java.util.List;
import org.talkspurt.rtp.codec.Pcmu;
import org.talkspurt.rtp.jitter.JitterBuffer;
import org.talkspurt.rtp.jitter.JitterBufferSettings;

/** Plays µ-law sound, cut into packets of 20 ms that arrive as a trace says. */
public final class Replay {

  /** Takes what is played. */
  @FunctionalInterface
  public interface FrameSink {

    /**
     * @param frame 160 samples at 8 kHz, reused afterwards
     */
    void play(short[] frame);
  }

  private static final int PACKET_SAMPLES = 160;
  private static final long FRAME_NS = 20_000_000;

  /** Played on after the last arrival, so that what waits is heard. */
  private static final long TAIL_NS = 300_000_000;

  private final byte[] sound;
  private final List<ArrivalTrace.Packet> arrivals;
  private final JitterBuffer buffer;
  private final SendToPlayDelay delay = new SendToPlayDelay();

  private Replay(byte[] sound, ArrivalTrace trace, JitterBufferSettings settings) {
    this.sound = sound;
    this.arrivals =
        trace.packets().stream()
            .filter(packet -> !packet.lost())
            .sorted(Comparator.comparingLong(ArrivalTrace.Packet::arrivalNs))
            .toList();
    this.buffer = new JitterBuffer(new Pcmu(), settings);
  }

  /**
   * Plays from t = 0, with a tick every 20 ms, until 300 ms after the last arrival.
   *
   * @param sound raw µ-law of 8 kHz; packets behind its end do not come
   */
  public static ReplayResult run(
      byte[] sound, ArrivalTrace trace, JitterBufferSettings settings, FrameSink sink) {
    return new Replay(sound, trace, settings).run(sink);
  }

  private ReplayResult run(FrameSink sink) {
    short[] frame = new short[buffer.frameSamples()];
    long endNs = arrivals.isEmpty() ? 0 : arrivals.getLast().arrivalNs() + TAIL_NS;
    int arrived = 0;
    for (long nowNs = 0; nowNs < endNs; nowNs += FRAME_NS) {
      while (arrived < arrivals.size() && arrivals.get(arrived).arrivalNs() <= nowNs) {
        insert(arrivals.get(arrived++));
      }
      buffer.next(nowNs, frame);
      if (buffer.hasPlayed()) {
        // as its last sample is heard, the next one is due
        delay.add(nowNs + FRAME_NS - buffer.playoutTimestamp() * FRAME_NS / PACKET_SAMPLES);
      }
      sink.play(frame);
    }
    return ReplayResult.of(arrivals.size(), buffer.statistics(), delay);
  }

  private void insert(ArrivalTrace.Packet packet) {
    int start = packet.sequenceNumber() * PACKET_SAMPLES;
    if (start + PACKET_SAMPLES <= sound.length) {
      buffer.insert(
          packet.sequenceNumber() & 0xFFFF,
          start & 0xFFFF_FFFFL,
          sound,
          start,
          PACKET_SAMPLES,
          packet.arrivalNs());
    }
  }
}
