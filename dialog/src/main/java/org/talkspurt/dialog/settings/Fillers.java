package org.talkspurt.dialog.settings;

import static org.talkspurt.dialog.settings.Expect.expect;
import static org.talkspurt.dialog.settings.Expect.within;

import java.time.Duration;
import java.util.List;

/**
 * What is said while a reply is late, once a turn.
 *
 * @param lines in turn; none: nothing is
 * @param after how long the caller waits before, from the end of the turn
 * @param perCall at most
 */
public record Fillers(List<String> lines, Duration after, int perCall) {
  /** Silence. */
  public static final Fillers NONE = new Fillers(List.of(), Duration.ofSeconds(1), 0);

  public Fillers {
    lines = List.copyOf(lines);
    expect(within(after, 300, 10_000), "after", after, "0.3 s to 10 s");
    expect(perCall >= 0 && perCall <= 1_000, "per-call", perCall, "0 to 1000");
  }

  /** Whether there is one after {@code said} others in the call. */
  public boolean has(int said) {
    return !lines.isEmpty() && said < perCall;
  }

  /** The one after {@code said} others. */
  public String line(int said) {
    return lines.get(said % lines.size());
  }
}
