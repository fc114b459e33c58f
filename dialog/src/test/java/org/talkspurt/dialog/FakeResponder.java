package org.talkspurt.dialog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.talkspurt.dialog.agent.CallerInput;
import org.talkspurt.dialog.agent.ExpectedAnswer;
import org.talkspurt.dialog.agent.Reply;
import org.talkspurt.dialog.agent.Reply.Then;
import org.talkspurt.dialog.agent.Responder;
import org.talkspurt.dialog.agent.ResponderState;
import org.talkspurt.dialog.reply.Markup;
import org.talkspurt.dialog.spi.SpokenLine;

/** Answers by a list; its memory is what it has answered. */
final class FakeResponder implements Responder {
  /** What was answered so far, and what is expected now. */
  record Memory(List<String> answered, ExpectedAnswer expectedAnswer, int expectedDigits)
      implements ResponderState {}

  private final Executor brain;
  private final Map<String, String> replies = new HashMap<>();
  private final Map<String, Then> follows = new HashMap<>();
  final List<CallerInput> asked = new ArrayList<>();

  /** What had been said before each. */
  final List<List<SpokenLine>> told = new ArrayList<>();

  String greeting = "Hello.";
  String announcement = "";
  String voicemail = "Call us back.";
  Then afterGreeting = new Then.Listen();
  ExpectedAnswer expectedAnswer = ExpectedAnswer.ANYTHING;
  int expectedDigits;
  boolean broken;

  FakeResponder(Executor brain) {
    this.brain = brain;
  }

  /** Answers {@code said}; inputs without words are {@code <silent 1>}, {@code <keys 12>}, …. */
  void answers(String said, String reply) {
    answers(said, reply, new Then.Listen());
  }

  void answers(String said, String reply, Then then) {
    replies.put(said, reply);
    follows.put(said, then);
  }

  @Override
  public ResponderState begin(Map<String, String> variables) {
    return new Memory(List.of(), expectedAnswer, expectedDigits);
  }

  @Override
  public Reply greeting(ResponderState state) {
    return new Reply(greeting, afterGreeting, remember(state, "greeting"), "greeting");
  }

  @Override
  public Optional<Reply> announcement(ResponderState state) {
    return Optional.of(announcement)
        .filter(text -> !text.isEmpty())
        .map(text -> new Reply(text, new Then.Greet(), state, "recording"));
  }

  @Override
  public Optional<Reply> voicemail(ResponderState state) {
    return Optional.of(voicemail)
        .filter(text -> !text.isEmpty())
        .map(text -> new Reply(text, new Then.HangUp(), remember(state, "voicemail"), "voicemail"));
  }

  @Override
  public List<String> stockReplies() {
    return List.copyOf(replies.values());
  }

  @Override
  public CompletionStage<Reply> respond(
      ResponderState state, CallerInput input, Situation situation) {
    told.add(situation.heard());
    return respond(state, input);
  }

  @Override
  public CompletionStage<Reply> respond(ResponderState state, CallerInput input) {
    asked.add(input);
    return CompletableFuture.supplyAsync(() -> reply(state, input), brain);
  }

  private Reply reply(ResponderState state, CallerInput input) {
    if (broken) {
      throw new IllegalStateException("no idea");
    }
    String said =
        switch (input) {
          case CallerInput.Said(String text) -> text;
          case CallerInput.Pressed(String digits) -> "<keys " + digits + ">";
          case CallerInput.Silent(int count) -> "<silent " + count + ">";
          case CallerInput.Unintelligible() -> "<noise>";
          case CallerInput.TransferFailed() -> "<transfer failed>";
        };
    return new Reply(
        replies.getOrDefault(said, Markup.escape("What is " + said)),
        follows.getOrDefault(said, new Then.Listen()),
        remember(state, said),
        "answer");
  }

  private Memory remember(ResponderState state, String said) {
    List<String> answered = new ArrayList<>(((Memory) state).answered());
    answered.add(said);
    return new Memory(List.copyOf(answered), expectedAnswer, expectedDigits);
  }

  @Override
  public Map<String, String> outcome(ResponderState state) {
    return Map.of("answered", String.join("|", ((Memory) state).answered()));
  }
}
