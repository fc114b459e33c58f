package org.talkspurt.rtp.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class SampleRingTest {

  @Test
  void givesBackInOrderAcrossTheEndOfTheArray() {
    SampleRing ring = new SampleRing(10);
    short[] out = new short[10];
    short next = 0;
    short expected = 0;
    for (int round = 0; round < 50; round++) {
      short[] in = new short[7];
      for (int i = 0; i < in.length; i++) {
        in[i] = next++;
      }
      assertThat(ring.write(in, 0, 7)).isTrue();
      assertThat(ring.available()).isEqualTo(7);
      assertThat(ring.read(out, 1, 9)).isEqualTo(7);
      for (int i = 1; i <= 7; i++) {
        assertThat(out[i]).isEqualTo(expected++);
      }
    }
    assertThat(ring.written()).isEqualTo(350);
  }

  @Test
  void takesAllOrNothing() {
    SampleRing ring = new SampleRing(10);
    short[] in = {1, 2, 3, 4, 5, 6, 7};
    assertThat(ring.write(in, 0, 7)).isTrue();
    assertThat(ring.write(in, 0, 4)).isFalse();
    assertThat(ring.available()).isEqualTo(7);
    assertThat(ring.write(in, 4, 3)).isTrue();
    short[] out = new short[12];
    assertThat(ring.read(out, 0, 12)).isEqualTo(10);
    assertThat(out).containsExactly(1, 2, 3, 4, 5, 6, 7, 5, 6, 7, 0, 0);
    assertThat(ring.read(out, 0, 12)).isZero();
  }

  @Test
  void refusesWhatCanNeverFit() {
    assertThat(new SampleRing(10).write(new short[11], 0, 11)).isFalse();
    assertThatIllegalArgumentException().isThrownBy(() -> new SampleRing(0));
  }

  @Test
  void holdsTwoSecondsAt16KhzByDefault() {
    SampleRing ring = new SampleRing();
    assertThat(ring.write(new short[32_000], 0, 32_000)).isTrue();
    assertThat(ring.write(new short[1], 0, 1)).isFalse();
  }

  @Test
  void carriesEverySampleInOrderFromThreadToThread() {
    SampleRing ring = new SampleRing(1000);
    int frames = 20_000;
    CompletableFuture<Void> writer =
        CompletableFuture.runAsync(
            () -> {
              short[] frame = new short[160];
              for (int n = 0; n < frames; n++) {
                for (int i = 0; i < 160; i++) {
                  frame[i] = (short) (n * 160 + i);
                }
                while (!ring.write(frame, 0, 160)) {
                  Thread.onSpinWait();
                  Thread.yield();
                }
              }
            });
    short[] out = new short[333];
    int taken = 0;
    int outOfOrder = 0;
    while (taken < frames * 160) {
      int count = ring.read(out, 0, out.length);
      for (int i = 0; i < count; i++) {
        if (out[i] != (short) (taken + i)) {
          outOfOrder++;
        }
      }
      taken += count;
      int available = ring.available();
      if (available < 0 || available > 1000) {
        outOfOrder++;
      }
      if (count == 0) {
        Thread.yield();
      }
    }
    writer.join();
    assertThat(outOfOrder).isZero();
    assertThat(ring.written()).isEqualTo(frames * 160L);
    assertThat(ring.available()).isZero();
  }
}
