package org.talkspurt.it.turns;

import org.talkspurt.dialog.ConversationListener;
import org.talkspurt.dialog.Turn;
import org.talkspurt.dialog.settings.ConversationSettings;

/** One case played to a conversation. */
final class SimulatedCall implements ConversationListener {

  /** Short enough not to be interrupted by the rest of a sentence. */
  private static final SteadyVoice BEEP = new SteadyVoice(60);

  private final TurnCase played;
  private final SimulatedBot bot;
  private long heardInPauseNs = -1;
  private long heardNs = -1;

  /** When sound was last heard. */
  private long soundNs = -1;

  private int discarded;
  private String evidence = "";
  private String transcript = "";

  SimulatedCall(TurnCase played, Models models, Costs costs, ConversationSettings settings) {
    this.played = played;
    bot =
        new SimulatedBot(
            models,
            costs,
            settings,
            "Hello.",
            played.clip().expected(),
            BEEP,
            this,
            this::utteranceSeconds);
  }

  /** Plays it to its end. */
  TurnResult play() {
    bot.play(played.pcm(), this::hear);
    long frameNs = SimulatedBot.FRAME_NS;
    long lastPacketNs = (Costs.ns(played.endMs()) / frameNs + 1) * frameNs;
    return new TurnResult(
        played,
        heardNs < 0 ? Double.NaN : (heardNs - lastPacketNs) / 1e6,
        heardInPauseNs < 0 ? Double.NaN : heardInPauseNs / 1e6 - played.pauseFromMs(),
        discarded,
        transcript,
        evidence);
  }

  private void hear(long nowNs) {
    boolean begins = nowNs - soundNs > SimulatedBot.FRAME_NS;
    soundNs = nowNs;
    double ms = nowNs / 1e6;
    if (played.pauses() && ms > played.pauseFromMs() && ms < played.pauseToMs()) {
      heardInPauseNs = heardInPauseNs < 0 ? nowNs : heardInPauseNs;
    } else if (begins && ms > played.lastBeginMs() && heardNs <= Costs.ns(played.endMs())) {
      // The first one after the end; before a faint end, the last one.
      heardNs = nowNs;
    }
  }

  /** Of the sound that was asked for last. */
  private double utteranceSeconds() {
    double sinceStartMs = bot.ms() - (played.endMs() - played.clip().speechEndMs());
    return Math.max(0.3, sinceStartMs / 1e3);
  }

  @Override
  public void onTurn(Turn turn) {
    if (!turn.transcript().isEmpty()) {
      evidence = turn.evidence();
      transcript = turn.transcript();
    }
  }

  @Override
  public void onSpeculationDiscarded(int turn) {
    discarded++;
  }

  @Override
  public void onBroken(RuntimeException cause) {
    throw new IllegalStateException(played.toString(), cause);
  }
}
