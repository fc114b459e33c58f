package org.talkspurt.gateway.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.talkspurt.dialog.agent.BankResponder;
import org.talkspurt.dialog.agent.CallerInput;
import org.talkspurt.dialog.agent.Reply;
import org.talkspurt.dialog.agent.Responder;
import org.talkspurt.dialog.agent.ResponderState;
import org.talkspurt.dialog.spi.SentenceEmbedder;
import org.talkspurt.gateway.speech.LocalSpeech;
import org.talkspurt.models.embedding.MiniLmEmbedder;

/** The demo clinic with the embedder it runs with. */
class ClinicTest {

  private static final Instant MONDAY_MORNING =
      LocalDateTime.of(2026, 11, 23, 10, 15).atZone(ZoneId.of("America/New_York")).toInstant();

  private static SentenceEmbedder embedder;
  private static Responder clinic;

  @BeforeAll
  static void load() {
    Path models = LocalSpeech.cache().resolve("minilm");
    embedder =
        MiniLmEmbedder.load(
            models.resolve("all-minilm-l6-v2-q.onnx"),
            models.resolve("all-minilm-l6-v2-q-tokenizer.json"));
    var catalog =
        new AgentCatalog(
            new AgentFiles(Path.of("no-such-folder")),
            agent -> new BankResponder(agent, embedder, Runnable::run, () -> MONDAY_MORNING));
    catalog.refresh();
    clinic = catalog.find("clinic").orElseThrow().responder();
  }

  @AfterAll
  static void close() {
    embedder.close();
  }

  /** What a question led to, "-" for nothing. */
  private record Asked(String question, String expected, String got) {
    boolean isRight() {
      return got.equals(expected);
    }

    boolean isOutside() {
      return expected.equals("-");
    }
  }

  private static List<Asked> ask(String file) throws IOException {
    var asked = new ArrayList<Asked>();
    try (var in = ClinicTest.class.getResourceAsStream("/agents/" + file)) {
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        String[] row = line.split("\t", -1);
        asked.add(new Asked(row[1], row[0], topic(reply(row[1]).answerId())));
      }
    }
    return asked;
  }

  private static Reply reply(String words) {
    ResponderState state = clinic.greeting(clinic.begin(Map.of())).state();
    return clinic.respond(state, new CallerInput.Said(words)).toCompletableFuture().join();
  }

  private static String topic(String answerId) {
    if (answerId.equals("not-understood")) {
      return "-";
    }
    return answerId.startsWith("booking.")
        ? "form:booking"
        : answerId.replaceFirst("^transfer\\.", "transfer:");
  }

  @ParameterizedTest
  @CsvSource({"clinic-questions-tuned.tsv, 96, 95", "clinic-questions-held-out.tsv, 92, 90"})
  void answersParaphrasesAndRefusesWhatADentistDoesNotKnow(
      String file, int leastInsidePercent, int leastOutsidePercent) throws IOException {
    List<Asked> asked = ask(file);
    List<Asked> wrong = asked.stream().filter(one -> !one.isRight()).toList();
    assertThat(percentRight(asked, false)).as(wrong::toString).isGreaterThan(leastInsidePercent);
    assertThat(percentRight(asked, true)).as(wrong::toString).isGreaterThan(leastOutsidePercent);
  }

  private static double percentRight(List<Asked> asked, boolean outside) {
    List<Asked> of = asked.stream().filter(one -> one.isOutside() == outside).toList();
    return 100.0 * of.stream().filter(Asked::isRight).count() / of.size();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          What time do you open tomorrow?     | Tomorrow we are open from 8 AM to 5 PM.
          Are you open on Saturday?           | On Saturday, November 28th we are open from 9 AM to 1 PM.
          Are you open on Thanksgiving?       | Thursday, November 26th is Thanksgiving Day and we are closed. We open again on Friday, November 27th at 8 AM.
          Are you open right now?             | Yes, we are open now, until 5 PM.
          How much is a crown?                | A porcelain crown is $1,150. That includes the temporary crown and both visits.
          Hi. Um, where can I park my car?    | Yes, there is free parking for patients behind the building. The entrance is on Mill Lane.
          """)
  void saysWhatACallerWantsToKnow(String question, String answer) {
    assertThat(reply(question).text()).isEqualTo(answer);
  }

  @Test
  void booksAnAppointmentWithACorrection() {
    ResponderState state = clinic.greeting(clinic.begin(Map.of())).state();
    for (String words :
        List.of(
            "I'd like to book a cleaning for next Tuesday at three.",
            "My name is Sarah Miller.",
            "Do you take my insurance?",
            "Five five five, oh one four two.",
            "No weight, I meant Thursday.",
            "Yes, that's right.")) {
      state =
          clinic.respond(state, new CallerInput.Said(words)).toCompletableFuture().join().state();
    }
    assertThat(clinic.outcome(state))
        .isEqualTo(
            Map.of(
                "form", "booking",
                "service", "cleaning",
                "day", "2026-12-03",
                "time", "15:00",
                "name", "Sarah Miller",
                "phone", "5550142"));
  }
}
