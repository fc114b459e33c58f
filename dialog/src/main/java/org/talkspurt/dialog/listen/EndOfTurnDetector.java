package org.talkspurt.dialog.listen;

import java.time.Duration;
import org.talkspurt.dialog.settings.EndOfTurnSettings;

/**
 * Follows one caller's speech through voice activity and tells when a turn may be prepared and when
 * it has ended. It always listens; {@link #reset()} forgets an utterance that was taken or
 * dismissed.
 */
public final class EndOfTurnDetector {
  private static final int SAMPLES_PER_MS = 16;

  /** How far a voice activity detector may hang on after the last sound. */
  private static final int LOOK_BACK = 200 * SAMPLES_PER_MS;

  /** One silent window may be a plosive's closure: less than two prove nothing. */
  private static final int SILENT_WINDOWS = 2;

  /** How much of a silence voice activity may still owe us (window, lane) when a deadline comes. */
  private static final long REPORT_LAG = 100 * SAMPLES_PER_MS;

  private enum Phase {
    IDLE,
    SPEECH,
    TRAILING
  }

  private final EndOfTurnSettings settings;
  private final SampleReader hearing;
  private final PauseHabit habit = new PauseHabit();

  private Phase phase = Phase.IDLE;
  private int loudWindows;
  private int silentWindows;
  private long loudFrom;
  private long start;
  private long voicedEnd;
  private long end;
  private long speechSamples;
  private long silenceReportedNs;
  private long reported;

  public EndOfTurnDetector(EndOfTurnSettings settings, SampleReader hearing) {
    this.settings = settings;
    this.hearing = hearing;
  }

  /** Takes the next window; parameters as in {@code Hearing.Listener}, and when it came. */
  public void onVoiceActivity(long endPosition, int windowSamples, float probability, long nowNs) {
    reported = endPosition;
    boolean loud = probability >= settings.startProbability();
    switch (phase) {
      case IDLE -> {
        countLoud(loud, endPosition - windowSamples);
        if (loudWindows >= settings.startWindows()) {
          start = loudFrom;
          speechSamples = 0;
          speak(endPosition, windowSamples);
        }
      }
      case SPEECH -> {
        if (probability >= settings.endProbability()) {
          speechSamples += windowSamples;
          voicedEnd = endPosition;
        } else {
          phase = Phase.TRAILING;
          loudWindows = 0;
          silentWindows = 1;
          silenceReportedNs = nowNs;
          locateEnd();
        }
      }
      case TRAILING -> {
        countLoud(loud, endPosition - windowSamples);
        if (loudWindows >= settings.startWindows()) {
          habit.paused(loudFrom - end);
          speak(endPosition, windowSamples);
        } else if (!loud) {
          silentWindows++;
          if (silentWindows <= SILENT_WINDOWS) {
            locateEnd();
          }
        }
      }
    }
  }

  /** Whether an utterance is under way: speech, or the silence behind it. */
  public boolean hasUtterance() {
    return phase != Phase.IDLE;
  }

  /** Whether the caller speaks at the moment. */
  public boolean speaking() {
    return phase == Phase.SPEECH;
  }

  /** Silence reported behind the utterance, in 16 kHz samples; 0 while the caller speaks. */
  public long silentSamples() {
    return phase == Phase.TRAILING ? Math.max(0, reported - end) : 0;
  }

  /** Whether the caller has paused long enough to prepare an answer that may be thrown away. */
  public boolean worthSpeculating() {
    return phase == Phase.TRAILING
        && loudWindows == 0
        && silentWindows >= SILENT_WINDOWS
        && silentSamples() >= samples(settings.speculateAfter());
  }

  /** The utterance under way as far as it is known. */
  public Utterance utterance() {
    return new Utterance(start, speaking() ? voicedEnd : end, speechSamples, silenceReportedNs);
  }

  /** Position from which to recognise {@link #utterance()}. */
  public long recognizeFrom() {
    return Math.max(0, start - samples(settings.lead()));
  }

  /** Position after the last reported window: as far as recognition may look. */
  public long reported() {
    return reported;
  }

  /** How this caller pauses, for {@link Evidence}. */
  public double habit() {
    return habit.logOdds();
  }

  /** What {@code evidence} comes to. */
  public EndOfTurn judge(Evidence evidence) {
    return EndOfTurn.of(evidence, settings);
  }

  /**
   * Whether the caller has finished.
   *
   * @param judgement what speaks for it besides silence
   * @param lastSpeechNs when the last sample of the utterance was played
   */
  public boolean ended(EndOfTurn judgement, long lastSpeechNs, long nowNs) {
    Duration needed = judgement.silence();
    // A single loud window may be the caller going on: the next one tells.
    return phase == Phase.TRAILING
        && loudWindows == 0
        && nowNs - lastSpeechNs >= needed.toNanos()
        && silentSamples() >= samples(needed) - REPORT_LAG;
  }

  /** The utterance was taken for the caller's turn. */
  public void taken() {
    habit.finished();
  }

  /** The utterance under way, if any, began with {@code before}, which was taken for finished. */
  public void rejoin(Utterance before) {
    habit.wentOn();
    start = before.startPosition();
    speechSamples += before.speechSamples();
  }

  /** Forgets the utterance. */
  public void reset() {
    phase = Phase.IDLE;
    loudWindows = 0;
  }

  private void speak(long endPosition, int windowSamples) {
    phase = Phase.SPEECH;
    speechSamples += (long) loudWindows * windowSamples;
    voicedEnd = endPosition;
    loudWindows = 0;
  }

  private void countLoud(boolean loud, long windowStart) {
    if (!loud) {
      loudWindows = 0;
    } else if (loudWindows++ == 0) {
      loudFrom = windowStart;
    }
  }

  /** Moves the end from a window's edge to where the sound ends. */
  private void locateEnd() {
    long from = Math.max(start, voicedEnd - LOOK_BACK);
    short[] tail = hearing.samples(from, reported);
    long first = reported - tail.length;
    int sound = SpeechEdge.endOfSound(tail, (int) Math.max(0, voicedEnd - first));
    end = sound == 0 ? voicedEnd : first + sound;
  }

  private static long samples(Duration duration) {
    return duration.toMillis() * SAMPLES_PER_MS;
  }
}
