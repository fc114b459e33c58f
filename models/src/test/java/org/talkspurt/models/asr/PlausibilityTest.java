package org.talkspurt.models.asr;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.talkspurt.models.asr.MoonshineDecoder.Tokens;

class PlausibilityTest {

  private static int[] loop(int[] head, int[] phrase, int length) {
    return IntStream.range(0, length)
        .map(i -> i < head.length ? head[i] : phrase[(i - head.length) % phrase.length])
        .toArray();
  }

  @Test
  void takesTheModelsWordForNoSpeechAsNothing() {
    assertThat(Plausibility.check("You")).isEmpty();
    assertThat(Plausibility.check("You.")).isEqualTo("You.");
    assertThat(Plausibility.check("You do.")).isEqualTo("You do.");
  }

  @Test
  void takesNotesAndInvisibleCharactersAsNothing() {
    assertThat(Plausibility.check("♪ ♪ ♪")).isEmpty();
    assertThat(Plausibility.check("\u200b\u200b")).isEmpty();
    assertThat(Plausibility.check("...")).isEmpty();
    assertThat(Plausibility.check("5")).isEqualTo("5");
  }

  @Test
  void forgetsSentenceThatIsMostlyLoop() {
    var tokens = new Tokens(loop(new int[] {7, 8, 9}, new int[] {1, 2, 3, 4}, 28), false);

    assertThat(Plausibility.withoutLoop(tokens).ids()).isEmpty();
  }

  @Test
  void keepsWhatWasSaidBeforeLoop() {
    int[] said = IntStream.range(100, 120).toArray();
    var tokens = new Tokens(loop(said, new int[] {1, 2}, 30), false);

    assertThat(Plausibility.withoutLoop(tokens).ids()).isEqualTo(loop(said, new int[] {1, 2}, 22));
  }

  @Test
  void letsCallerRepeatDigits() {
    int[] fiveTimesSeven = loop(new int[0], new int[] {55, 44}, 14);

    assertThat(Plausibility.withoutLoop(new Tokens(fiveTimesSeven, true)).ids())
        .isEqualTo(fiveTimesSeven);
  }

  @Test
  void letsFastSpeakerReachLimit() {
    int[] said = {1, 2, 3, 4, 4, 4};

    assertThat(Plausibility.withoutLoop(new Tokens(said, false)).ids()).isEqualTo(said);
  }
}
