package org.talkspurt.dialog.listen;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.talkspurt.dialog.settings.AnswererSettings;

/**
 * Tells from the first seconds who answered a call: people say a word or a sentence and wait;
 * machines speak on, say what only machines say, and beep. A person is waiting for us, so what
 * looks like one is believed soon, and the verdict is taken back if a machine turns up after all.
 *
 * <p>Time is the sound's: positions are 16 kHz samples since the call was answered.
 */
public final class GreetingJudge {
  private static final int SAMPLES_PER_MS = 16;
  private static final float LOUD = 0.5f;
  private static final float QUIET = 0.35f;

  /** Windows in a row that are speech, not a click. */
  private static final int START_WINDOWS = 2;

  /** Silence after words by which a person waits for an answer. */
  private static final int AFTER_HUMAN_WORDS_MS = 320;

  private static final int AFTER_A_WORD_MS = 480;
  private static final int AFTER_A_SENTENCE_MS = 750;
  private static final int AFTER_MORE_MS = 1_000;
  private static final int AFTER_MACHINE_LIKE_MS = 1_500;
  private static final int A_WORD_MS = 1_300;
  private static final int A_SENTENCE_MS = 3_000;

  /** How long a verdict may be taken back. */
  private static final long REVISABLE = samples(Duration.ofSeconds(15));

  /** Machines begin to record a little after the beep. */
  private static final long AFTER_BEEP = samples(Duration.ofMillis(300));

  private final AnswererSettings settings;

  private int loudWindows;
  private boolean begun;
  private boolean going;
  private long start;
  private long end;
  private GreetingWords words = GreetingWords.NEUTRAL;
  private @Nullable Answerer verdict;
  private long verdictAt;
  private long beepAt = -1;

  public GreetingJudge(AnswererSettings settings) {
    this.settings = settings;
  }

  /** Takes the next window; parameters as in {@code Hearing.Listener}. */
  public void onVoiceActivity(long endPosition, int windowSamples, float probability) {
    loudWindows = probability >= LOUD ? loudWindows + 1 : 0;
    if (loudWindows >= START_WINDOWS) {
      if (!begun) {
        begun = true;
        start = endPosition - (long) loudWindows * windowSamples;
      }
      going = true;
    } else if (probability < QUIET) {
      going = false;
    }
    if (going) {
      end = endPosition;
    }
  }

  /** What was said so far, or the last of it. */
  public void onWords(String transcript) {
    GreetingWords told = GreetingWords.of(transcript);
    if (verdict == null || told == GreetingWords.OF_A_MACHINE) {
      words = told;
    }
  }

  /** A beep has ended. */
  public void onBeep(long position) {
    beepAt = position;
  }

  /** Who it is, as of {@code position}; null while that is open. May change to a machine once. */
  public @Nullable Answerer verdict(long position) {
    Answerer now = judge(position);
    if (now != verdict) {
      verdict = now;
      verdictAt = position;
    }
    return verdict;
  }

  private @Nullable Answerer judge(long position) {
    if (verdict == Answerer.MACHINE || settled(position)) {
      return verdict;
    }
    if (beepAt >= 0 || words == GreetingWords.OF_A_MACHINE) {
      return Answerer.MACHINE;
    }
    if (verdict != null) {
      return verdict;
    }
    if (!begun) {
      return position >= samples(settings.firstWord()) ? Answerer.UNKNOWN : null;
    }
    if (position - end >= silenceNeeded()) {
      return Answerer.HUMAN;
    }
    boolean offersHelp = words == GreetingWords.OF_A_HUMAN;
    return end - start >= samples(settings.longGreeting()) && !offersHelp ? Answerer.MACHINE : null;
  }

  /** Whether the verdict is final. */
  public boolean settled(long position) {
    return verdict != null && verdict != Answerer.MACHINE && position - verdictAt > REVISABLE;
  }

  private long silenceNeeded() {
    long spokenMs = (end - start) / SAMPLES_PER_MS;
    int neededMs =
        switch (words) {
          case OF_A_HUMAN -> AFTER_HUMAN_WORDS_MS;
          case LIKE_A_MACHINE -> AFTER_MACHINE_LIKE_MS;
          case OF_A_MACHINE, NEUTRAL -> {
            if (spokenMs <= A_WORD_MS) {
              yield AFTER_A_WORD_MS;
            }
            yield spokenMs <= A_SENTENCE_MS ? AFTER_A_SENTENCE_MS : AFTER_MORE_MS;
          }
        };
    return (long) neededMs * SAMPLES_PER_MS;
  }

  /** Whether a machine may be spoken to now: it has beeped, or will not any more. */
  public boolean listens(long position) {
    if (verdict != Answerer.MACHINE) {
      return false;
    }
    boolean beeped = beepAt >= 0 && position - beepAt >= AFTER_BEEP;
    boolean silent = position - Math.max(end, verdictAt) >= samples(settings.noBeep());
    return beeped || silent || position - verdictAt >= samples(settings.longestWait());
  }

  /** Whether anything was said. */
  public boolean begun() {
    return begun;
  }

  /** Position of the first word. */
  public long start() {
    return start;
  }

  /** How long it has been quiet; 0 while somebody speaks. */
  public long silentSamples(long position) {
    return begun && !going ? Math.max(0, position - end) : 0;
  }

  private static long samples(Duration duration) {
    return duration.toMillis() * SAMPLES_PER_MS;
  }
}
