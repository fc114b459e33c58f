package org.talkspurt.it.turns;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;
import java.util.function.LongConsumer;
import org.talkspurt.dialog.Conversation;
import org.talkspurt.dialog.ConversationListener;
import org.talkspurt.dialog.ConversationPorts;
import org.talkspurt.dialog.agent.ExpectedAnswer;
import org.talkspurt.dialog.reply.ClauseCache;
import org.talkspurt.dialog.reply.Voice;
import org.talkspurt.dialog.settings.ConversationSettings;
import org.talkspurt.dialog.spi.CallControl;
import org.talkspurt.dialog.spi.InferenceLanes;
import org.talkspurt.dialog.spi.SpeechRecognizer;
import org.talkspurt.dialog.spi.SpeechSynthesizer;
import org.talkspurt.dialog.spi.Transcript;
import org.talkspurt.dialog.spi.TransferOrder;
import org.talkspurt.dialog.spi.TurnDetector;
import org.talkspurt.gateway.speech.SimulatedSink;
import org.talkspurt.rtp.audio.AudioFrame;

/** A conversation with real ears, on a simulated clock; what it says is made up. */
final class SimulatedBot implements CallControl {
  static final int RATE_HZ = 8_000;
  static final long FRAME_NS = Costs.ns(20);
  private static final int FRAME = 160;
  private static final int HEARD_SECONDS = 30;

  /** The same sound is decoded once however often it is played, by whatever bench. */
  private static final Map<Integer, Transcript> DECODED = new ConcurrentHashMap<>();

  private static final Map<Integer, Float> JUDGED = new ConcurrentHashMap<>();

  private final Models models;
  private final Costs costs;
  private final DoubleSupplier utteranceSeconds;
  private final SimulatedTime time = new SimulatedTime();
  private final SimulatedSink sink = new SimulatedSink(RATE_HZ);
  private final Conversation conversation;

  /**
   * @param utteranceSeconds how much there is to decode
   */
  SimulatedBot(
      Models models,
      Costs costs,
      ConversationSettings settings,
      String greeting,
      ExpectedAnswer expected,
      SpeechSynthesizer synthesizer,
      ConversationListener listener,
      DoubleSupplier utteranceSeconds) {
    this.models = models;
    this.costs = costs;
    this.utteranceSeconds = utteranceSeconds;
    var lane = time.lane(() -> 0);
    Voice voice =
        new Voice(synthesizer, lane, List::of, clause -> clause, new ClauseCache(1_000_000));
    conversation =
        new Conversation(
            new ConversationPorts(
                time,
                new InferenceLanes(
                    time.lane(this::decodeNs),
                    time.lane(this::decodeNs),
                    time.lane(() -> Costs.ns(costs.turnMs())),
                    lane,
                    lane),
                (_, hears) ->
                    new SimulatedHearing(
                        time,
                        hears,
                        models.detector(),
                        HEARD_SECONDS,
                        Costs.ns(costs.voiceActivityMs())),
                new Recognizer(),
                models.turn().map(Turns::new),
                voice,
                new SimulatedResponder(
                    greeting, expected, time.lane(() -> Costs.ns(costs.brainMs()))),
                Map.of(),
                sink,
                this,
                listener),
            settings);
  }

  private long decodeNs() {
    return Costs.ns(costs.decodeMs() + costs.decodeMsPerSecond() * utteranceSeconds.getAsDouble());
  }

  /** Milliseconds since the call began. */
  double ms() {
    return time.nowNs() / 1e6;
  }

  /**
   * Plays a caller to the bot, to the end.
   *
   * @param pcm 8 kHz
   * @param onAudible is told when each packet with sound is sent, ns
   */
  void play(short[] pcm, LongConsumer onAudible) {
    time.in(0, () -> conversation.start(0));
    time.in(FRAME_NS + Costs.ns(costs.jitterBufferMs()), () -> tick(pcm, 0, onAudible));
    time.runUntil(FRAME_NS * (pcm.length / FRAME));
    conversation.close();
  }

  private void tick(short[] pcm, int from, LongConsumer onAudible) {
    long nowNs = time.nowNs();
    if (from + FRAME > pcm.length) {
      return;
    }
    conversation.onFrame(
        new AudioFrame(
            Arrays.copyOfRange(pcm, from, from + FRAME),
            RATE_HZ,
            nowNs - Costs.ns(costs.jitterBufferMs()),
            nowNs));
    short[] heard = sink.tick(nowNs);
    if (heard.length > 0 && heard[0] != 0) {
      onAudible.accept(nowNs);
    }
    time.in(FRAME_NS, () -> tick(pcm, from + FRAME, onAudible));
  }

  @Override
  public void hangUp() {}

  @Override
  public void transfer(TransferOrder order) {}

  private final class Recognizer implements SpeechRecognizer {
    @Override
    public Transcript recognize(short[] samples) {
      return DECODED.computeIfAbsent(
          Arrays.hashCode(samples), _ -> models.recognizer().recognize(samples));
    }

    @Override
    public void close() {}
  }

  private record Turns(TurnDetector detector) implements TurnDetector {
    @Override
    public float detect(short[] samples) {
      return JUDGED.computeIfAbsent(Arrays.hashCode(samples), _ -> detector.detect(samples));
    }

    @Override
    public void close() {}
  }
}
