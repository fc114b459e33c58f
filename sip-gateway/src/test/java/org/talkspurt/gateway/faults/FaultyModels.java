package org.talkspurt.gateway.faults;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.talkspurt.dialog.spi.LanguageModel;
import org.talkspurt.dialog.spi.SentenceEmbedder;
import org.talkspurt.dialog.spi.Speech;
import org.talkspurt.dialog.spi.SpeechRecognizer;
import org.talkspurt.dialog.spi.SpeechSynthesizer;
import org.talkspurt.dialog.spi.Transcript;
import org.talkspurt.dialog.spi.TurnDetector;
import org.talkspurt.dialog.spi.VoiceActivityDetector;

/**
 * Models that know their callers by loudness and by name, and one of which fails whenever it has to
 * do with one of them. Each works at once unless it is slow.
 */
final class FaultyModels {
  static final List<String> CALLERS = List.of("Ann", "Bob", "Cid", "Dan");
  private static final int QUIETEST = 4_000;
  private static final int LOUDER = 1_000;
  private static final long SLOW_MS = 2_000;
  private static final int RATE_HZ = 16_000;

  private final ManualClock clock;
  private final FaultyStage stage;
  private final Fault fault;
  private final int victim;
  private final Random random;
  private volatile boolean armed;

  FaultyModels(ManualClock clock, FaultyStage stage, Fault fault, int victim, Random random) {
    this.clock = clock;
    this.stage = stage;
    this.fault = fault;
    this.victim = victim;
    this.random = random;
  }

  /** From now on it fails. */
  void arm() {
    armed = true;
  }

  static short amplitude(int caller) {
    return (short) (QUIETEST + LOUDER * caller);
  }

  /** Whose sound that is; −1: nobody's. */
  private static int caller(short[] samples) {
    int loudest = 0;
    for (short sample : samples) {
      loudest = Math.max(loudest, sample);
    }
    return loudest < QUIETEST ? -1 : (loudest - QUIETEST) / LOUDER;
  }

  private static int caller(String text) {
    for (int i = 0; i < CALLERS.size(); i++) {
      if (text.contains(CALLERS.get(i))) {
        return i;
      }
    }
    return -1;
  }

  private <T> T at(FaultyStage here, int caller, T good, Supplier<T> garbage) {
    if (!armed || here != stage || caller != victim) {
      return good;
    }
    return switch (fault) {
      case DEAD -> throw new IllegalStateException("dead");
      case HANGS -> {
        clock.sleep(Long.MAX_VALUE);
        yield good;
      }
      case SLOW -> {
        clock.sleep(SLOW_MS);
        yield good;
      }
      case GARBAGE -> garbage.get();
    };
  }

  @SafeVarargs
  private <T> T oneOf(T... garbage) {
    return garbage[random.nextInt(garbage.length)];
  }

  VoiceActivityDetector voiceActivity() {
    return new VoiceActivityDetector() {
      @Override
      public int windowSamples() {
        return 512;
      }

      @Override
      public State newState() {
        return new State() {};
      }

      @Override
      public void detect(State[] states, short[][] windows, int count, float[] probabilities) {
        for (int i = 0; i < count; i++) {
          int caller = caller(windows[i]);
          probabilities[i] =
              at(
                  FaultyStage.VOICE_ACTIVITY,
                  caller,
                  caller < 0 ? 0.01f : 0.98f,
                  () -> oneOf(Float.NaN, -1f, 17f));
        }
      }

      @Override
      public void close() {}
    };
  }

  SpeechRecognizer recognizer() {
    return new SpeechRecognizer() {
      @Override
      public Transcript recognize(short[] samples) {
        int caller = caller(samples);
        String words = caller < 0 ? "" : "Where does " + CALLERS.get(caller) + " find the moon?";
        return at(
            FaultyStage.RECOGNIZER,
            caller,
            new Transcript(words),
            () -> new Transcript(oneOf("", "the ".repeat(500), "\u0000\uFFFD")));
      }

      @Override
      public void close() {}
    };
  }

  TurnDetector turnModel() {
    return new TurnDetector() {
      @Override
      public float detect(short[] samples) {
        return at(
            FaultyStage.TURN_MODEL, caller(samples), 0.97f, () -> oneOf(Float.NaN, -3f, 1e9f));
      }

      @Override
      public void close() {}
    };
  }

  SpeechSynthesizer synthesiser() {
    return new SpeechSynthesizer() {
      @Override
      public String voice() {
        return "fake";
      }

      @Override
      public Speech synthesize(String spokenForm) {
        Speech good = new Speech(sound(spokenForm.length() * RATE_HZ / 20, 1_000), RATE_HZ);
        return at(
            FaultyStage.SYNTHESISER,
            caller(spokenForm),
            good,
            () ->
                new Speech(
                    oneOf(
                        new short[0],
                        sound(RATE_HZ, 0),
                        sound(RATE_HZ, Short.MAX_VALUE),
                        sound(120 * RATE_HZ, 1_000)),
                    RATE_HZ));
      }

      @Override
      public void close() {}
    };
  }

  private static short[] sound(int length, int amplitude) {
    short[] samples = new short[length];
    Arrays.fill(samples, (short) amplitude);
    return samples;
  }

  /**
   * A model that answers from a thread of its own.
   *
   * @param thread where it writes
   */
  LanguageModel languageModel(Executor thread) {
    return new LanguageModel() {
      @Override
      public Answering answer(Request request, Listener listener) {
        String asked = request.lines().getLast().text();
        int caller = caller(asked);
        thread.execute(
            () -> {
              try {
                String name = caller < 0 ? "you" : CALLERS.get(caller);
                listener.onText(
                    at(
                        FaultyStage.LANGUAGE_MODEL,
                        caller,
                        "The moon of " + name + " is above the house.",
                        () -> oneOf("", "*** --- ###", "\u0000\uFFFD")));
                listener.onEnd();
              } catch (IllegalStateException dead) {
                listener.onFailure(dead);
              }
            });
        return () -> {};
      }

      @Override
      public void close() {}
    };
  }

  /** Likeness is a word in common. */
  static SentenceEmbedder embedder() {
    return new SentenceEmbedder() {
      @Override
      public float[] embed(String sentence) {
        float[] vector = new float[997];
        String[] words = sentence.toLowerCase(java.util.Locale.ROOT).split("[^a-z]+");
        for (String word : words) {
          vector[Math.floorMod(word.hashCode(), vector.length)] = 1;
        }
        double length = 0;
        for (float value : vector) {
          length += value * value;
        }
        for (int i = 0; i < vector.length; i++) {
          vector[i] /= (float) Math.sqrt(length);
        }
        return vector;
      }

      @Override
      public void close() {}
    };
  }
}
