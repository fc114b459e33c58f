package org.talkspurt.dialog.reply;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.talkspurt.dialog.spi.Speech;
import org.talkspurt.dialog.spi.SpeechSynthesizer;
import org.talkspurt.rtp.audio.Resampler;

/**
 * How an agent sounds: text to clauses, clauses to samples, through a cache. Thread-safe; shared by
 * the agent's calls.
 */
public final class Voice {
  /** What is spoken of a longer text: nobody listens to five minutes of bot. */
  private static final int MAX_TEXT_CHARS = 4_000;

  private static final int MOST_OPENINGS = 1_000;

  private final SpeechSynthesizer synthesizer;
  private final Executor lane;
  private final Function<String, List<String>> splitter;
  private final UnaryOperator<String> normalizer;
  private final ClauseCache cache;

  /** First clauses of the texts prepared so far: every call has the same ones looked at again. */
  private final Map<String, Optional<Clause>> openings = new ConcurrentHashMap<>();

  /**
   * @param lane where synthesis runs
   * @param splitter written text to clauses, each with its punctuation
   * @param normalizer a written clause to its spoken form
   */
  public Voice(
      SpeechSynthesizer synthesizer,
      Executor lane,
      Function<String, List<String>> splitter,
      UnaryOperator<String> normalizer,
      ClauseCache cache) {
    this.synthesizer = synthesizer;
    this.lane = lane;
    this.splitter = splitter;
    this.normalizer = normalizer;
    this.cache = cache;
  }

  /** A voice that speaks US English. */
  public static Voice english(SpeechSynthesizer synthesizer, Executor lane, ClauseCache cache) {
    return new Voice(synthesizer, lane, SentenceSplitter::split, TextNormalizer::spokenForm, cache);
  }

  /** The clauses of a written text, in order; empty for a text without words. */
  public List<Clause> clauses(String text) {
    String kept = text.length() > MAX_TEXT_CHARS ? text.substring(0, MAX_TEXT_CHARS) : text;
    List<Clause> clauses = new ArrayList<>();
    for (String clause : splitter.apply(kept)) {
      clauses.addAll(clause(clause));
    }
    return List.copyOf(clauses);
  }

  /** A text that is one clause; empty without words. */
  public List<Clause> clause(String text) {
    String spokenForm = normalizer.apply(text).strip();
    return spokenForm.chars().anyMatch(Character::isLetterOrDigit)
        ? List.of(new Clause(text.strip(), spokenForm))
        : List.of();
  }

  /** The clause's samples if they need no synthesis; not to be written to. */
  public short @Nullable [] cached(Clause clause, int sampleRateHz) {
    return cache.get(key(clause, sampleRateHz));
  }

  /** Synthesises on the lane; the samples are not to be written to. */
  public CompletableFuture<short[]> speak(Clause clause, int sampleRateHz) {
    return CompletableFuture.supplyAsync(() -> synthesize(clause, sampleRateHz), lane);
  }

  /**
   * Synthesises a text into the cache, so that it is spoken at once when it is needed.
   *
   * @return completes when all of it is there, exceptionally if synthesis fails or the lane is full
   */
  public CompletableFuture<Void> prefetch(String text, int sampleRateHz) {
    return speakAll(text, sampleRateHz).thenAccept(_ -> {});
  }

  /**
   * Synthesises a whole text on the lane.
   *
   * @return completes exceptionally if synthesis fails or the lane is full
   */
  public CompletableFuture<short[]> speakAll(String text, int sampleRateHz) {
    try {
      return CompletableFuture.supplyAsync(
          () -> {
            List<short[]> parts =
                clauses(text).stream().map(clause -> synthesize(clause, sampleRateHz)).toList();
            short[] whole = new short[parts.stream().mapToInt(part -> part.length).sum()];
            int filled = 0;
            for (short[] part : parts) {
              System.arraycopy(part, 0, whole, filled, part.length);
              filled += part.length;
            }
            return whole;
          },
          lane);
    } catch (RejectedExecutionException full) {
      return CompletableFuture.failedFuture(full);
    }
  }

  /**
   * Synthesises the first clauses of texts that may be wanted soon into the cache, one at a time: a
   * caller who needs the voice meanwhile waits for one clause at most. Ends early when {@code idle}
   * refuses.
   *
   * @param texts asked for on {@code idle}
   * @param idle runs what nobody waits for, on the thread of the voice's lane
   */
  public void prepare(Supplier<List<String>> texts, int sampleRateHz, Executor idle) {
    whenIdle(idle, () -> prepareNext(texts.get().iterator(), sampleRateHz, idle));
  }

  private void prepareNext(Iterator<String> texts, int sampleRateHz, Executor idle) {
    while (texts.hasNext()) {
      Clause opening = opening(texts.next());
      if (opening != null && cached(opening, sampleRateHz) == null) {
        synthesize(opening, sampleRateHz);
        whenIdle(idle, () -> prepareNext(texts, sampleRateHz, idle));
        return;
      }
    }
  }

  /** The first clause; null for a text without words. */
  private @Nullable Clause opening(String text) {
    if (openings.size() >= MOST_OPENINGS) {
      openings.clear();
    }
    return openings
        .computeIfAbsent(text, unknown -> clauses(unknown).stream().findFirst())
        .orElse(null);
  }

  private static void whenIdle(Executor idle, Runnable work) {
    try {
      idle.execute(work);
    } catch (RejectedExecutionException busy) {
      // What is missing is synthesised when it is wanted.
    }
  }

  private short[] synthesize(Clause clause, int sampleRateHz) {
    ClauseCache.Key key = key(clause, sampleRateHz);
    short[] known = cache.get(key);
    if (known != null) {
      return known;
    }
    String spokenForm = clause.spokenForm();
    Speech speech = SpeechCheck.check(spokenForm, synthesizer.synthesize(spokenForm));
    short[] samples = Resampler.create(speech.sampleRateHz(), sampleRateHz).whole(speech.samples());
    cache.put(key, samples);
    return samples;
  }

  private ClauseCache.Key key(Clause clause, int sampleRateHz) {
    return new ClauseCache.Key(synthesizer.voice(), clause.spokenForm(), sampleRateHz);
  }
}
