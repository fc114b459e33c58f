package org.talkspurt.dialog.reply;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SpokenTextTest {
  private final SpokenText text = new SpokenText();

  SpokenTextTest() {
    text.add("We open at eight,", 1_000, 1_700);
    text.add("and close at five.", 3_000, 1_800);
  }

  @Test
  void aWordCountsWhenAllOfItWasPlayed() {
    assertThat(text.heard(0)).isEmpty();
    assertThat(text.heard(1_100)).isEmpty();
    assertThat(text.heard(1_199)).isEmpty();
    assertThat(text.heard(1_200)).isEqualTo("We");
    assertThat(text.heard(2_699)).isEqualTo("We open at");
    assertThat(text.heard(2_700)).isEqualTo("We open at eight,");
    assertThat(text.heard(3_100)).isEqualTo("We open at eight,");
    assertThat(text.heard(3_900)).isEqualTo("We open at eight, and close");
    assertThat(text.heard(9_000)).isEqualTo("We open at eight, and close at five.");
  }

  @Test
  void growsByWholeWords() {
    String all = "We open at eight, and close at five.";
    String before = "";
    for (long played = 0; played < 6_000; played++) {
      String heard = text.heard(played);
      assertThat(heard).startsWith(before);
      assertThat(all + " ").startsWith(heard.isEmpty() ? "" : heard + " ");
      before = heard;
    }
    assertThat(before).isEqualTo(all);
  }
}
