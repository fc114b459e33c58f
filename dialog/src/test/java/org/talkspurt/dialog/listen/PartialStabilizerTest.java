package org.talkspurt.dialog.listen;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PartialStabilizerTest {
  private final PartialStabilizer partials = new PartialStabilizer();

  @Test
  void oneTranscriptAloneProvesNothing() {
    assertThat(partials.onPartial("I would like")).isEmpty();
  }

  @Test
  void twoThatAgreeDo() {
    partials.onPartial("I would lie");

    assertThat(partials.onPartial("I would like to")).isEqualTo("i would");
    assertThat(partials.onPartial("I would like to book")).isEqualTo("i would like to");
  }

  @Test
  void caseAndPunctuationDoNotMatter() {
    partials.onPartial("Okay.");

    assertThat(partials.onPartial("okay, but")).isEqualTo("okay");
  }

  @Test
  void guessesThatContradictEachOtherAreDropped() {
    partials.onPartial("We can't.");

    assertThat(partials.onPartial("Okay")).isEmpty();
  }

  @Test
  void whatWasStableStays() {
    partials.onPartial("No wait");
    partials.onPartial("No wait I");

    assertThat(partials.onPartial("Know weight")).isEqualTo("no wait");
    assertThat(partials.onPartial("")).isEqualTo("no wait");
  }
}
