package org.talkspurt.gateway.faults;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.talkspurt.dialog.Conversation;
import org.talkspurt.dialog.ConversationEnd;
import org.talkspurt.dialog.ConversationListener;
import org.talkspurt.dialog.ConversationPorts;
import org.talkspurt.dialog.Turn;
import org.talkspurt.dialog.agent.Responder;
import org.talkspurt.dialog.reply.Voice;
import org.talkspurt.dialog.settings.ConversationSettings;
import org.talkspurt.dialog.spi.CallControl;
import org.talkspurt.dialog.spi.Hearing;
import org.talkspurt.dialog.spi.InferenceLanes;
import org.talkspurt.dialog.spi.SpeechRecognizer;
import org.talkspurt.dialog.spi.TransferOrder;
import org.talkspurt.dialog.spi.TurnDetector;
import org.talkspurt.gateway.speech.SimulatedSink;
import org.talkspurt.rtp.audio.AudioFrame;

/** A caller who hears the greeting out, asks, waits and asks again. */
final class FaultyCall implements ConversationListener, CallControl {
  static final int RATE_HZ = 16_000;
  private static final int FRAME = RATE_HZ / 50;
  private static final long QUESTION_MS = 1_000;
  private static final long JITTER_NS = 40_000_000;

  /** −60 dB of full scale. */
  private static final int AUDIBLE = 33;

  /** When both questions begin, ms after the call's first tick. */
  private final long[] questions;

  private final FourCalls home;
  private final short amplitude;
  private final SimulatedSink sink = new SimulatedSink(RATE_HZ);
  private final Conversation conversation;
  private final List<Long> heardMs = new ArrayList<>();
  final List<Turn> turns = new ArrayList<>();
  final List<String> failures = new ArrayList<>();
  private Hearing ears;
  private long reported;
  private long beganMs;
  private boolean closed;

  FaultyCall(
      FourCalls home,
      InferenceLanes lanes,
      Hearing.Factory hearing,
      SpeechRecognizer recognizer,
      Optional<TurnDetector> turnModel,
      Voice voice,
      Responder responder,
      short amplitude,
      int laterMs) {
    this.home = home;
    this.amplitude = amplitude;
    questions = new long[] {2_500 + laterMs, 11_500 + laterMs};
    conversation =
        new Conversation(
            new ConversationPorts(
                home,
                lanes,
                (loop, listener) -> {
                  ears =
                      hearing.open(
                          loop,
                          (end, length, probability) -> {
                            reported = end;
                            listener.onVoiceActivity(end, length, probability);
                          });
                  return ears;
                },
                recognizer,
                turnModel,
                voice,
                responder,
                Map.of(),
                sink,
                this,
                this),
            ConversationSettings.defaults());
  }

  void start() {
    beganMs = home.clock.nowMs();
    conversation.start(home.nowNs());
  }

  private static boolean isAudible(short[] frame) {
    for (short sample : frame) {
      if (Math.abs(sample) >= AUDIBLE) {
        return true;
      }
    }
    return false;
  }

  void tick() {
    long ms = home.clock.nowMs() - beganMs;
    short[] frame = new short[FRAME];
    if (Arrays.stream(questions).anyMatch(from -> ms > from && ms <= from + QUESTION_MS)) {
      for (int i = 0; i < FRAME; i++) {
        frame[i] = i % 2 == 0 ? amplitude : (short) -amplitude;
      }
    }
    conversation.onFrame(new AudioFrame(frame, RATE_HZ, home.nowNs() - JITTER_NS, home.nowNs()));
    if (isAudible(sink.tick(home.nowNs()))) {
      heardMs.add(ms);
    }
  }

  /** Whether what the caller has said so far was judged. */
  boolean heardAll() {
    return closed || reported >= ears.position() / 512 * 512;
  }

  /** Whether the bot listens for the first time. */
  boolean greeted() {
    return !turns.isEmpty();
  }

  /** From the end of a question to the bot's next sound, ms; −1: it said nothing more. */
  long answeredAfterMs(int question) {
    long end = questions[question] + QUESTION_MS;
    return heardMs.stream().filter(ms -> ms > end).findFirst().map(ms -> ms - end).orElse(-1L);
  }

  /** Whether all that was asked was answered by the language model. */
  boolean answeredBoth() {
    return turns.stream().filter(turn -> turn.answerId().equals("model")).count() == 2;
  }

  void close() {
    conversation.close();
  }

  @Override
  public void onTurn(Turn turn) {
    turns.add(turn);
  }

  @Override
  public void onStageFailed(int turn, org.talkspurt.dialog.Stage stage, Throwable cause) {
    failures.add(stage + ": " + cause);
  }

  @Override
  public void onBroken(RuntimeException cause) {
    throw new AssertionError(cause);
  }

  @Override
  public void onClosed(ConversationEnd end) {
    closed = true;
  }

  @Override
  public void hangUp() {}

  @Override
  public void transfer(TransferOrder order) {}
}
