package org.talkspurt.rtp.jitter;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.talkspurt.rtp.codec.Pcmu;

class JitterBufferAllocationTest {

  private static final long MS = 1_000_000;

  @Test
  void allocatesNothingPerPacketOrTick() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    JitterBuffer buffer = new JitterBuffer(new Pcmu(), JitterBufferSettings.DEFAULT);
    short[] speech = SimulatedCall.speech(20_000);
    byte[] payload = new byte[speech.length];
    new Pcmu().encode(speech, speech.length, payload);
    Random random = new Random(3);
    short[] frame = new short[160];
    run(buffer, payload, random, 0, 2000, frame);
    long before = threads.getCurrentThreadAllocatedBytes();
    run(buffer, payload, random, 2000, 12_000, frame);
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertThat(buffer.statistics().concealedSamples()).isGreaterThan(10_000);
    assertThat(buffer.statistics().removedSamples()).isGreaterThan(1000);
    // less than a byte per tick: the two measurements themselves
    assertThat(allocated).isLessThan(10_000);
  }

  /** Loses one packet in twenty and brings others late. */
  private static void run(
      JitterBuffer buffer, byte[] payload, Random random, int from, int to, short[] frame) {
    for (int n = from; n < to; n++) {
      if (random.nextInt(20) != 0) {
        int offset = n * 160 % payload.length;
        long lateNs = n / 500 % 2 * random.nextInt(40) * MS;
        buffer.insert(n & 0xFFFF, n * 160L, payload, offset, 160, n * 20 * MS + lateNs);
      }
      buffer.next(n * 20 * MS + 15 * MS, frame);
    }
  }
}
