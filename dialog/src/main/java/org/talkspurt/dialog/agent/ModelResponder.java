package org.talkspurt.dialog.agent;

import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.talkspurt.dialog.spi.LanguageModel;
import org.talkspurt.dialog.spi.SpokenLine;
import org.talkspurt.dialog.spi.Tool;

/** Answers from an agent's bank and by a language model, as its {@link ModelUse} says. */
public final class ModelResponder implements Responder {
  static final String ANSWER_ID = "model";

  private static final DateTimeFormatter NOW =
      DateTimeFormatter.ofPattern("EEEE, MMMM d, uuuu, h:mm a", Locale.US);

  private final Agent agent;
  private final ModelUse use;
  private final BankResponder bank;
  private final LanguageModel model;
  private final Supplier<List<Tool>> tools;
  private final InstantSource clock;

  /**
   * @param bank of the same agent
   * @param tools that the model may use, asked for each answer
   */
  public ModelResponder(
      Agent agent,
      ModelUse use,
      BankResponder bank,
      LanguageModel model,
      Supplier<List<Tool>> tools,
      InstantSource clock) {
    this.agent = agent;
    this.use = use;
    this.bank = bank;
    this.model = model;
    this.tools = tools;
    this.clock = clock;
  }

  /** Has a connection to the model ready before the caller asks something. */
  @Override
  public ResponderState begin(Map<String, String> variables) {
    model.warm();
    return bank.begin(variables);
  }

  @Override
  public Reply greeting(ResponderState state) {
    return bank.greeting(state);
  }

  @Override
  public Optional<Reply> announcement(ResponderState state) {
    return bank.announcement(state);
  }

  @Override
  public Optional<Reply> voicemail(ResponderState state) {
    return bank.voicemail(state);
  }

  @Override
  public List<String> stockReplies() {
    return bank.stockReplies();
  }

  @Override
  public CompletionStage<Reply> respond(ResponderState state, CallerInput input) {
    return respond(
        state, input, new Situation(List.of(), CompletableFuture.completedFuture(null), _ -> {}));
  }

  @Override
  public CompletionStage<Reply> respond(
      ResponderState state, CallerInput input, Situation situation) {
    return input instanceof CallerInput.Said(String text)
        ? said((CallMemory) state, text, situation)
        : bank.respond(state, input);
  }

  private CompletionStage<Reply> said(CallMemory memory, String text, Situation situation) {
    CompletionStage<Optional<Reply>> known = bank.known(memory, text);
    ModelTab tab = memory.tab();
    if (use.budget().spent(tab.tokens())) {
      return known.thenApply(
          found -> found.orElseGet(() -> bank.modelSpent(memory, use.budget().spent())));
    }
    StreamedReply streamed =
        new StreamedReply(
            said -> memory.answered(CallMemory.OF_MODEL, said, null),
            begun -> begun ? excuse(memory) : known.thenApply(found -> orExcuse(found, memory)),
            situation.called(),
            tab,
            () -> sumUp(tab, situation.heard()));
    CompletionStage<Reply> first = streamed.next();
    CompletableFuture<Reply> reply = first.toCompletableFuture();
    var _ =
        known.whenComplete(
            (found, failure) -> {
              if (failure != null) {
                reply.completeExceptionally(failure);
              } else if (found.filter(answer -> isTheBanks(answer, memory)).isPresent()) {
                reply.complete(found.get());
              } else if (!reply.isDone()) {
                begin(streamed, request(memory, text, situation));
              }
            });
    return reply;
  }

  private void begin(StreamedReply reply, LanguageModel.Request request) {
    if (use.ahead()) {
      reply.begin(model, request);
    } else {
      var _ = request.confirmed().thenRun(() -> reply.begin(model, request));
    }
  }

  /** In front of the bank the model answers questions only: what the bank does, it does. */
  private boolean isTheBanks(Reply found, CallMemory memory) {
    boolean inForm = memory.form() != null || ((CallMemory) found.state()).form() != null;
    return use.place() == ModelUse.Place.BEHIND
        || inForm
        || !(found.then() instanceof Reply.Then.Listen);
  }

  private Reply orExcuse(Optional<Reply> found, CallMemory memory) {
    return found.orElseGet(() -> bank.modelFailed(memory, use.failed()));
  }

  private CompletionStage<Reply> excuse(CallMemory memory) {
    return CompletableFuture.completedFuture(bank.modelFailed(memory, use.failed()));
  }

  private LanguageModel.Request request(CallMemory memory, String text, Situation situation) {
    memory.tab().stop();
    ModelTab.Summary summary = memory.tab().summary();
    List<SpokenLine> heard = situation.heard();
    int known = Math.min(summary.lines(), heard.size());
    int from = Math.max(known, heard.size() - newest(heard, use.historyCharacters()));
    List<SpokenLine> lines = new ArrayList<>(heard.subList(from, heard.size()));
    lines.add(new SpokenLine(SpokenLine.Speaker.CALLER, text));
    Map<String, String> facts = new LinkedHashMap<>(memory.facts());
    if (!summary.text().isEmpty()) {
      facts.put(ModelTab.SUMMARY, summary.text());
    }
    return new LanguageModel.Request(
        instructions(), facts, lines, tools.get(), situation.confirmed(), use.budget().perAnswer());
  }

  /** How many of the newest lines have no more characters than that. */
  private static int newest(List<SpokenLine> heard, int characters) {
    int left = characters;
    int count = 0;
    for (SpokenLine line : heard.reversed()) {
      left -= line.text().length();
      if (left < 0) {
        break;
      }
      count++;
    }
    return count;
  }

  /** In good time: before what is heard grows beyond what an answer is told. */
  private void sumUp(ModelTab tab, List<SpokenLine> heard) {
    int most = use.historyCharacters();
    List<SpokenLine> since =
        heard.subList(Math.min(tab.summary().lines(), heard.size()), heard.size());
    boolean nearlyFull = newest(since, most * 3 / 4) < since.size();
    if (use.summarises() && nearlyFull && !use.budget().spent(tab.tokens())) {
      tab.sumUp(model, heard, heard.size() - newest(heard, most / 2));
    }
  }

  /** What changes comes last: servers keep what they have read of a text's beginning. */
  private String instructions() {
    StringBuilder instructions = new StringBuilder(agent.instructions().strip());
    instructions.append(
        "\n\nYour words are spoken on the telephone: plain sentences, no lists, no markup.");
    if (use.knowsAnswers()) {
      instructions.append("\n\nWhat you know:");
      bank.facts().forEach(fact -> instructions.append("\n- ").append(fact));
    }
    ZonedDateTime now = clock.instant().atZone(agent.hours().zone());
    return instructions.append("\n\nIt is ").append(NOW.format(now)).append('.').toString();
  }

  @Override
  public Map<String, String> outcome(ResponderState state) {
    return bank.outcome(state);
  }
}
