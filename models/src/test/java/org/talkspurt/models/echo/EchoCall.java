package org.talkspurt.models.echo;

import java.util.Arrays;
import org.talkspurt.dialog.listen.Interruption.Verdict;
import org.talkspurt.rtp.audio.EchoCanceller;

/** A call in ticks of 20 ms: the line, the guard, the ear, and the bot's mouth. */
final class EchoCall {
  static final int FRAME = 160;
  private static final long TICK_NS = 20_000_000;
  private static final short[] NOBODY = {};

  private final EchoLine line;
  private final EchoCanceller guard;
  private final Listener listener;
  private final short[] sent = new short[FRAME];
  private final short[] received = new short[FRAME];
  private long nowNs;

  /**
   * What became of a turn.
   *
   * @param pauses how often the bot paused before the caller spoke, and went on
   * @param stops how often it stopped then: 0 or 1
   * @param caught whether the caller stopped it
   * @param latencyMs from the caller's first sound to the pause
   */
  record Outcome(int pauses, int stops, boolean caught, double latencyMs) {}

  EchoCall(EchoLine line, EchoCanceller guard, Listener listener) {
    this.line = line;
    this.guard = guard;
    this.listener = listener;
  }

  /** Nobody speaks. */
  void silence(int ticks) {
    for (int i = 0; i < ticks; i++) {
      tick(NOBODY, 0, NOBODY, 0, false);
    }
  }

  /** The bot speaks, and nobody else. */
  Outcome turn(short[] speech) {
    return turn(speech, new CallerClip("nobody", NOBODY, Integer.MAX_VALUE, 0), 0);
  }

  /**
   * The bot speaks, and the caller as well.
   *
   * @param clipAt sample of the turn at which the clip begins
   */
  Outcome turn(short[] speech, CallerClip clip, int clipAt) {
    listener.botSpeaks();
    int spoken = 0;
    int pauses = 0;
    boolean paused = false;
    double pausedAt = 0;
    for (int at = 0; spoken < speech.length; at += FRAME) {
      Verdict verdict = tick(speech, spoken, clip.samples(), at - clipAt, paused);
      long since = at + FRAME - clipAt - (long) clip.speechFrom();
      if (verdict != null && !paused) {
        pausedAt = since / 8.0;
      }
      paused = verdict == Verdict.PENDING;
      if (verdict == Verdict.STOP) {
        finish(clip, at + FRAME - clipAt);
        return new Outcome(pauses, pausedAt < 0 ? 1 : 0, pausedAt >= 0, pausedAt);
      }
      pauses += verdict == Verdict.RESUME && pausedAt < 0 ? 1 : 0;
      spoken += paused ? 0 : FRAME;
    }
    return new Outcome(pauses, 0, false, 0);
  }

  private void finish(CallerClip clip, int from) {
    for (int at = from; at < clip.samples().length; at += FRAME) {
      tick(NOBODY, 0, clip.samples(), at, true);
    }
  }

  private Verdict tick(short[] speech, int from, short[] caller, int callerFrom, boolean paused) {
    line.pass(sent, caller, callerFrom, received);
    guard.onReceived(received);
    boolean speaks = from < speech.length;
    Verdict verdict = listener.hear(received, speaks, nowNs);
    Arrays.fill(sent, (short) 0);
    if (speaks && !paused && verdict == null) {
      System.arraycopy(speech, from, sent, 0, Math.min(FRAME, speech.length - from));
    }
    guard.onSent(sent, FRAME);
    nowNs += TICK_NS;
    return verdict;
  }
}
