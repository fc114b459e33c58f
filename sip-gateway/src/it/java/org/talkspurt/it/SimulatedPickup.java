package org.talkspurt.it;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.talkspurt.dialog.Conversation;
import org.talkspurt.dialog.ConversationListener;
import org.talkspurt.dialog.ConversationPorts;
import org.talkspurt.dialog.agent.CallerInput;
import org.talkspurt.dialog.agent.ExpectedAnswer;
import org.talkspurt.dialog.agent.Reply;
import org.talkspurt.dialog.agent.Responder;
import org.talkspurt.dialog.agent.ResponderState;
import org.talkspurt.dialog.listen.Answerer;
import org.talkspurt.dialog.reply.ClauseCache;
import org.talkspurt.dialog.reply.Voice;
import org.talkspurt.dialog.settings.AnswererSettings;
import org.talkspurt.dialog.settings.ConversationSettings;
import org.talkspurt.dialog.spi.CallControl;
import org.talkspurt.dialog.spi.Hearing;
import org.talkspurt.dialog.spi.HomeLoop;
import org.talkspurt.dialog.spi.InferenceLanes;
import org.talkspurt.dialog.spi.Speech;
import org.talkspurt.dialog.spi.SpeechRecognizer;
import org.talkspurt.dialog.spi.SpeechSynthesizer;
import org.talkspurt.dialog.spi.TransferOrder;
import org.talkspurt.dialog.spi.VoiceActivityDetector;
import org.talkspurt.rtp.audio.AudioFrame;
import org.talkspurt.rtp.audio.AudioSink;
import org.talkspurt.rtp.audio.Resampler;

/**
 * A call of ours that somebody answers, on a clock of its own: the real conversation with the real
 * voice activity and recognizer. A decode takes 150 ms, the voice's words are there at once.
 */
final class SimulatedPickup
    implements HomeLoop, Hearing, AudioSink, Responder, CallControl, ConversationListener {
  private static final int TICK_MS = 20;
  private static final long DECODE_NS = 150_000_000;
  private static final String GREETING = "Greeting.";
  private static final String VOICEMAIL = "Message.";
  private static final int SPOKEN_MS = 2_000;

  private record Task(long atNs, int order, Runnable work) {}

  private record Nothing() implements ResponderState {
    @Override
    public ExpectedAnswer expectedAnswer() {
      return ExpectedAnswer.ANYTHING;
    }

    @Override
    public int expectedDigits() {
      return 0;
    }
  }

  private final short[] line;
  private final VoiceActivityDetector detector;
  private final VoiceActivityDetector.State ears;
  private final Resampler toWide = Resampler.create(8_000, 16_000);
  private final short[] heard;
  private final PriorityQueue<Task> tasks =
      new PriorityQueue<>(
          (a, b) -> a.atNs == b.atNs ? a.order - b.order : Long.compare(a.atNs, b.atNs));
  private final Conversation conversation;

  private Listener listener = (_, _, _) -> {};
  private int tasksMade;
  private long nowNs;
  private int position;
  private int judged;
  private short[] queue = {};
  private boolean paused;
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
    this.detector = detector;
    ears = detector.newState();
    heard = new short[2 * line.length + 16_000];
    Executor decode = work -> later(DECODE_NS, work);
    Executor atOnce = work -> later(0, work);
    SpeechSynthesizer marks =
        new SpeechSynthesizer() {
          @Override
          public String voice() {
            return "marks";
          }

          @Override
          public Speech synthesize(String spokenForm) {
            short[] sound = new short[SPOKEN_MS * 8];
            Arrays.fill(sound, (short) (spokenForm.startsWith("G") ? 1 : 2));
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
                this,
                new InferenceLanes(decode, decode, atOnce, atOnce, atOnce),
                this::open,
                recognizer,
                Optional.empty(),
                voice,
                this,
                Map.of(),
                this,
                this,
                this),
            ConversationSettings.defaults(),
            Optional.of(AnswererSettings.defaults()));
  }

  /** Runs until the far end has said all. */
  SimulatedPickup run() {
    conversation.start(nowNs);
    for (int from = 0; from + 160 <= line.length && !over; from += 160) {
      nowNs += TICK_MS * 1_000_000L;
      while (!tasks.isEmpty() && tasks.peek().atNs <= nowNs) {
        tasks.poll().work.run();
      }
      conversation.onFrame(
          new AudioFrame(Arrays.copyOfRange(line, from, from + 160), 8_000, nowNs, nowNs));
      send();
    }
    conversation.close();
    return this;
  }

  /** What the call's record would say. */
  Answerer verdict() {
    return verdicts.isEmpty() ? Answerer.UNKNOWN : verdicts.getLast();
  }

  private void later(long inNs, Runnable work) {
    tasks.add(new Task(nowNs + inNs, tasksMade++, work));
  }

  private void send() {
    if (paused || queue.length == 0) {
      return;
    }
    int now = (int) (nowNs / 1_000_000);
    if (queue[0] == 1 && greetedMs < 0) {
      greetedMs = now;
    } else if (queue[0] == 2) {
      messageMs = messageMs < 0 ? now : messageMs;
    }
    queue = Arrays.copyOfRange(queue, Math.min(160, queue.length), queue.length);
  }

  @Override
  public void onAnswerer(Answerer answerer, Duration after) {
    verdicts.add(answerer);
    verdictsMs.add((int) after.toMillis());
  }

  private Hearing open(HomeLoop loop, Listener ear) {
    listener = ear;
    return this;
  }

  @Override
  public void offer(AudioFrame frame) {
    short[] wide = new short[toWide.maxOutput(frame.samples().length)];
    int made = toWide.process(frame.samples(), frame.samples().length, wide);
    System.arraycopy(wide, 0, heard, position, made);
    position += made;
    int size = detector.windowSamples();
    while (position - judged >= size) {
      float[] probability = new float[1];
      detector.detect(
          new VoiceActivityDetector.State[] {ears},
          new short[][] {Arrays.copyOfRange(heard, judged, judged + size)},
          1,
          probability);
      judged += size;
      int end = judged;
      later(3_000_000, () -> listener.onVoiceActivity(end, size, probability[0]));
    }
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
    return Arrays.copyOfRange(heard, (int) from, (int) to);
  }

  @Override
  public void close() {
    listener = (_, _, _) -> {};
  }

  @Override
  public boolean inLoop() {
    return true;
  }

  @Override
  public long nowNs() {
    return nowNs;
  }

  @Override
  public void execute(Runnable work) {
    later(0, work);
  }

  @Override
  public int sampleRateHz() {
    return 8_000;
  }

  @Override
  public boolean offer(short[] samples) {
    int before = queue.length;
    queue = Arrays.copyOf(queue, before + samples.length);
    System.arraycopy(samples, 0, queue, before, samples.length);
    return true;
  }

  @Override
  public void pause() {
    paused = true;
  }

  @Override
  public void resume() {
    paused = false;
  }

  @Override
  public void clear() {
    queue = new short[0];
    paused = false;
  }

  @Override
  public boolean paused() {
    return paused;
  }

  @Override
  public int queuedSamples() {
    return queue.length;
  }

  @Override
  public long playedSamples() {
    return 0;
  }

  @Override
  public long lastSentNs() {
    return nowNs;
  }

  @Override
  public ResponderState begin(Map<String, String> variables) {
    return new Nothing();
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
