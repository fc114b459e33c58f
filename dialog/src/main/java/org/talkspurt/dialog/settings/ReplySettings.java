package org.talkspurt.dialog.settings;

import static org.talkspurt.dialog.settings.Expect.expect;
import static org.talkspurt.dialog.settings.Expect.within;

import java.time.Duration;

/**
 * How a reply is spoken.
 *
 * @param clausePause silence between clauses of a sentence
 * @param sentencePause silence between sentences
 * @param clausesAhead clauses synthesised ahead of the one being played
 * @param queueAhead sound queued ahead of what is being played
 */
public record ReplySettings(
    Duration clausePause, Duration sentencePause, int clausesAhead, Duration queueAhead) {

  public ReplySettings {
    expect(within(clausePause, 0, 1_000), "clause-pause", clausePause, "0 to 1 s");
    expect(within(sentencePause, 0, 2_000), "sentence-pause", sentencePause, "0 to 2 s");
    expect(clausesAhead >= 1 && clausesAhead <= 10, "clauses-ahead", clausesAhead, "1 to 10");
    expect(within(queueAhead, 500, 30_000), "queue-ahead", queueAhead, "0.5 s to 30 s");
  }

  /** Speech that sounds unhurried and an interruption that wastes little. */
  public static ReplySettings defaults() {
    return new ReplySettings(
        Duration.ofMillis(120), Duration.ofMillis(250), 2, Duration.ofSeconds(8));
  }
}
