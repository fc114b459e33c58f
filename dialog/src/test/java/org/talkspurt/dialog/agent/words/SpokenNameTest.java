package org.talkspurt.dialog.agent.words;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpokenNameTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          John Smith                             | John Smith
          john smith.                            | John Smith
          It's John Smith.                       | John Smith
          My name is Mary Ann Jones              | Mary Ann Jones
          This is Anna                           | Anna
          uh, yes, it's Peter McDonald           | Peter McDonald
          O'Brien, Kate O'Brien                  | O'Brien Kate O'Brien
          Put it under Garcia please             | Garcia
          John Smith, S M Y T H                  | John Smyth
          S-M-I-T-H                              | Smith
          S. M. I. T. H.                         | Smith
          It's Bob, B as in boy, O, B            | Bob
          JOHN SMITH                             | John Smith
          the name is José Núñez                 | José Núñez
          for Wang                               | Wang
          """)
  void findsTheNameAskedFor(String said, String name) {
    assertThat(SpokenName.find(Words.of(said), true)).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "I don't know",
        "What did you say?",
        "can I talk to a person",
        "five five five",
        "",
        "the day after",
        "why do you need that",
        "no wait I meant",
        "just a moment please hold on"
      })
  void refusesWhatIsNoName(String said) {
    assertThat(SpokenName.find(Words.of(said), true)).isNull();
  }

  @Test
  void takesANameUnaskedOnlyAfterItsIntroduction() {
    assertThat(SpokenName.find(Words.of("my name is Ann"), false)).isEqualTo("Ann");
    assertThat(SpokenName.find(Words.of("change the name to Jon"), false)).isEqualTo("Jon");
    assertThat(SpokenName.find(Words.of("a cleaning please"), false)).isNull();
  }

  @Test
  void aCorrectedWordTakesThePlaceOfTheOneItResembles() {
    assertThat(SpokenName.amend("John Smith", "Smyth")).isEqualTo("John Smyth");
    assertThat(SpokenName.amend("John Smith", "Peter Pan")).isEqualTo("Peter Pan");
    assertThat(SpokenName.amend("", "Ann")).isEqualTo("Ann");
  }
}
