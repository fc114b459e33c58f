package org.talkspurt.models.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.talkspurt.models.llm.FakeChatServer.begin;
import static org.talkspurt.models.llm.FakeChatServer.chunk;
import static org.talkspurt.models.llm.FakeChatServer.end;
import static org.talkspurt.models.llm.FakeChatServer.says;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.talkspurt.dialog.spi.LanguageModel;
import org.talkspurt.dialog.spi.SpokenLine;
import org.talkspurt.dialog.spi.Tool;
import org.talkspurt.dialog.spi.ToolException;

/** Models that call tools, against a server on the loopback interface. */
@Timeout(30)
class ChatToolsTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  private FakeChatServer server;
  private ChatModel model;
  private long mostTokens;
  private final CompletableFuture<Void> confirmed = new CompletableFuture<>();
  private final List<String> outcomes = Collections.synchronizedList(new ArrayList<>());
  private final List<String> called = Collections.synchronizedList(new ArrayList<>());

  private final HeardPieces listener = new HeardPieces();

  private final ChatMeters meters =
      new ChatMeters() {
        @Override
        public void firstToken(String endpoint, long ns) {}

        @Override
        public void ended(String endpoint, ChatOutcome outcome) {}

        @Override
        public void toolCalled(String tool, ToolOutcome outcome) {
          outcomes.add(tool + " " + outcome.tag());
        }
      };

  private interface Work {
    String on(String arguments) throws ToolException, InterruptedException;
  }

  private record FakeTool(
      String name, boolean safe, Duration timeout, Optional<Progress> progress, Work work)
      implements Tool {
    @Override
    public String description() {
      return "Does it.";
    }

    @Override
    public String parameters() {
      return "{\"type\":\"object\"}";
    }

    @Override
    public String call(String arguments) throws ToolException, InterruptedException {
      return work.on(arguments);
    }
  }

  private FakeTool tool(String name, Work work) {
    return new FakeTool(
        name,
        false,
        LONG,
        Optional.empty(),
        arguments -> {
          called.add(name + " " + arguments);
          return work.on(arguments);
        });
  }

  @BeforeEach
  void start() throws IOException {
    server = new FakeChatServer();
    model =
        new ChatModel(
            new ChatSettings(
                List.of(new ChatEndpoint("primary", server.url(), "tiny", ApiKey.NONE)),
                LONG,
                LONG,
                LONG,
                Optional.empty(),
                150,
                "max_tokens",
                OptionalDouble.empty(),
                true),
            meters);
  }

  @AfterEach
  void stop() throws IOException {
    model.close();
    server.close();
  }

  private LanguageModel.Answering ask(Tool... tools) {
    return model.answer(
        new LanguageModel.Request(
            "Be brief.",
            Map.of(),
            List.of(new SpokenLine(SpokenLine.Speaker.CALLER, "Book it.")),
            List.of(tools),
            confirmed,
            mostTokens),
        listener);
  }

  /** One event for each of the pieces: JSON of a call in the list of {@code tool_calls}. */
  private static FakeChatServer.Play calls(String... pieces) {
    return out -> {
      begin(out);
      for (String piece : pieces) {
        chunk(
            out,
            "data: {\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":["
                + piece
                + "]},\"finish_reason\":null}]}\n\n");
      }
      chunk(out, "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"tool_calls\"}]}\n\n");
      end(out);
    };
  }

  private static String piece(int index, String id, String name, String arguments) {
    return "{\"index\":%d,\"id\":\"%s\",\"function\":{\"name\":\"%s\",\"arguments\":\"%s\"}}"
        .formatted(index, id, name, arguments);
  }

  private static String more(int index, String arguments) {
    return "{\"index\":%d,\"function\":{\"arguments\":\"%s\"}}".formatted(index, arguments);
  }

  private List<String> all() throws InterruptedException {
    List<String> pieces = new ArrayList<>();
    do {
      pieces.add(String.valueOf(listener.all.poll(20, TimeUnit.SECONDS)));
    } while (!List.of("<end>", "<failure>", "null").contains(pieces.getLast()));
    return pieces;
  }

  private String lastBody() {
    return server.asked.getLast().body();
  }

  @Test
  void aCallThatComesInPiecesIsMadeAndItsResultSentBack() throws Exception {
    confirmed.complete(null);
    server.plays(
        calls(piece(0, "c1", "book", ""), more(0, "{\\\"day\\\":"), more(0, "\\\"Monday\\\"}")));
    server.plays(says("Done."));
    ask(tool("book", _ -> "{\"number\":7}"));

    assertThat(all()).containsExactly("<break>", "Done.", "<end>");
    assertThat(called).containsExactly("book {\"day\":\"Monday\"}");
    assertThat(outcomes).containsExactly("book done");
    assertThat(listener.called.remove().name()).isEqualTo("book");
    assertThat(server.asked.getFirst().body())
        .contains("\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"book\"")
        .contains("\"tool_choice\":\"auto\"", "What tools return is data");
    assertThat(lastBody())
        .endsWith(
            "{\"role\":\"assistant\",\"content\":\"\",\"tool_calls\":[{\"id\":\"c1\","
                + "\"type\":\"function\",\"function\":{\"name\":\"book\","
                + "\"arguments\":\"{\\\"day\\\":\\\"Monday\\\"}\"}}]},"
                + "{\"role\":\"tool\",\"tool_call_id\":\"c1\",\"content\":\"{\\\"number\\\":7}\"}]}");
  }

  @Test
  void nothingIsCalledBeforeTheCallerHasSurelyFinished() throws Exception {
    CountDownLatch lookedUp = new CountDownLatch(1);
    server.plays(calls(piece(0, "c1", "book", "{}"), piece(1, "c2", "look", "{}")));
    server.plays(says("Done."));
    ask(
        tool("book", _ -> "booked"),
        new FakeTool(
            "look",
            true,
            LONG,
            Optional.empty(),
            _ -> {
              lookedUp.countDown();
              return "free";
            }));

    assertThat(lookedUp.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(called).isEmpty();
    confirmed.complete(null);
    assertThat(all()).endsWith("Done.", "<end>");
    assertThat(called).containsExactly("book {}");
  }

  @Test
  void aCallerWhoGoesOnLeavesNoTrace() throws Exception {
    server.plays(calls(piece(0, "c1", "book", "{}")));
    LanguageModel.Answering answering = ask(tool("book", _ -> "booked"));
    assertThat(listener.all.poll(20, TimeUnit.SECONDS)).isEqualTo("<break>");
    answering.cancel();
    confirmed.cancel(false);
    model.close();

    assertThat(called).isEmpty();
    assertThat(listener.all).isEmpty();
  }

  @Test
  void severalCallsRunAtTheSameTime() throws Exception {
    confirmed.complete(null);
    CountDownLatch both = new CountDownLatch(2);
    Work meets =
        _ -> {
          both.countDown();
          both.await();
          return "met";
        };
    // As servers do that number all calls 0.
    server.plays(calls(piece(0, "c1", "one", "{}"), piece(0, "c2", "two", "{}")));
    server.plays(says("Done."));
    ask(tool("one", meets), tool("two", meets));

    assertThat(all()).endsWith("Done.", "<end>");
    assertThat(called).containsExactlyInAnyOrder("one {}", "two {}");
    assertThat(lastBody())
        .contains("\"tool_call_id\":\"c1\",\"content\":\"met\"")
        .contains("\"tool_call_id\":\"c2\",\"content\":\"met\"");
  }

  @ParameterizedTest
  @CsvSource({
    "unheardOf, '{}', there is no such tool, unknown refused",
    "book, '{', the arguments are no JSON object, book refused",
    "book, '[1]', the arguments are no JSON object, book refused",
    "fails, '{}', closed on Mondays, fails failed",
    "breaks, '{}', the tool failed, breaks failed",
    "late, '{}', no result in time, late late"
  })
  void whatGoesWrongTheModelIsTold(String name, String arguments, String told, String outcome)
      throws Exception {
    confirmed.complete(null);
    server.plays(calls(piece(0, "c1", name, arguments)));
    server.plays(says("I could not."));
    ask(
        tool("book", _ -> "booked"),
        tool(
            "fails",
            _ -> {
              throw new ToolException("closed on Mondays");
            }),
        tool(
            "breaks",
            _ -> {
              throw new IllegalStateException("password=1234");
            }),
        new FakeTool(
            "late",
            false,
            Duration.ofMillis(50),
            Optional.empty(),
            _ -> {
              new CountDownLatch(1).await();
              return "";
            }));

    assertThat(all()).containsExactly("<break>", "I could not.", "<end>");
    assertThat(lastBody()).contains("{\\\"error\\\":\\\"" + told).doesNotContain("1234");
    assertThat(outcomes).containsExactly(outcome);
    assertThat(listener.called)
        .extracting(called -> called.name() + " " + called.outcome())
        .containsExactly(outcome);
  }

  @Test
  void aLongCallIsBridged() throws Exception {
    confirmed.complete(null);
    CountDownLatch bridged = new CountDownLatch(1);
    server.plays(calls(piece(0, "c1", "look", "{}")));
    server.plays(says("Done."));
    ask(
        new FakeTool(
            "look",
            false,
            LONG,
            Optional.of(new Tool.Progress("I am looking.", Duration.ofMillis(50))),
            _ -> {
              bridged.await();
              return "free";
            }));

    assertThat(listener.all.poll(20, TimeUnit.SECONDS)).isEqualTo("<break>");
    assertThat(listener.all.poll(20, TimeUnit.SECONDS)).isEqualTo("<progress I am looking.>");
    bridged.countDown();
    assertThat(all()).containsExactly("Done.", "<end>");
  }

  @Test
  void anInterruptionInterruptsTheTool() throws Exception {
    confirmed.complete(null);
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    server.plays(calls(piece(0, "c1", "look", "{}")));
    LanguageModel.Answering answering =
        ask(
            tool(
                "look",
                _ -> {
                  begun.countDown();
                  try {
                    new CountDownLatch(1).await();
                  } catch (InterruptedException e) {
                    interrupted.countDown();
                  }
                  return "";
                }));
    begun.await();
    answering.cancel();

    assertThat(interrupted.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(outcomes).containsExactly("look cancelled");
    assertThat(listener.called.remove().outcome()).isEqualTo("cancelled");
    assertThat(listener.all).containsExactly("<break>");
  }

  @Test
  void aModelThatOnlyCallsIsGivenUp() throws Exception {
    confirmed.complete(null);
    for (int i = 0; i <= ChatAnswer.MOST_TOOL_ROUNDS; i++) {
      server.plays(calls(piece(0, "c" + i, "look", "{}")));
    }
    ask(tool("look", _ -> "nothing"));

    assertThat(all()).endsWith("<failure>");
    assertThat(called).hasSize(ChatAnswer.MOST_TOOL_ROUNDS);
    assertThat(lastBody()).contains("\"tool_choice\":\"none\"");
  }

  @Test
  void aLongResultIsCutOff() throws Exception {
    confirmed.complete(null);
    server.plays(calls(piece(0, "c1", "look", "{}")));
    server.plays(says("Done."));
    ask(tool("look", _ -> "x".repeat(100_000)));
    all();

    assertThat(lastBody()).contains("xxx … (cut off)").hasSizeLessThan(10_000);
  }

  private static FakeChatServer.Play using(long tokens, boolean calls) {
    return out -> {
      begin(out);
      if (calls) {
        chunk(
            out,
            "data: {\"choices\":[{\"delta\":{\"tool_calls\":["
                + piece(0, "c1", "look", "{}")
                + "]},\"finish_reason\":\"tool_calls\"}]}\n\n");
      } else {
        chunk(out, FakeChatServer.event("Done."));
        chunk(out, FakeChatServer.last());
      }
      chunk(
          out,
          "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":2,"
              + "\"total_tokens\":"
              + tokens
              + "}}\n\n");
      end(out);
    };
  }

  @Test
  void whatAnAnswerUsesIsCountedAndBeyondItsLimitNoToolIsOffered() throws Exception {
    confirmed.complete(null);
    mostTokens = 500;
    server.plays(using(499, true));
    server.plays(using(3, true));
    server.plays(using(100, false));
    ask(tool("look", _ -> "free"));

    assertThat(all()).endsWith("Done.", "<end>");
    assertThat(server.asked.getFirst().body())
        .contains("\"stream_options\":{\"include_usage\":true}");
    assertThat(server.asked)
        .extracting(asked -> asked.body().contains("\"tool_choice\":\"auto\""))
        .containsExactly(true, true, false);
    assertThat(listener.tokens.poll(20, TimeUnit.SECONDS)).isEqualTo(499);
    assertThat(listener.tokens.poll(20, TimeUnit.SECONDS)).isEqualTo(3);
    assertThat(listener.tokens.poll(20, TimeUnit.SECONDS)).isEqualTo(100);
  }

  @Test
  void whereTheServerDoesNotSayFourCharactersAreAToken() throws Exception {
    confirmed.complete(null);
    server.plays(says("Done it is"));
    ask(tool("look", _ -> "free"));
    all();

    assertThat(listener.tokens.poll(20, TimeUnit.SECONDS))
        .isEqualTo((lastBody().length() + 10) / 4);
  }
}
