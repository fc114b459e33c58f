package org.talkspurt.dialog.listen;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GreetingWordsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Hello?|OF_A_HUMAN",
        "Good morning.|OF_A_HUMAN",
        "Harbor Bakery, how can I help you?|OF_A_HUMAN",
        "She is not in right now, would you like to leave a message?|OF_A_HUMAN",
        "Hello, this is Mike speaking.|OF_A_HUMAN",
        "Please leave a message after the tone.|OF_A_MACHINE",
        "I can't come to the phone right now.|OF_A_MACHINE",
        "Your call has been forwarded to an automated voice mail system.|OF_A_MACHINE",
        "You've reached the Millers.|LIKE_A_MACHINE",
        "We are currently closed.|LIKE_A_MACHINE",
        "Maple Harbor Dental.|NEUTRAL",
        "''|NEUTRAL",
      })
  void wordsTellWhoSpeaks(String transcript, GreetingWords told) {
    assertThat(GreetingWords.of(transcript)).isEqualTo(told);
  }
}
