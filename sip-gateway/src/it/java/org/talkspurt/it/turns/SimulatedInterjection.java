package org.talkspurt.it.turns;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.talkspurt.dialog.BargeInOutcome;
import org.talkspurt.dialog.ConversationListener;
import org.talkspurt.dialog.agent.ExpectedAnswer;
import org.talkspurt.dialog.settings.ConversationSettings;

/** A bot that speaks without a gap, and a caller who makes a sound meanwhile. */
final class SimulatedInterjection implements ConversationListener {
  /** Longer than the call. */
  private static final String LONG_REPLY = "All of this is worth knowing. ".repeat(10);

  private static final SteadyVoice VOICE = new SteadyVoice(20_000);

  /** The sink that stands for the session's stops at once; that one fades for a frame. */
  private static final int FADE_MS = 20;

  /** Silence that is none of the packets' own. */
  private static final long GAP_NS = Costs.ns(30);

  private final Interjection played;
  private final SimulatedBot bot;
  private final List<BargeInOutcome> outcomes = new ArrayList<>();
  private long audibleNs;
  private long stoppedNs = -1;
  private long longestNs;

  /**
   * How it went.
   *
   * @param stopMs from the first packet with sound to the bot's last before it fell silent; NaN: it
   *     spoke on
   * @param pausedMs the longest silence of a bot that spoke on; NaN if it did not
   */
  record Result(Interjection of, double stopMs, double pausedMs, boolean stopped, String outcomes) {
    @Override
    public String toString() {
      return "%-24s at %5d ms, %4d ms: silent after %4.0f ms, for %4.0f ms %s"
          .formatted(of.name(), of.fromMs(), of.toMs() - of.fromMs(), stopMs, pausedMs, outcomes);
    }
  }

  SimulatedInterjection(Interjection played, Models models, Costs costs) {
    this.played = played;
    bot =
        new SimulatedBot(
            models,
            costs,
            ConversationSettings.defaults(),
            LONG_REPLY,
            ExpectedAnswer.ANYTHING,
            VOICE,
            this,
            this::utteranceSeconds);
  }

  private double utteranceSeconds() {
    return Math.max(0.3, (bot.ms() - played.fromMs()) / 1e3);
  }

  Result play() {
    bot.play(played.pcm(), this::hear);
    boolean stopped = outcomes.contains(BargeInOutcome.STOPPED);
    long frameNs = SimulatedBot.FRAME_NS;
    long firstPacketNs = (Costs.ns(played.fromMs()) / frameNs + 1) * frameNs;
    return new Result(
        played,
        stoppedNs < 0 ? Double.NaN : (stoppedNs - firstPacketNs) / 1e6 + FADE_MS,
        stopped ? Double.NaN : longestNs / 1e6,
        stopped,
        outcomes.toString());
  }

  private void hear(long nowNs) {
    long gapNs = nowNs - audibleNs;
    if (audibleNs > 0 && gapNs > GAP_NS) {
      longestNs = Math.max(longestNs, gapNs);
    }
    audibleNs = nowNs;
  }

  @Override
  public void onBargeIn(Duration toPause, BargeInOutcome outcome) {
    if (outcomes.isEmpty()) {
      stoppedNs = audibleNs;
    }
    outcomes.add(outcome);
  }

  @Override
  public void onBroken(RuntimeException cause) {
    throw new IllegalStateException(played.toString(), cause);
  }
}
