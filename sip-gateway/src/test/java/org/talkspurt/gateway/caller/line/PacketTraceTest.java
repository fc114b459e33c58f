package org.talkspurt.gateway.caller.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Packets of 20 ms; the times are in ms. */
class PacketTraceTest {

  private static final int FRAME = 160;

  /** Loud from 100 to 500, 600 to 900 and 1,500 to 2,000 ms, and for one packet at 1,200. */
  private static final PacketTrace TRACE = trace();

  private static PacketTrace trace() {
    List<Heard> packets = new ArrayList<>();
    for (int ms = 0; ms < 3_000; ms += 20) {
      boolean loud =
          (ms >= 100 && ms < 500)
              || (ms >= 600 && ms < 900)
              || ms == 1_200
              || (ms >= 1_500 && ms < 2_000);
      short[] pcm = new short[FRAME];
      Arrays.fill(pcm, (short) (loud ? 4_000 : 0));
      packets.add(new Heard(ns(ms), packets.size(), pcm));
    }
    return new PacketTrace(packets);
  }

  private static long ns(int ms) {
    return ms * 1_000_000L;
  }

  @Test
  void findsWhatOpensThirtyMillisecondsOfSound() {
    assertThat(TRACE.audibleAfter(ns(0))).hasValue(ns(100));
    assertThat(TRACE.audibleAfter(ns(100))).hasValue(ns(120));
    assertThat(TRACE.audibleAfter(ns(1_000))).hasValue(ns(1_500)); // a click is no sound
    assertThat(TRACE.audibleAfter(ns(2_000))).isEmpty();
    assertThat(TRACE.audibleBetween(ns(900), ns(1_500))).isEmpty();
  }

  @Test
  void findsWhenItStopped() {
    assertThat(TRACE.stoppedAfter(ns(300), ns(3_000))).hasValue(ns(880));
    assertThat(TRACE.stoppedAfter(ns(300), ns(1_000))).isEmpty(); // too soon to say
    assertThat(TRACE.stoppedAfter(ns(910), ns(3_000))).hasValue(ns(910));
    assertThat(TRACE.lastAudible(ns(1_500))).hasValue(ns(1_200));
    assertThat(TRACE.lastAudible(ns(100))).isEmpty();
  }

  @Test
  void partsSentencesAtPauses() {
    List<short[]> sentences = TRACE.sentences(ns(0), ns(3_000));
    // 100 to 900 ms, the click, and 1,500 to 2,000 ms, with 100 ms on both sides.
    assertThat(sentences).hasSize(3);
    assertThat(sentences.getFirst()).hasSize(50 * FRAME);
    assertThat(sentences.getLast()).hasSize(35 * FRAME);
    assertThat(TRACE.sentences(ns(2_000), ns(3_000))).isEmpty();
  }

  @Test
  void recordsWhatCameBetween() {
    assertThat(TRACE.recording(ns(0), ns(100))).hasSize(6 * FRAME).endsWith((short) 4_000);
    assertThat(TRACE.recording(ns(4_000), ns(5_000))).isEmpty();
  }
}
