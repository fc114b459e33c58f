package org.talkspurt.it;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Callers of the agent {@code echo} who talk on, whatever happens to the bot. */
final class Talkers implements AutoCloseable {
  private static final Clip CLIP = Clip.named("q-emergency");
  private static final int ECHO_MS = 500;

  private final List<WireCaller> callers = new ArrayList<>();

  static Talkers dial(Bot bot, int count) throws IOException {
    Talkers talkers = new Talkers();
    try {
      for (int i = 0; i < count; i++) {
        talkers.callers.add(WireCaller.dial(bot.sipPort, "echo"));
      }
      return talkers;
    } catch (IOException e) {
      talkers.close();
      throw e;
    }
  }

  /** All say the same and hear it out; how well the worst echo resembles it. */
  double talk() {
    List<WireCaller.Spoken> spoken = callers.stream().map(caller -> caller.say(CLIP)).toList();
    WireCaller.pause(CLIP.pcm().length / 8 + ECHO_MS + 100); // the packet that began may be late
    double worst = 1;
    for (int i = 0; i < callers.size(); i++) {
      worst = Math.min(worst, echo(callers.get(i), spoken.get(i)));
    }
    return worst;
  }

  private static double echo(WireCaller caller, WireCaller.Spoken spoken) {
    long fromNs = spoken.firstSpeechNs - CLIP.speechStartMs() * 1_000_000L;
    long toNs = fromNs + CLIP.pcm().length * 125_000L + ECHO_MS * 1_000_000L;
    return Correlation.bySegments(CLIP.pcm(), caller.recording(fromNs, toNs));
  }

  /** All hang up at once. */
  @Override
  public void close() throws IOException {
    for (WireCaller caller : callers) {
      caller.close();
    }
  }
}
