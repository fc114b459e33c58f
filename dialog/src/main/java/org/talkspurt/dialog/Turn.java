package org.talkspurt.dialog;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.talkspurt.dialog.agent.CallerInput;
import org.talkspurt.dialog.spi.CalledTool;

/**
 * A finished turn: what the caller brought, what the bot said to it, and how long that took.
 *
 * @param number 1, 2, … in the order they were spoken
 * @param input the caller's part; null where the bot spoke by itself (greeting, farewell)
 * @param replyText what the bot meant to say
 * @param spokenText what was played of it
 * @param answerId the answer, form step or announcement behind the text
 * @param interrupted whether the caller cut the reply short
 * @param obligationMet whether what callers do not interrupt was played to its end; empty where the
 *     reply had no such thing
 * @param evidence why the caller counted as having finished; no caller data
 * @param startedNs when the caller's last speech sample arrived, from where {@code stages} run; for
 *     turns without speech when the bot began with them; loop clock
 * @param endedNs when the reply had been played or cut short
 * @param stages every stage's share of {@code responseLatency}; empty if that is
 * @param responseLatency arrival of the caller's last speech sample to the first packet of the
 *     reply; empty for turns without speech and replies never heard
 * @param tools that a language model called for the reply, or for others that were thrown away
 *     since the turn before
 */
public record Turn(
    int number,
    @Nullable CallerInput input,
    String replyText,
    String spokenText,
    String answerId,
    boolean interrupted,
    Optional<Boolean> obligationMet,
    String evidence,
    long startedNs,
    long endedNs,
    Map<Stage, Duration> stages,
    Optional<Duration> responseLatency,
    List<Called> tools) {

  public Turn {
    stages = Map.copyOf(stages);
    tools = List.copyOf(tools);
  }

  /**
   * A call of a tool.
   *
   * @param endedNs when it ended; loop clock
   */
  public record Called(CalledTool tool, long endedNs) {}

  /** The caller's words; empty where there were none. */
  public String transcript() {
    return CallerInput.words(input);
  }
}
