package org.talkspurt.dialog.reply;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
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
import java.util.regex.Matcher;
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

  /** No clause is shorter, however short its words. */
  static final Duration SHORTEST = Duration.ofMillis(200);

  private static final int MOST_OPENINGS = 1_000;

  /** A Latin letter of inscriptions that no text has, and no rule of a normalizer knows. */
  private static final String STAND_IN = "\ua7f7";

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

  /** The same voice with an agent's pronunciations; it shares the cache. */
  public Voice with(Lexicon lexicon) {
    return new Voice(
        synthesizer, lane, splitter, text -> lexicon.apply(normalizer.apply(text)), cache);
  }

  /** The clauses of a text with {@link Markup}, in order; empty for a text without words. */
  public List<Clause> clauses(String text) {
    return clauses(text, splitter);
  }

  /** A text that is one clause; empty without words. */
  public List<Clause> clause(String text) {
    return clauses(text, List::of);
  }

  private List<Clause> clauses(String text, Function<String, List<String>> split) {
    String kept = text.length() > MAX_TEXT_CHARS ? text.substring(0, MAX_TEXT_CHARS) : text;
    List<Clause> clauses = new ArrayList<>();
    for (Markup.Stretch stretch : Markup.stretches(kept)) {
      Optional<Duration> pause = stretch.pauseBefore();
      int from = 0;
      for (String part : split.apply(stretch.text())) {
        int start = stretch.text().indexOf(part, from);
        from = start + part.length();
        String spokenForm = spokenForm(stretch, start, from);
        if (spokenForm.chars().anyMatch(Character::isLetterOrDigit)) {
          clauses.add(
              new Clause(part.strip(), spokenForm, pause, stretch.rate(), stretch.uninterrupted()));
          pause = Optional.empty();
        }
      }
      if (stretch.text().isEmpty() && !clauses.isEmpty()) {
        clauses.add(new Clause("", "", pause, 1, stretch.uninterrupted()));
      }
    }
    return List.copyOf(clauses);
  }

  /** What is read in a manner of its own is kept from the normalizer by a stand-in. */
  private String spokenForm(Markup.Stretch stretch, int start, int end) {
    var written = new StringBuilder();
    List<String> readings = new ArrayList<>();
    int at = start;
    for (Markup.Said said : stretch.said()) {
      int from = Math.max(at, said.from());
      int to = Math.min(end, said.to());
      if (from < to) {
        written.append(plain(stretch.text().substring(at, from))).append(STAND_IN);
        readings.add(said.how().words(stretch.text().substring(from, to)));
        at = to;
      }
    }
    written.append(plain(stretch.text().substring(at, end)));
    String spoken = normalizer.apply(written.toString()).strip();
    for (String reading : readings) {
      spoken = spoken.replaceFirst(STAND_IN, Matcher.quoteReplacement(reading));
    }
    return spoken;
  }

  private static String plain(String text) {
    return text.replace(STAND_IN, "");
  }

  /** The clause's samples if they need no synthesis; not to be written to. */
  public short @Nullable [] cached(Clause clause, int sampleRateHz) {
    if (clause.spokenForm().isEmpty()) {
      return new short[0];
    }
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
                clauses(text).stream()
                    .map(
                        clause -> withPause(clause, synthesize(clause, sampleRateHz), sampleRateHz))
                    .toList();
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

  /** A clause's samples behind the pause that its text wants. */
  static short[] withPause(Clause clause, short[] samples, int sampleRateHz) {
    int pause =
        (int) (clause.pauseBefore().orElse(Duration.ZERO).toMillis() * sampleRateHz / 1_000);
    if (pause == 0) {
      return samples;
    }
    short[] later = new short[pause + samples.length];
    System.arraycopy(samples, 0, later, pause, samples.length);
    return later;
  }

  private short[] synthesize(Clause clause, int sampleRateHz) {
    short[] known = cached(clause, sampleRateHz);
    if (known != null) {
      return known;
    }
    Speech speech =
        SpeechCheck.check(
            clause.spokenForm(), synthesizer.synthesize(clause.spokenForm(), clause.rate()));
    short[] samples =
        lastingEnough(
            Resampler.create(speech.sampleRateHz(), sampleRateHz).whole(speech.samples()),
            sampleRateHz);
    cache.put(key(clause, sampleRateHz), samples);
    return samples;
  }

  /** "No." may be shorter than what a queue should hold at least: silence follows it. */
  private static short[] lastingEnough(short[] samples, int sampleRateHz) {
    int least = (int) (SHORTEST.toMillis() * sampleRateHz / 1_000);
    return samples.length == 0 || samples.length >= least ? samples : Arrays.copyOf(samples, least);
  }

  private ClauseCache.Key key(Clause clause, int sampleRateHz) {
    return new ClauseCache.Key(
        synthesizer.voice(), clause.spokenForm(), clause.rate(), sampleRateHz);
  }
}
