package org.talkspurt.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Isolated;
import org.talkspurt.gateway.caller.line.Sound;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * baresip asks the clinic its questions and books an appointment, four calls at once; the replies
 * are written down.
 */
@Isolated
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReceptionistIT {
  /** Who ask at once, each another part of the questions. */
  private static final int CALLERS = 3;

  private static final int GREETING_MS = 8_000;
  private static final int GAP_MS = 13_000;
  private static final int FORM_GAP_MS = 9_000;

  private static final List<String> BOOKING =
      List.of(
          "b-book",
          "b-service",
          "b-day",
          "b-time",
          "b-name",
          "b-phone",
          "b-correct",
          "b-yes",
          "g-bye");

  private JsonNode expectations;
  private List<String> questions;
  private final List<short[]> replies = new ArrayList<>();
  private JsonNode booking;

  /** The booking is made while others ask. */
  @BeforeAll
  void call() throws Exception {
    try (InputStream in = getClass().getResourceAsStream("/callers/answers.json")) {
      expectations = JsonMapper.shared().readTree(in);
    }
    questions = new ArrayList<>(expectations.propertyNames());
    try (Bot bot = Bot.start();
        ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<short[]>>> calls = new ArrayList<>();
      for (List<String> asked : inParts(questions, CALLERS)) {
        calls.add(callers.submit(() -> replies(bot, asked)));
      }
      Baresip.call(bot.sipPort, "7000", Script.of(BOOKING, GREETING_MS, FORM_GAP_MS).pcm);
      for (Future<List<short[]>> call : calls) {
        replies.addAll(call.get());
      }
      bot.awaitIdle();
      booking = bot.records(CALLERS + 1).getLast(); // it takes longest
    }
  }

  @Test
  void elevenOfTwelveQuestionsGetTheRightAnswer() throws Exception {
    int right = 0;
    try (Transcriber transcriber = new Transcriber()) {
      for (int i = 0; i < questions.size(); i++) {
        String text = transcriber.transcribe(replies.get(i));
        boolean ok =
            Pattern.compile(expectations.get(questions.get(i)).asString(), Pattern.CASE_INSENSITIVE)
                .matcher(text)
                .find();
        right += ok ? 1 : 0;
        System.out.printf("%s %-18s %s%n", ok ? "right" : "WRONG", questions.get(i), text);
      }
    }
    System.out.printf("%d of %d answers right%n", right, questions.size());
    assertThat(questions).hasSizeGreaterThanOrEqualTo(12);
    assertThat(right).isGreaterThanOrEqualTo(questions.size() - 1);
  }

  private static List<List<String>> inParts(List<String> all, int parts) {
    int size = (all.size() + parts - 1) / parts;
    return IntStream.range(0, parts)
        .mapToObj(
            i -> all.subList(Math.min(all.size(), i * size), Math.min(all.size(), (i + 1) * size)))
        .toList();
  }

  /** What was heard after each question of one call. */
  private static List<short[]> replies(Bot bot, List<String> questions) throws Exception {
    Script script = Script.of(questions, GREETING_MS, GAP_MS);
    short[] heard = Baresip.call(bot.sipPort, "7000", script.pcm);
    return script.endsAt.stream()
        .map(
            endAt ->
                Arrays.copyOfRange(
                    heard,
                    Math.min(heard.length, endAt),
                    Math.min(heard.length, endAt + GAP_MS * 8 - 800)))
        .toList();
  }

  @Test
  void aBookingWithACorrectionIsRightInItsRecord() {
    JsonNode outcome = booking.get("outcome");
    System.out.println(outcome);
    booking
        .get("turns")
        .forEach(turn -> System.out.println(turn.get("heard") + " → " + turn.get("said")));
    assertThat(outcome.get("service").asString()).containsIgnoringCase("cleaning");
    LocalDate day = LocalDate.parse(outcome.get("day").asString());
    assertThat(day.getDayOfWeek()).isEqualTo(DayOfWeek.TUESDAY);
    assertThat(day).isAfter(LocalDate.now()).isBefore(LocalDate.now().plusDays(15));
    assertThat(outcome.get("time").asString()).isEqualTo("15:30");
    assertThat(outcome.get("name").asString()).isEqualTo("Sarah Miller");
    assertThat(outcome.get("phone").asString()).isEqualTo("5550142");
  }

  /** Clips one after the other with gaps in which the bot replies. */
  private record Script(short[] pcm, List<Integer> endsAt) {
    static Script of(List<String> clips, int leadMs, int gapMs) {
      List<short[]> parts = new ArrayList<>();
      List<Integer> ends = new ArrayList<>();
      parts.add(new short[leadMs * 8]);
      int at = leadMs * 8;
      for (String name : clips) {
        Clip clip = Clip.named(name);
        parts.add(clip.pcm());
        at += clip.pcm().length;
        ends.add(at - clip.pcm().length + clip.speechEndMs() * 8);
        parts.add(new short[gapMs * 8]);
        at += gapMs * 8;
      }
      return new Script(Sound.concat(parts), ends);
    }
  }
}
