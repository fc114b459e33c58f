package org.talkspurt.dialog.agent;

import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How an agent uses a language model.
 *
 * @param place where it stands
 * @param threshold least score with which the bank answers before the model is asked; empty: {@code
 *     understanding}'s
 * @param knowsAnswers whether the texts of the bank's answers are among its instructions
 * @param failed said where it fails and the bank does not know either
 * @param historyCharacters how much of what was said it is told, at most
 * @param fillers said while it is late, in turn; may be none
 * @param fillerAfter how late
 * @param fillersPerCall at most
 * @param ahead whether the model is asked at a caller's pause, for an answer that is thrown away if
 *     the caller goes on; otherwise only once the caller has surely finished
 * @param tools what it may have done while it answers
 * @param servers whose tools it may use as well
 */
public record ModelUse(
    Place place,
    OptionalDouble threshold,
    boolean knowsAnswers,
    String failed,
    int historyCharacters,
    List<String> fillers,
    Duration fillerAfter,
    int fillersPerCall,
    boolean ahead,
    List<ToolUse> tools,
    List<ToolServer> servers) {

  /** Where a model stands to the bank of answers. Forms, transfers and goodbyes are the bank's. */
  public enum Place {
    /** Answers what the bank does not know. */
    BEHIND,
    /** Answers all questions; the bank does where it fails or is late. */
    BEFORE
  }

  public ModelUse {
    fillers = List.copyOf(fillers);
    tools = List.copyOf(tools);
    servers = List.copyOf(servers);
  }
}
