package org.talkspurt.dialog.reply;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.talkspurt.dialog.settings.ReplySettings;
import org.talkspurt.rtp.audio.AudioSink;

class ReplyPipelineTest {
  private static final int SECOND = 8_000;

  private final Sink sink = new Sink();
  private final List<String> requested = new ArrayList<>();
  private final Deque<Consumer<short[]>> waiting = new ArrayDeque<>();
  private final ReplyPipeline pipeline =
      new ReplyPipeline(
          sink,
          new ReplySettings(
              Duration.ofMillis(100), Duration.ofMillis(200), 2, Duration.ofSeconds(2)),
          (clause, sound) -> {
            requested.add(clause.text());
            waiting.add(sound);
          });

  /** Plays nothing but what {@link #play} says. */
  private static final class Sink implements AudioSink {
    int capacity = 100 * SECOND;
    int queued;
    long played;

    void play(int samples) {
      int now = Math.min(samples, queued);
      queued -= now;
      played += now;
    }

    @Override
    public int sampleRateHz() {
      return SECOND;
    }

    @Override
    public boolean offer(short[] samples) {
      if (queued + samples.length > capacity) {
        return false;
      }
      queued += samples.length;
      return true;
    }

    @Override
    public void pause() {}

    @Override
    public void resume() {}

    @Override
    public void clear() {
      queued = 0;
    }

    @Override
    public boolean paused() {
      return false;
    }

    @Override
    public int queuedSamples() {
      return queued;
    }

    @Override
    public long playedSamples() {
      return played;
    }

    @Override
    public long lastSentNs() {
      return 0;
    }
  }

  private static List<Clause> clauses(String... texts) {
    return Arrays.stream(texts).map(text -> new Clause(text, text)).toList();
  }

  private void deliver(int samples) {
    waiting.remove().accept(new short[samples]);
  }

  @Test
  void nothingIsQueuedAndOneClausePreparedBeforeRelease() {
    pipeline.append(clauses("One.", "Two.", "Three."));
    deliver(SECOND);
    pipeline.advance();

    assertThat(requested).containsExactly("One.");
    assertThat(pipeline.ready()).isTrue();
    assertThat(sink.queued).isZero();
    pipeline.cancel();
    assertThat(pipeline.started()).isFalse();
  }

  @Test
  void requestsTwoAheadOfTheOneBeingPlayed() {
    pipeline.append(clauses("One.", "Two.", "Three.", "Four.", "Five."));
    deliver(SECOND);
    pipeline.release();
    assertThat(requested).containsExactly("One.", "Two.", "Three.");

    sink.play(SECOND);
    pipeline.advance();
    assertThat(requested).hasSize(4);
  }

  @Test
  void pausesBetweenClausesAndLongerBetweenSentences() {
    pipeline.append(clauses("One,", "two.", "Three."));
    pipeline.release();
    deliver(1_000);
    deliver(1_000);
    deliver(1_000);
    pipeline.advance();

    assertThat(sink.queued).isEqualTo(3_000 + 800 + 1_600);
  }

  @Test
  void aClauseThatComesLateIsNotDelayedFurther() {
    pipeline.append(clauses("One.", "Two."));
    pipeline.release();
    deliver(1_000);
    pipeline.advance();
    sink.play(1_000);
    assertThat(pipeline.starved()).isTrue();
    deliver(1_000);
    pipeline.advance();

    assertThat(sink.queued).isEqualTo(1_000);
    assertThat(pipeline.starved()).isFalse();
  }

  @Test
  void queuesNoMoreThanItShould() {
    pipeline.append(clauses("One."));
    pipeline.release();
    deliver(5 * SECOND);
    pipeline.advance();
    assertThat(sink.queued).isEqualTo(2 * SECOND);

    sink.play(SECOND);
    pipeline.advance();
    assertThat(sink.queued).isEqualTo(2 * SECOND);
    sink.play(2 * SECOND);
    pipeline.advance();
    sink.play(2 * SECOND);
    assertThat(pipeline.finished()).isTrue();
    assertThat(sink.played).isEqualTo(5 * SECOND);
  }

  @Test
  void aRefusingSinkIsAskedAgain() {
    sink.capacity = SECOND;
    pipeline.append(clauses("One.", "Two."));
    pipeline.release();
    deliver(SECOND);
    deliver(SECOND);
    for (int i = 0; i < 150; i++) {
      pipeline.advance();
      sink.play(160);
    }

    assertThat(pipeline.finished()).isTrue();
    assertThat(sink.played).isEqualTo(2 * SECOND + 1_600);
    assertThat(pipeline.spokenText()).isEqualTo("One. Two.");
  }

  @Test
  void anInterjectionComesBeforeWhatIsNotQueuedYet() {
    pipeline.append(clauses("The answer.", "And more."));
    pipeline.interject(clauses("One moment.").getFirst(), new short[1_000]);
    pipeline.release();
    assertThat(sink.queued).isEqualTo(1_000);
    deliver(2_000);
    pipeline.advance();
    sink.play(1_000 + 1_600 + 2_000);

    assertThat(pipeline.spokenText()).isEqualTo("One moment. The answer.");
    assertThat(requested).containsExactly("The answer.", "And more.");
  }

  @Test
  void whatIsNotQueuedCanBeReplaced() {
    pipeline.append(clauses("One.", "Two.", "Three."));
    pipeline.release();
    deliver(1_000);
    pipeline.advance();
    pipeline.dropPending();
    deliver(7_777);
    pipeline.append(clauses("Bye."));
    waiting.removeLast().accept(new short[500]);
    pipeline.advance();

    assertThat(sink.queued).isEqualTo(1_000 + 1_600 + 500);
  }

  @Test
  void cancellingTakesBackWhatWasNotHeard() {
    pipeline.append(clauses("One two three four."));
    pipeline.release();
    deliver(1_900);
    pipeline.advance();
    sink.play(800);
    String heard = pipeline.spokenText();
    pipeline.cancel();

    assertThat(heard).isEqualTo("One two");
    assertThat(sink.queued).isZero();
    assertThat(pipeline.spokenText()).isEqualTo("One two");
  }

  @Test
  void aReplyWithoutWordsIsFinishedAtOnce() {
    pipeline.append(List.of());
    assertThat(pipeline.ready()).isTrue();
    assertThat(pipeline.finished()).isFalse();
    pipeline.release();
    assertThat(pipeline.finished()).isTrue();
  }
}
