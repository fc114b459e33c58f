package org.talkspurt.dialog.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.talkspurt.dialog.spi.TransferOrder;

/**
 * Conversations as text: after a title and the time of the call, {@code >} is what the caller says
 * (keys in [brackets], ... is silence), {@code <} the exact reply, {@code =} what the call brought.
 */
class GoldenConversationsTest {

  @TestFactory
  List<DynamicTest> repliesAreAsWritten() throws IOException {
    var tests = new ArrayList<DynamicTest>();
    for (String file : List.of("bookings.txt", "corrections.txt", "questions.txt")) {
      for (String conversation : read(file).split("\n# ", -1)) {
        List<String> lines = conversation.lines().filter(line -> !line.isBlank()).toList();
        if (!lines.isEmpty()) {
          tests.add(DynamicTest.dynamicTest(file + " " + lines.getFirst(), () -> hold(lines)));
        }
      }
    }
    assertThat(tests).hasSizeGreaterThan(25);
    return tests;
  }

  private String read(String file) throws IOException {
    try (var in = getClass().getResourceAsStream("/conversations/" + file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static void hold(List<String> lines) {
    Instant now = LocalDateTime.parse(lines.get(1)).atZone(TestClinic.ZONE).toInstant();
    var responder =
        new BankResponder(TestClinic.agent(), new WordHashEmbedder(), Runnable::run, () -> now);
    ResponderState state = responder.greeting(responder.begin(Map.of())).state();
    String replied = "";
    for (String line : lines.subList(2, lines.size())) {
      String words = line.substring(1).strip();
      switch (line.charAt(0)) {
        case '>' -> {
          Reply reply = responder.respond(state, input(words)).toCompletableFuture().join();
          state = reply.state();
          replied = reply.text() + ending(reply.then());
        }
        case '<' -> assertThat(replied).isEqualTo(words);
        case '=' -> assertThat(responder.outcome(state)).isEqualTo(outcome(words));
        default -> throw new AssertionError("expected >, < or =: " + line);
      }
    }
  }

  private static CallerInput input(String words) {
    if (words.startsWith("[")) {
      return new CallerInput.Pressed(words.substring(1, words.length() - 1));
    }
    return words.startsWith("...")
        ? new CallerInput.Silent(words.length() / 3)
        : new CallerInput.Said(words);
  }

  private static String ending(Reply.Then then) {
    return switch (then) {
      case Reply.Then.Listen() -> "";
      case Reply.Then.Greet() -> " [greets]";
      case Reply.Then.HangUp() -> " [hangs up]";
      case Reply.Then.Transfer(TransferOrder order) -> " [to " + order.target() + "]";
    };
  }

  private static Map<String, String> outcome(String words) {
    return words.equals("nothing")
        ? Map.of()
        : Arrays.stream(words.split(", ", -1))
            .map(pair -> pair.split("=", 2))
            .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
  }
}
