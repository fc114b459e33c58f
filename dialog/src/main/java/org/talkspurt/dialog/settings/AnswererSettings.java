package org.talkspurt.dialog.settings;

import static org.talkspurt.dialog.settings.Expect.expect;
import static org.talkspurt.dialog.settings.Expect.within;

import java.time.Duration;

/**
 * How it is found out who answered a call that we dialled.
 *
 * @param firstWord how long nobody may speak before the bot does
 * @param longGreeting what speaks for longer without a pause is a machine
 * @param noBeep silence after a machine's words after which its beep is not waited for any more
 * @param longestWait how long after the verdict a machine may go on before it is spoken to
 */
public record AnswererSettings(
    Duration firstWord, Duration longGreeting, Duration noBeep, Duration longestWait) {

  public AnswererSettings {
    expect(within(firstWord, 1_000, 20_000), "first-word", firstWord, "1 s to 20 s");
    expect(within(longGreeting, 2_000, 20_000), "long-greeting", longGreeting, "2 s to 20 s");
    expect(within(noBeep, 1_000, 10_000), "no-beep", noBeep, "1 s to 10 s");
    expect(within(longestWait, 5_000, 120_000), "longest-wait", longestWait, "5 s to 2 min");
  }

  /** What suits people and machines that speak English. */
  public static AnswererSettings defaults() {
    return new AnswererSettings(
        Duration.ofSeconds(3),
        Duration.ofMillis(5_500),
        Duration.ofSeconds(3),
        Duration.ofSeconds(45));
  }

  /** The same with another limit. */
  public AnswererSettings withLongestWait(Duration wait) {
    return new AnswererSettings(firstWord, longGreeting, noBeep, wait);
  }
}
