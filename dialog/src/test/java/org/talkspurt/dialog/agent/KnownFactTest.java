package org.talkspurt.dialog.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KnownFactTest {

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          Ann,                 Ann
          '  Ann  Lee ',       Ann Lee
          'Ann\r\nX-Evil: 1',   Ann X-Evil: 1
          {hours.week},        {hours.week}
          '',                  there
          ' ',                 there
          """)
  void isSpokenAsItStands(String value, String words) {
    String unescaped = value.translateEscapes();
    assertThat(KnownFact.of("call.Customer|there").words(Map.of("call.customer", unescaped)))
        .isEqualTo(words);
  }

  @Test
  void isNotSpokenForMinutes() {
    String words = KnownFact.of("call.x|").words(Map.of("call.x", "a".repeat(100_000)));
    assertThat(words).hasSize(150);
  }

  @Test
  void hasWordsForACallWithoutIt() {
    assertThat(KnownFact.of("call.x-customer-name|").words(Map.of())).isEmpty();
    assertThat(KnownFact.of("call.x|my friend").words(Map.of("call.y", "Ann", "form.x", "Bob")))
        .isEqualTo("my friend");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "call.x",
        "slot.x|there",
        "call.|there",
        "call.a b|there",
        "customer|there",
        "call"
      })
  void needsANameAndThoseWords(String placeholder) {
    assertThat(KnownFact.isOne(placeholder)).isFalse();
    assertThatThrownBy(() -> KnownFact.of(placeholder)).hasMessageContaining(placeholder);
  }

  @Test
  void isPartOfAnAnswer() {
    var hello =
        new Answer(
            "hello", List.of("Who am I?"), "Hello {call.customer|there}.", Optional.empty(), false);
    var responder =
        new BankResponder(
            TestClinic.agent(List.of(hello), Map.of('1', new Action.Give("hello"))),
            new WordHashEmbedder(),
            Runnable::run,
            () -> Instant.EPOCH);

    assertThat(answer(responder, Map.of("Customer", "$1 {call.x|y}")))
        .isEqualTo("Hello $1 {call.x|y}.");
    assertThat(answer(responder, Map.of())).isEqualTo("Hello there.");
    assertThat(responder.stockReplies()).noneMatch(text -> text.startsWith("Hello"));
  }

  private static String answer(Responder responder, Map<String, String> variables) {
    return responder
        .respond(responder.begin(variables), new CallerInput.Pressed("1"))
        .toCompletableFuture()
        .join()
        .text();
  }
}
