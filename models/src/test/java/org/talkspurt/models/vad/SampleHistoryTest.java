package org.talkspurt.models.vad;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class SampleHistoryTest {

  private static final int WINDOW = 512;

  private final SampleHistory history = new SampleHistory();

  @Test
  void givesBackWhatWasAppended() {
    fill(100 * WINDOW);

    assertThat(history.copy(1_000, 20_000)).isEqualTo(expected(1_000, 20_000));
  }

  @Test
  void aRangeIsCutToWhatIsHeld() {
    long end = SampleHistory.CAPACITY_SAMPLES + 700L * WINDOW;
    fill(end);

    assertThat(history.copy(0, Long.MAX_VALUE)).isEqualTo(expected(700 * WINDOW, end));
    assertThat(history.copy(end, end + 100)).isEmpty();
    assertThat(history.copy(0, 100)).isEmpty();
    assertThat(history.copy(end - 10, end - 20)).isEmpty();
  }

  @Test
  void aGapIsSilence() {
    fill(10 * WINDOW);
    history.append(window(50_000), 50_000 + WINDOW);

    assertThat(history.copy(10 * WINDOW - 1, 10 * WINDOW)).isEqualTo(expected(5_119, 5_120));
    assertThat(history.copy(10 * WINDOW, 50_000)).containsOnly(0).hasSize(50_000 - 10 * WINDOW);
    assertThat(history.copy(50_000, 60_000)).isEqualTo(expected(50_000, 50_512));
  }

  @Test
  void aGapLongerThanTheHistoryLeavesNothingOld() {
    fill(10 * WINDOW);
    long later = 5L * SampleHistory.CAPACITY_SAMPLES + 77;
    history.append(window(later), later + WINDOW);

    short[] all = history.copy(0, Long.MAX_VALUE);
    assertThat(all).hasSize(SampleHistory.CAPACITY_SAMPLES);
    assertThat(all[0]).isZero();
    assertThat(history.copy(later, later + WINDOW)).isEqualTo(expected(later, later + WINDOW));
  }

  @Test
  void aReaderNeverSeesWhatIsBeingOverwritten() {
    fill(SampleHistory.CAPACITY_SAMPLES);
    var done = new AtomicBoolean();
    var reader =
        CompletableFuture.supplyAsync(
            () -> {
              int copies = 0;
              while (!done.get() || copies < 10) {
                short[] copy = history.copy(0, Long.MAX_VALUE);
                for (int i = 1; i < copy.length; i++) {
                  if (copy[i] != (short) (copy[i - 1] + 1)) {
                    throw new IllegalStateException("torn at " + i + " of " + copy.length);
                  }
                }
                copies++;
              }
              return copies;
            });
    long end = SampleHistory.CAPACITY_SAMPLES;
    for (int i = 0; i < 20_000; i++) {
      end += WINDOW;
      history.append(window(end - WINDOW), end);
    }
    done.set(true);

    assertThat(reader.join()).isGreaterThanOrEqualTo(10);
  }

  private void fill(long end) {
    for (long p = 0; p < end; p += WINDOW) {
      history.append(window(p), p + WINDOW);
    }
  }

  private static short[] window(long position) {
    return expected(position, position + WINDOW);
  }

  /** Each sample is its position's low bits. */
  private static short[] expected(long from, long to) {
    short[] samples = new short[(int) (to - from)];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) (from + i);
    }
    return samples;
  }
}
