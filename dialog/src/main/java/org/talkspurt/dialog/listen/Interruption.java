package org.talkspurt.dialog.listen;

import java.time.Duration;
import org.talkspurt.dialog.agent.ExpectedAnswer;
import org.talkspurt.dialog.settings.BargeInSettings;

/**
 * A caller's sound that paused the bot, until it is clear whether it was meant. Words decide as
 * soon as there are any; else how long the caller spoke.
 */
public final class Interruption {
  private static final int SAMPLES_PER_MS = 16;

  /** Below this, a window is silence; between words too. */
  private static final float SPEECH_PROBABILITY = 0.5f;

  /** Silence after which the sound is over. */
  private static final long OVER_AFTER = 96 * SAMPLES_PER_MS;

  /** What became of it. */
  public enum Verdict {
    PENDING,
    STOP,
    RESUME
  }

  private final BargeInSettings settings;
  private final long onsetPosition;
  private final long pausedNs;

  private long speechSamples;
  private long silentSamples;
  private final PartialStabilizer partials = new PartialStabilizer();
  private boolean meant;
  private boolean dismissed;

  /** Whether the words so far, of a sound that may go on, ask for nothing. */
  private boolean acknowledging;

  /** Whether the latest words, which may still change, ask for nothing. */
  private boolean guessedNothing;

  Interruption(BargeInSettings settings, long onsetPosition, long speechSamples, long pausedNs) {
    this.settings = settings;
    this.onsetPosition = onsetPosition;
    this.speechSamples = speechSamples;
    this.pausedNs = pausedNs;
  }

  /** Position of the first sample of the caller's sound. */
  public long onsetPosition() {
    return onsetPosition;
  }

  /** When the bot was paused, loop clock. */
  public long pausedNs() {
    return pausedNs;
  }

  /** Takes the next window of voice activity. */
  public void onVoiceActivity(int windowSamples, float probability) {
    if (probability >= SPEECH_PROBABILITY) {
      speechSamples += windowSamples;
      silentSamples = 0;
    } else {
      silentSamples += windowSamples;
    }
  }

  /** Takes what was recognised while the caller may still be speaking: half a word may be wrong. */
  public void onPartial(String transcript, ExpectedAnswer expected) {
    String words = partials.onPartial(transcript);
    boolean asksForNothing = Backchannels.isBackchannel(transcript, expected);
    if (!transcript.isEmpty()) {
      guessedNothing = asksForNothing;
    }
    if (!words.isEmpty()) {
      // "Thank" may be all that is stable of "thank you".
      acknowledging = asksForNothing || Backchannels.isBackchannel(words, expected);
      meant |= !acknowledging;
    }
  }

  /** Takes what was recognised after the caller had paused. */
  public void onFinal(String transcript, ExpectedAnswer expected) {
    dismissed = Backchannels.isBackchannel(transcript, expected);
    meant |= !dismissed;
  }

  /** Whether there are words, and they ask for nothing; once it is quiet a guess is enough. */
  public boolean asksForNothing() {
    return dismissed || acknowledging || (guessedNothing && silentSamples > 0);
  }

  /** What is known by now. */
  public Verdict verdict(long nowNs) {
    if (meant) {
      return Verdict.STOP;
    }
    if (isOver() && (dismissed || speechSamples < samples(settings.shortest()))) {
      return Verdict.RESUME;
    }
    if (nowNs - pausedNs < settings.verdictWithin().toNanos()) {
      return Verdict.PENDING;
    }
    if (asksForNothing()) {
      return Verdict.RESUME; // who goes on long after "okay" is noticed anew
    }
    boolean longSpeech = speechSamples >= samples(settings.enough());
    return !isOver() || longSpeech ? Verdict.STOP : Verdict.RESUME;
  }

  private boolean isOver() {
    return silentSamples >= OVER_AFTER;
  }

  private static long samples(Duration duration) {
    return duration.toMillis() * SAMPLES_PER_MS;
  }
}
