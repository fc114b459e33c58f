package org.talkspurt.dialog.reply;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpeakableTextTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "**Yes.** We do.|Yes. We do.",
        "Sure 😀! It's 20° today ☀️.|Sure ! It's 20° today .",
        "See [our page](https://example.org/a_b) now.|See our page now.",
        "`code` and [1].|code and 1.",
        "# Prices: room #4|Prices: room #4",
      })
  void leavesOutWhatNobodySpeaksHoweverTheTextIsCut(String written, String spoken) {
    assertThat(new SpeakableText().next(written).strip()).isEqualTo(spoken);
    SpeakableText cut = new SpeakableText();
    StringBuilder all = new StringBuilder();
    written.chars().forEach(c -> all.append(cut.next(String.valueOf((char) c))));
    assertThat(all.toString().strip()).isEqualTo(spoken);
  }
}
