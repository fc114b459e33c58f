package org.talkspurt.it.turns;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.talkspurt.dialog.agent.CallerInput;
import org.talkspurt.dialog.agent.ExpectedAnswer;
import org.talkspurt.dialog.agent.Reply;
import org.talkspurt.dialog.agent.Reply.Then;
import org.talkspurt.dialog.agent.Responder;
import org.talkspurt.dialog.agent.ResponderState;

/** Begins with a greeting, expects what it is told and says the same to everything. */
record SimulatedResponder(String greeting, ExpectedAnswer expected, Executor brain)
    implements Responder {

  private record Memory(ExpectedAnswer expectedAnswer) implements ResponderState {}

  @Override
  public ResponderState begin(Map<String, String> variables) {
    return new Memory(expected);
  }

  @Override
  public Reply greeting(ResponderState state) {
    return new Reply(greeting, new Then.Listen(), state, "greeting");
  }

  @Override
  public List<String> stockReplies() {
    return List.of();
  }

  @Override
  public CompletionStage<Reply> respond(ResponderState state, CallerInput input) {
    return CompletableFuture.supplyAsync(
        () -> new Reply("Well.", new Then.Listen(), state, "well"), brain);
  }

  @Override
  public Map<String, String> outcome(ResponderState state) {
    return Map.of();
  }
}
