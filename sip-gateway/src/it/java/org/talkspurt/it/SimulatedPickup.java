package org.talkspurt.it;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.talkspurt.dialog.Conversation;
import org.talkspurt.dialog.ConversationListener;
import org.talkspurt.dialog.ConversationPorts;
import org.talkspurt.dialog.agent.CallerInput;
import org.talkspurt.dialog.agent.Reply;
import org.talkspurt.dialog.agent.Responder;
import org.talkspurt.dialog.agent.ResponderState;
import org.talkspurt.dialog.listen.Answerer;
import org.talkspurt.dialog.reply.ClauseCache;
import org.talkspurt.dialog.reply.Voice;
import org.talkspurt.dialog.settings.AnswererSettings;
import org.talkspurt.dialog.settings.ConversationSettings;
import org.talkspurt.dialog.spi.CallControl;
import org.talkspurt.dialog.spi.InferenceLanes;
import org.talkspurt.dialog.spi.Speech;
import org.talkspurt.dialog.spi.SpeechRecognizer;
import org.talkspurt.dialog.spi.SpeechSynthesizer;
import org.talkspurt.dialog.spi.TransferOrder;
import org.talkspurt.dialog.spi.VoiceActivityDetector;
import org.talkspurt.gateway.speech.SimulatedSink;
import org.talkspurt.it.turns.SimulatedHearing;
import org.talkspurt.it.turns.SimulatedTime;
import org.talkspurt.rtp.audio.AudioFrame;

/**
 * A call of ours that somebody answers, on a clock of its own: the real conversation with the real
 * voice activity and recognizer. A decode takes 150 ms, the voice's words are there at once.
 */
final class SimulatedPickup implements Responder, CallControl, ConversationListener {
  /** What its two sounds are made of, loud enough to be heard. */
  private static final short GREETING_SOUND = 1_000;

  private static final short MESSAGE_SOUND = 2_000;

  private static final int FRAME = 160;
  private static final long FRAME_NS = 20_000_000;
  private static final long DECODE_NS = 150_000_000;
  private static final long VOICE_ACTIVITY_NS = 3_000_000;
  private static final String GREETING = "Greeting.";
  private static final String VOICEMAIL = "Message.";
  private static final int SPOKEN_MS = 2_000;
  private static final ResponderState NOTHING = new ResponderState() {};

  private final short[] line;
  private final SimulatedTime time = new SimulatedTime();
  private final SimulatedSink sink = new SimulatedSink(8_000);
  private final Conversation conversation;
  private boolean over;

  /** Verdicts in order, and when the bot began to speak: ms since the call was answered. */
  final List<Answerer> verdicts = new ArrayList<>();

  final List<Integer> verdictsMs = new ArrayList<>();
  int greetedMs = -1;
  int messageMs = -1;

  /**
   * @param line what comes from the far end, 8 kHz, from the moment it answers
   */
  SimulatedPickup(short[] line, VoiceActivityDetector detector, SpeechRecognizer recognizer) {
    this.line = line;
    Executor decode = work -> time.in(DECODE_NS, work);
    Executor atOnce = time::execute;
    SpeechSynthesizer marks =
        new SpeechSynthesizer() {
          @Override
          public String voice() {
            return "marks";
          }

          @Override
          public Speech synthesize(String spokenForm, double rate) {
            short[] sound = new short[SPOKEN_MS * 8];
            Arrays.fill(sound, spokenForm.startsWith("G") ? GREETING_SOUND : MESSAGE_SOUND);
            return new Speech(sound, 8_000);
          }

          @Override
          public void close() {}
        };
    Voice voice =
        new Voice(
            marks, atOnce, text -> List.of(text), clause -> clause, new ClauseCache(10_000_000));
    conversation =
        new Conversation(
            new ConversationPorts(
                time,
                new InferenceLanes(decode, decode, atOnce, atOnce, atOnce),
                (_, listener) ->
                    new SimulatedHearing(
                        time, listener, detector, line.length / 8_000 + 1, VOICE_ACTIVITY_NS),
                recognizer,
                Optional.empty(),
                voice,
                this,
                Map.of(),
                sink,
                this,
                this),
            ConversationSettings.defaults(),
            Optional.of(AnswererSettings.defaults()));
  }

  /** Runs until the far end has said all. */
  SimulatedPickup run() {
    conversation.start(time.nowNs());
    for (int from = 0; from + FRAME <= line.length && !over; from += FRAME) {
      time.runUntil(time.nowNs() + FRAME_NS);
      long nowNs = time.nowNs();
      conversation.onFrame(
          new AudioFrame(Arrays.copyOfRange(line, from, from + FRAME), 8_000, nowNs, nowNs));
      hear(sink.tick(nowNs), (int) (nowNs / 1_000_000));
    }
    conversation.close();
    return this;
  }

  /** What the call's record would say. */
  Answerer verdict() {
    return verdicts.isEmpty() ? Answerer.UNKNOWN : verdicts.getLast();
  }

  private void hear(short[] frame, int nowMs) {
    short mark = frame.length == 0 ? 0 : frame[0];
    if (mark == GREETING_SOUND && greetedMs < 0) {
      greetedMs = nowMs;
    } else if (mark == MESSAGE_SOUND && messageMs < 0) {
      messageMs = nowMs;
    }
  }

  @Override
  public void onAnswerer(Answerer answerer, Duration after) {
    verdicts.add(answerer);
    verdictsMs.add((int) after.toMillis());
  }

  @Override
  public ResponderState begin(Map<String, String> variables) {
    return NOTHING;
  }

  @Override
  public Reply greeting(ResponderState state) {
    return new Reply(GREETING, new Reply.Then.Listen(), state, "greeting");
  }

  @Override
  public Optional<Reply> voicemail(ResponderState state) {
    return Optional.of(new Reply(VOICEMAIL, new Reply.Then.HangUp(), state, "voicemail"));
  }

  @Override
  public List<String> stockReplies() {
    return List.of();
  }

  @Override
  public CompletionStage<Reply> respond(ResponderState state, CallerInput input) {
    return CompletableFuture.completedFuture(greeting(state));
  }

  @Override
  public Map<String, String> outcome(ResponderState state) {
    return Map.of();
  }

  @Override
  public void hangUp() {
    over = true;
  }

  @Override
  public void transfer(TransferOrder order) {}
}
