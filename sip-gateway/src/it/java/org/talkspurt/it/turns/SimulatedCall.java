package org.talkspurt.it.turns;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.talkspurt.dialog.Conversation;
import org.talkspurt.dialog.ConversationListener;
import org.talkspurt.dialog.ConversationPorts;
import org.talkspurt.dialog.Turn;
import org.talkspurt.dialog.reply.ClauseCache;
import org.talkspurt.dialog.reply.Voice;
import org.talkspurt.dialog.settings.ConversationSettings;
import org.talkspurt.dialog.spi.CallControl;
import org.talkspurt.dialog.spi.InferenceLanes;
import org.talkspurt.dialog.spi.Speech;
import org.talkspurt.dialog.spi.SpeechRecognizer;
import org.talkspurt.dialog.spi.SpeechSynthesizer;
import org.talkspurt.dialog.spi.Transcript;
import org.talkspurt.dialog.spi.TransferOrder;
import org.talkspurt.dialog.spi.TurnDetector;
import org.talkspurt.gateway.speech.SimulatedSink;
import org.talkspurt.rtp.audio.AudioFrame;

/** One case played to a conversation. */
final class SimulatedCall implements ConversationListener, CallControl {
  private static final int FRAME = 160;
  private static final long FRAME_NS = Costs.ns(20);

  /** The same sound is decoded once however often it is played. */
  private static final Map<Integer, Transcript> DECODED = new HashMap<>();

  private static final Map<Integer, Float> JUDGED = new HashMap<>();

  private final TurnCase played;
  private final Models models;
  private final Costs costs;
  private final SimulatedTime time = new SimulatedTime();
  private final SimulatedSink sink = new SimulatedSink(8_000);
  private final Conversation conversation;
  private int nextFrame;
  private int lastDecoded;
  private long heardInPauseNs = -1;
  private long heardNs = -1;
  private int discarded;
  private String evidence = "";
  private String transcript = "";

  SimulatedCall(TurnCase played, Models models, Costs costs, ConversationSettings settings) {
    this.played = played;
    this.models = models;
    this.costs = costs;
    var lane = time.lane(() -> 0);
    Voice voice =
        new Voice(new Beep(), lane, List::of, clause -> clause, new ClauseCache(1_000_000));
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
                (_, listener) ->
                    new SimulatedHearing(
                        time, listener, models.detector(), 30, Costs.ns(costs.voiceActivityMs())),
                new Recognizer(),
                models.turn().map(Turns::new),
                voice,
                new SimulatedResponder(
                    played.clip().expected(), time.lane(() -> Costs.ns(costs.brainMs()))),
                Map.of(),
                sink,
                this,
                this),
            settings);
  }

  /** Plays it to its end. */
  TurnResult play() {
    time.in(0, () -> conversation.start(0));
    time.in(FRAME_NS + Costs.ns(costs.jitterBufferMs()), this::tick);
    time.runUntil(FRAME_NS * (played.pcm().length / FRAME));
    conversation.close();
    long lastPacketNs = (Costs.ns(played.endMs()) / FRAME_NS + 1) * FRAME_NS;
    return new TurnResult(
        played,
        heardNs < 0 ? Double.NaN : (heardNs - lastPacketNs) / 1e6,
        heardInPauseNs < 0 ? Double.NaN : heardInPauseNs / 1e6 - played.pauseFromMs(),
        discarded,
        transcript,
        evidence);
  }

  private void tick() {
    long nowNs = time.nowNs();
    int from = nextFrame++ * FRAME;
    if (from + FRAME > played.pcm().length) {
      return;
    }
    conversation.onFrame(
        new AudioFrame(
            Arrays.copyOfRange(played.pcm(), from, from + FRAME),
            8_000,
            nowNs - Costs.ns(costs.jitterBufferMs()),
            nowNs));
    short[] heard = sink.tick(nowNs);
    if (heard.length > 0 && heard[0] != 0) {
      hear(nowNs);
    }
    time.in(FRAME_NS, this::tick);
  }

  private void hear(long nowNs) {
    double ms = nowNs / 1e6;
    if (played.pauses() && ms > played.pauseFromMs() && ms < played.pauseToMs()) {
      heardInPauseNs = heardInPauseNs < 0 ? nowNs : heardInPauseNs;
    } else if (ms > played.endMs() && heardNs < 0) {
      heardNs = nowNs;
    }
  }

  /** Of the sound that was asked for last. */
  private long decodeNs() {
    return Costs.ns(costs.decodeMs() + costs.decodeMsPerSecond() * utteranceSeconds());
  }

  private double utteranceSeconds() {
    double sinceStartMs = time.nowNs() / 1e6 - (played.endMs() - played.clip().speechEndMs());
    return Math.max(0.3, sinceStartMs / 1e3);
  }

  @Override
  public void onTurn(Turn turn) {
    if (!turn.transcript().isEmpty()) {
      evidence = turn.evidence();
      transcript = turn.transcript();
    }
  }

  @Override
  public void onSpeculationDiscarded(int turn) {
    discarded++;
  }

  @Override
  public void onBroken(RuntimeException cause) {
    throw new IllegalStateException(played.toString(), cause);
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

  /** Says everything in 60 ms: short enough not to be interrupted by the rest of a sentence. */
  private static final class Beep implements SpeechSynthesizer {
    @Override
    public String voice() {
      return "beep";
    }

    @Override
    public Speech synthesize(String spokenForm, double rate) {
      short[] samples = new short[480];
      Arrays.fill(samples, (short) 5_000);
      return new Speech(samples, 8_000);
    }

    @Override
    public void close() {}
  }
}
