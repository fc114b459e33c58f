package org.talkspurt.models.asr;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DecodingWindowsTest {

  private static short[] loud(int samples) {
    short[] sound = new short[samples];
    for (int i = 0; i < samples; i++) {
      sound[i] = (short) (i % 2 == 0 ? 5_000 : -5_000);
    }
    return sound;
  }

  @Test
  void leavesTwelveSecondsWhole() {
    assertThat(DecodingWindows.end(loud(192_000), 0)).isEqualTo(192_000);
    assertThat(DecodingWindows.end(loud(200_000), 8_000)).isEqualTo(200_000);
  }

  @Test
  void cutsInMiddleOfPause() {
    short[] sound = loud(240_000);
    Arrays.fill(sound, 150_000, 154_000, (short) 3);

    assertThat(DecodingWindows.end(sound, 0)).isBetween(151_000, 153_000);
  }

  @Test
  void prefersPauseToGapWithinWord() {
    short[] sound = loud(240_000);
    Arrays.fill(sound, 130_000, 134_000, (short) 3);
    Arrays.fill(sound, 180_000, 180_800, (short) 0);

    assertThat(DecodingWindows.end(sound, 0)).isBetween(131_000, 133_000);
  }

  @Test
  void cutsNoWindowLongerThanTwelveSecondsWhereNobodyPauses() {
    short[] sound = loud(1_000_000);
    for (int start = 0; start < sound.length; ) {
      int end = DecodingWindows.end(sound, start);
      assertThat(end - start).isBetween(16_000, 192_000);
      start = end;
    }
  }

  @Test
  void leavesLastWindowSecondOrMore() {
    short[] sound = loud(192_001);

    assertThat(DecodingWindows.end(sound, 0)).isLessThanOrEqualTo(192_001 - 16_000);
  }
}
