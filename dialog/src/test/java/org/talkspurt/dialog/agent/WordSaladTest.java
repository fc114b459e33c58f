package org.talkspurt.dialog.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever a recognizer makes of a noisy line, there is an answer, and no nonsense is booked. */
class WordSaladTest {

  private static final List<String> WORDS =
      List.of(
          "book",
          "an",
          "appointment",
          "a",
          "cleaning",
          "for",
          "to",
          "ate",
          "next",
          "this",
          "Tuesday",
          "Sundays",
          "weekend",
          "week",
          "tomorrow",
          "the",
          "thirty",
          "first",
          "twenty",
          "sixth",
          "of",
          "February",
          "31st",
          "99/99/9999",
          "2/30",
          "0/0",
          "11/26",
          "in",
          "99",
          "weeks",
          "days",
          "from",
          "at",
          "half",
          "past",
          "quarter",
          "two",
          "three",
          "3:30",
          "25:30",
          "24:00",
          "0:00",
          "9999",
          "1575",
          "13",
          "noon",
          "midnight",
          "pm",
          "a.m.",
          "oh",
          "double",
          "five",
          "hundred",
          "thousand",
          "555-0142",
          "5550142",
          "123456789012345678901",
          "my",
          "name",
          "is",
          "John",
          "S",
          "M",
          "O'Brien",
          "'",
          "no",
          "wait",
          "weight",
          "I",
          "meant",
          "actually",
          "not",
          "change",
          "time",
          "day",
          "number",
          "last",
          "digits",
          "yes",
          "know",
          "okay",
          "maybe",
          "sorry",
          "never",
          "mind",
          "how",
          "much",
          "morning",
          "tonight",
          "as",
          "soon",
          "possible",
          "{day}",
          "?",
          ".",
          ",",
          "...",
          "é",
          "日本語",
          "\uD83D\uDE00");

  private static final List<String> KEYS = List.of("1", "2", "#", "*", "555", "0142#", "A", "");

  @Test
  void neverFailsAndBooksOnlyOpenTimes() {
    LocalDateTime start = LocalDateTime.of(2026, 11, 23, 10, 15);
    Instant now = start.atZone(TestClinic.ZONE).toInstant();
    var responder =
        new BankResponder(TestClinic.agent(), new WordHashEmbedder(), Runnable::run, () -> now);
    var random = new Random(20261123);
    int booked = 0;
    for (int call = 0; call < 400; call++) {
      ResponderState state = responder.greeting(responder.begin(Map.of())).state();
      for (int turn = 0; turn < 25; turn++) {
        Reply reply = responder.respond(state, input(random, turn)).toCompletableFuture().join();
        assertThat(reply.text()).isNotBlank().doesNotContain("{");
        state = reply.state();
      }
      Map<String, String> outcome = responder.outcome(state);
      if (!outcome.isEmpty()) {
        booked++;
        LocalDateTime visit =
            LocalDate.parse(outcome.get("day")).atTime(LocalTime.parse(outcome.get("time")));
        assertThat(TestClinic.hours().isOpenAt(visit)).as(outcome.toString()).isTrue();
        assertThat(visit).isAfter(start).isBefore(start.plusYears(1).plusDays(1));
        assertThat(outcome.get("phone")).matches("\\d{7}|\\d{10}");
        assertThat(outcome.get("name")).isNotBlank();
      }
    }
    assertThat(booked).as("the salad reaches the end of the form").isPositive();
  }

  private static CallerInput input(Random random, int turn) {
    if (turn == 0) {
      return new CallerInput.Said("I'd like to book an appointment");
    }
    return switch (random.nextInt(12)) {
      case 0 -> new CallerInput.Pressed(KEYS.get(random.nextInt(KEYS.size())));
      case 1 -> new CallerInput.Unintelligible();
      case 2 -> new CallerInput.TransferFailed();
      case 3, 4 -> new CallerInput.Said("Yes");
      case 5 -> new CallerInput.Said(List.of("555 0142", "Ann Lee", "a checkup").get(turn % 3));
      default -> new CallerInput.Said(salad(random));
    };
  }

  private static String salad(Random random) {
    var text = new StringBuilder();
    int words = 1 + random.nextInt(6);
    for (int i = 0; i < words; i++) {
      text.append(WORDS.get(random.nextInt(WORDS.size()))).append(' ');
    }
    return text.toString();
  }

  @Test
  void veryLongTurnsAreCut() {
    var responder =
        new BankResponder(
            TestClinic.agent(), new WordHashEmbedder(), Runnable::run, () -> Instant.EPOCH);
    String words = "where are you located ".repeat(50_000);
    Reply reply =
        responder
            .respond(responder.begin(Map.of()), new CallerInput.Said(words))
            .toCompletableFuture()
            .join();
    assertThat(reply.answerId()).isEqualTo("address");
  }
}
