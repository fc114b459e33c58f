package org.talkspurt.rtp.jitter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class PacketStoreTest {

  private final PacketStore store = new PacketStore(10);

  @Test
  void givesPacketsInOrderOfTheirNumbersAndReusesSlots() {
    Random random = new Random(4);
    TreeSet<Long> expected = new TreeSet<>();
    for (int step = 0; step < 5000; step++) {
      long sequence = 70_000 + step / 2 + random.nextInt(12) - 6;
      long low = expected.isEmpty() ? sequence : Math.min(expected.first(), sequence);
      long high = expected.isEmpty() ? sequence : Math.max(expected.last(), sequence);
      if (!expected.contains(sequence)) {
        assertThat(put(sequence)).isEqualTo(high - low < 10);
        if (high - low < 10) {
          expected.add(sequence);
        }
      }
      if (random.nextBoolean() && !expected.isEmpty()) {
        assertThat(store.first().sequence).isEqualTo(expected.pollFirst());
        store.removeFirst();
      }
      assertThat(store.size()).isEqualTo(expected.size());
    }
  }

  @Test
  void copiesPayloads() {
    byte[] datagram = {9, 9, 1, 2, 3, 9};
    store.put(5, 50, 3, 500, datagram, 2, 3);
    Arrays.fill(datagram, (byte) 0);
    PacketStore.Slot slot = store.first();
    assertThat(Arrays.copyOf(slot.payload, slot.length)).containsExactly(1, 2, 3);
    assertThat(List.of(slot.timestamp, slot.durationTicks, slot.arrivalNs))
        .containsExactly(50L, 3L, 500L);
  }

  @Test
  void isEmptyAfterClear() {
    put(1);
    put(3);
    store.clear();
    assertThat(store.first()).isNull();
    assertThat(put(700)).isTrue();
  }

  private boolean put(long sequence) {
    return store.put(sequence, sequence * 160, 160, 0, new byte[160], 0, 160);
  }
}
