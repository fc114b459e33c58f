package org.talkspurt.rtp.jitter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;
import org.talkspurt.rtp.codec.AudioCodec;
import org.talkspurt.rtp.codec.Opus;
import org.talkspurt.rtp.codec.OpusSettings;
import org.talkspurt.rtp.codec.TestSound;

/** Packets that were lost, from the copies that the next ones carry. */
class OpusCopiesTest {

  private static final int FRAME = 320;
  private static final int UNITS = 960;
  private static final long FRAME_NS = 20_000_000;
  private static final OpusSettings WITH_COPIES =
      new OpusSettings(24_000, 16_000, true, false, false);
  private static final IntPredicate EVERY_FIFTH = n -> n % 5 == 3;

  private final List<byte[]> packets = new ArrayList<>();
  private ReceptionStatistics statistics;

  OpusCopiesTest() {
    short[] said = TestSound.voice(16_000, 4_000);
    byte[] payload = new byte[1500];
    try (Opus encoder = new Opus(WITH_COPIES)) {
      for (int from = 0; from < said.length; from += FRAME) {
        short[] frame = Arrays.copyOfRange(said, from, from + FRAME);
        packets.add(Arrays.copyOf(payload, encoder.encode(frame, FRAME, payload)));
      }
    }
  }

  /** What is heard with two packets' worth of delay. */
  private short[] heard(AudioCodec codec, IntPredicate lost) {
    return heard(codec, lost, new JitterBufferSettings(45, 100, 45, 100));
  }

  private short[] heard(AudioCodec codec, IntPredicate lost, JitterBufferSettings settings) {
    JitterBuffer buffer = new JitterBuffer(codec, settings);
    short[] heard = new short[(packets.size() + 10) * FRAME];
    short[] frame = new short[FRAME];
    for (int n = 0; n < packets.size() + 10; n++) {
      if (n < packets.size() && !lost.test(n)) {
        byte[] packet = packets.get(n);
        buffer.insert(n, (long) n * UNITS, packet, 0, packet.length, n * FRAME_NS);
      }
      buffer.next(n * FRAME_NS + 1, frame);
      System.arraycopy(frame, 0, heard, n * FRAME, FRAME);
    }
    statistics = buffer.statistics();
    codec.close();
    return heard;
  }

  private static double difference(short[] one, short[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += Math.pow(one[i] - other[i], 2);
    }
    return sum;
  }

  /** Opus that has no use for copies. */
  private record WithoutCopies(Opus opus) implements AudioCodec {
    @Override
    public String encodingName() {
      return opus.encodingName();
    }

    @Override
    public int clockRateHz() {
      return opus.clockRateHz();
    }

    @Override
    public int sampleRateHz() {
      return opus.sampleRateHz();
    }

    @Override
    public int samples(byte[] payload, int offset, int length) {
      return opus.samples(payload, offset, length);
    }

    @Override
    public int decode(byte[] payload, int offset, int length, short[] pcm) {
      return opus.decode(payload, offset, length, pcm);
    }

    @Override
    public int encode(short[] pcm, int samples, byte[] payload) {
      return opus.encode(pcm, samples, payload);
    }

    @Override
    public void close() {
      opus.close();
    }
  }

  @Test
  void aCopySoundsMoreLikeWhatWasSaidThanConcealment() {
    short[] whole = heard(new Opus(OpusSettings.DEFAULT), _ -> false);
    assertThat(statistics.recoveredSamples()).isZero();
    short[] concealed = heard(new WithoutCopies(new Opus(OpusSettings.DEFAULT)), EVERY_FIFTH);
    assertThat(statistics.concealedSamples()).isEqualTo(40 * FRAME);
    short[] recovered = heard(new Opus(OpusSettings.DEFAULT), EVERY_FIFTH);
    assertThat(statistics.recoveredSamples()).isGreaterThan(20 * FRAME);
    assertThat(statistics.recoveredSamples() + statistics.concealedSamples()).isEqualTo(40 * FRAME);
    assertThat(statistics.lost()).isEqualTo(40);
    assertThat(difference(whole, recovered)).isLessThan(difference(whole, concealed) / 4);
    System.out.printf(
        "of 40 lost packets %d from copies; difference to the whole: %.3f of that of concealment%n",
        statistics.recoveredSamples() / FRAME,
        difference(whole, recovered) / difference(whole, concealed));
  }

  /** The first is alone, the second lengthens the delay; it is the third that is there in time. */
  @Test
  void packetsWaitForCopiesWhileSomeGetLost() {
    heard(new Opus(OpusSettings.DEFAULT), EVERY_FIFTH, JitterBufferSettings.DEFAULT);
    System.out.printf(
        "of 40 lost packets %d from copies at the default delay%n",
        statistics.recoveredSamples() / FRAME);
    assertThat(statistics.recoveredSamples()).isGreaterThanOrEqualTo(36 * FRAME);
  }

  @Test
  void ofTwoLostInARowTheSecondIsRecovered() {
    short[] whole = heard(new Opus(OpusSettings.DEFAULT), _ -> false);
    short[] heard = heard(new Opus(OpusSettings.DEFAULT), n -> n == 50 || n == 51);
    assertThat(statistics.recoveredSamples()).isEqualTo(FRAME);
    assertThat(statistics.concealedSamples()).isEqualTo(FRAME);
    assertThat(heard).isNotEqualTo(whole);
  }
}
