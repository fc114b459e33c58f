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
 * @param summarises whether the model sums up what grows beyond {@code historyCharacters}
 * @param budget what it may cost
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
    List<ToolServer> servers,
    boolean summarises,
    Budget budget) {

  /**
   * Tokens, of requests and of answers, also of those that are thrown away.
   *
   * @param perAnswer once the requests of an answer have used so many, tools are not offered any
   *     more; 0: no limit
   * @param perCall once a call has used so many, the model is not asked any more; 0: no limit
   * @param spent said then where the bank does not know either
   */
  public record Budget(long perAnswer, long perCall, String spent) {
    boolean spent(long tokens) {
      return perCall > 0 && tokens >= perCall;
    }
  }

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
