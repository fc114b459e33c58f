package org.talkspurt.gateway.speech;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.talkspurt.dialog.reply.ClauseCache;
import org.talkspurt.dialog.reply.Voice;
import org.talkspurt.dialog.spi.Hearing;
import org.talkspurt.dialog.spi.InferenceLanes;
import org.talkspurt.dialog.spi.SentenceEmbedder;
import org.talkspurt.dialog.spi.Speech;
import org.talkspurt.dialog.spi.SpeechRecognizer;
import org.talkspurt.dialog.spi.SpeechSynthesizer;
import org.talkspurt.dialog.spi.Transcript;
import org.talkspurt.rtp.audio.AudioFrame;

/** Models that need none: deaf, of one mind, and with one sound for everything. */
final class FakeKit implements SpeechSynthesizer, SpeechRecognizer, SentenceEmbedder, Hearing {
  final List<String> spoken = new ArrayList<>();
  final List<String> closed = new ArrayList<>();
  int listening;

  /** Work for the voice that nobody waits for. */
  final List<Runnable> idle = new ArrayList<>();

  /** What speaking throws, if anything. */
  RuntimeException mute;

  /** What is wrong with the lanes. */
  Optional<String> trouble = Optional.empty();

  /** For how long callers have waited. */
  Duration backlog = Duration.ZERO;

  private long position;

  SpeechKit kit() {
    Executor lane = Runnable::run;
    return new SpeechKit(
        (_, _) -> {
          listening++;
          return this;
        },
        this,
        Optional.empty(),
        this,
        Voice.english(this, lane, new ClauseCache(1 << 20)),
        new InferenceLanes(lane, lane, lane, lane, lane),
        idle::add,
        () -> trouble,
        () -> backlog,
        List.of(
            () -> closed.add("lane"),
            () -> {
              throw new IllegalStateException("busy");
            },
            () -> closed.add("model")));
  }

  @Override
  public String voice() {
    return "fake";
  }

  @Override
  public Speech synthesize(String spokenForm, double rate) {
    if (mute != null) {
      throw mute;
    }
    spoken.add(spokenForm);
    short[] samples = new short[800];
    Arrays.fill(samples, (short) 1_000);
    return new Speech(samples, 8_000);
  }

  @Override
  public Transcript recognize(short[] samples) {
    return Transcript.EMPTY;
  }

  @Override
  public float[] embed(String sentence) {
    return new float[] {1};
  }

  @Override
  public void offer(AudioFrame frame) {
    position += 320;
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public int delaySamples() {
    return 0;
  }

  @Override
  public short[] samples(long from, long to) {
    return new short[(int) (to - from)];
  }

  @Override
  public void close() {
    listening--;
  }
}
