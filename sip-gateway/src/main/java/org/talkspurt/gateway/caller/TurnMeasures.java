package org.talkspurt.gateway.caller;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.talkspurt.gateway.caller.line.PacketTrace;
import org.talkspurt.gateway.caller.line.Sound.Gap;
import org.talkspurt.gateway.caller.line.Spoken;

/** What the packets of a turn say. */
public final class TurnMeasures {

  /** An agent that speaks on so long after an interruption has missed it. */
  static final long MISSED_NS = 2_000_000_000L;

  /** An agent that is silent so long after a cough has stopped for it. */
  static final long RESUMES_NS = 1_500_000_000L;

  private final PacketTrace trace;
  private final Spoken spoken;
  private final long untilNs;

  /**
   * @param untilNs end of the turn
   */
  public TurnMeasures(PacketTrace trace, Spoken spoken, long untilNs) {
    this.trace = trace;
    this.spoken = spoken;
    this.untilNs = untilNs;
  }

  /** From the last sample of speech to the first packet of the reply; null if there is none. */
  public @Nullable Double latencyMs() {
    OptionalLong replied = trace.audibleBetween(spoken.lastSpeechNs(), untilNs);
    boolean overlapped = isAudibleAt(spoken.lastSpeechNs());
    return replied.isPresent() && !overlapped
        ? (replied.getAsLong() - spoken.lastSpeechNs()) / 1e6
        : null;
  }

  private boolean isAudibleAt(long atNs) {
    OptionalLong last = trace.lastAudible(atNs);
    return last.isPresent() && atNs - last.getAsLong() < PacketTrace.STOPPED_NS / 2;
  }

  /** When the agent had stopped for the caller; empty if it did not within 2 s. */
  private OptionalLong stopped() {
    OptionalLong stopped = trace.stoppedAfter(spoken.firstSpeechNs(), untilNs);
    return stopped.isPresent() && stopped.getAsLong() - spoken.firstSpeechNs() <= MISSED_NS
        ? stopped
        : OptionalLong.empty();
  }

  /** From the first packet of speech to the agent's last audible one; null if it spoke on. */
  public @Nullable Double stopMs() {
    OptionalLong stopped = stopped();
    return stopped.isPresent() ? (stopped.getAsLong() - spoken.firstSpeechNs()) / 1e6 : null;
  }

  /** How long the agent paused for the sound; 0: not at all; null: for good. */
  public @Nullable Double resumedMs() {
    long soundNs = spoken.firstSpeechNs();
    long doneNs = spoken.lastSpeechNs();
    OptionalLong stopped = trace.stoppedAfter(soundNs, untilNs);
    if (stopped.isEmpty() || stopped.getAsLong() > doneNs + PacketTrace.STOPPED_NS) {
      return 0.0; // what it paused for later was the end of a clause
    }
    OptionalLong resumed = trace.audibleBetween(stopped.getAsLong(), untilNs);
    return resumed.isPresent() && resumed.getAsLong() <= doneNs + RESUMES_NS
        ? (resumed.getAsLong() - stopped.getAsLong()) / 1e6
        : null;
  }

  /** Pauses within the speech in which the agent began to speak. */
  public int talkedOver() {
    int count = 0;
    for (Gap gap : spoken.sound().pauses()) {
      long fromNs = spoken.sentNs(gap.from());
      if (!isAudibleAt(fromNs)
          && trace.audibleBetween(fromNs, spoken.sentNs(gap.to())).isPresent()) {
        count++;
      }
    }
    return count;
  }
}
