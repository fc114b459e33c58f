package org.talkspurt.gateway.speech;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.talkspurt.dialog.agent.CallerInput;
import org.talkspurt.dialog.agent.Reply;
import org.talkspurt.dialog.agent.Responder;
import org.talkspurt.dialog.agent.ResponderState;
import org.talkspurt.dialog.spi.TransferOrder;

/**
 * Tells somebody who is coming, and hands over. One who answers while it is being said ("Reception,
 * hello?") is told again.
 */
final class BriefingResponder implements Responder {
  private static final ResponderState NOTHING = new ResponderState() {};

  private final Reply briefing;

  BriefingResponder(String text) {
    briefing =
        new Reply(text, new Reply.Then.Transfer(TransferOrder.blind("")), NOTHING, "briefing");
  }

  @Override
  public ResponderState begin(Map<String, String> variables) {
    return NOTHING;
  }

  @Override
  public Reply greeting(ResponderState state) {
    return briefing;
  }

  @Override
  public List<String> stockReplies() {
    return List.of();
  }

  @Override
  public CompletionStage<Reply> respond(ResponderState state, CallerInput input) {
    return CompletableFuture.completedStage(briefing);
  }

  @Override
  public Map<String, String> outcome(ResponderState state) {
    return Map.of();
  }
}
