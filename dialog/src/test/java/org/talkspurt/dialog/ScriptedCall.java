package org.talkspurt.dialog;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.DoubleConsumer;
import org.jspecify.annotations.Nullable;
import org.talkspurt.dialog.agent.Reply;
import org.talkspurt.dialog.agent.Responder;
import org.talkspurt.dialog.listen.Answerer;
import org.talkspurt.dialog.reply.ClauseCache;
import org.talkspurt.dialog.reply.Voice;
import org.talkspurt.dialog.settings.AnswererSettings;
import org.talkspurt.dialog.settings.ConversationSettings;
import org.talkspurt.dialog.settings.EndOfTurnSettings;
import org.talkspurt.dialog.settings.Fillers;
import org.talkspurt.dialog.spi.CallControl;
import org.talkspurt.dialog.spi.InferenceLanes;
import org.talkspurt.dialog.spi.SpeechRecognizer;
import org.talkspurt.dialog.spi.Transcript;
import org.talkspurt.dialog.spi.TransferOrder;
import org.talkspurt.dialog.spi.TurnDetector;
import org.talkspurt.rtp.audio.AudioFrame;

/**
 * A call on a manual clock. Times are ms: the caller's packets arrive as their sound ends and are
 * played {@link #JITTER_MS} later by a 20 ms tick, in which the bot's packet is sent as well. The
 * call begins at 40 ms with {@code "Hello."}, which lasts 300 ms.
 */
final class ScriptedCall {
  static final int JITTER_MS = 40;
  private static final int TICK_MS = 20;

  /** Sound of the bot that left, with the times of its first and last packet. */
  record Heard(String clause, double fromMs, double toMs, int lastingMs) {}

  final ManualTime time = new ManualTime();
  final CallerScript caller = new CallerScript();
  final FakeHearing hearing = new FakeHearing(caller, time);
  final FakeSink sink = new FakeSink(time);
  final FakeSynthesizer synthesizer = new FakeSynthesizer();
  final FakeResponder responder = new FakeResponder(time.lane(() -> this.brainMs));

  /** Who answers; {@link #responder} unless a test says otherwise. */
  Responder answering = responder;

  long decodeMs = 40;
  long turnMs = 30;
  @Nullable TurnDetector turnDetector;
  long synthesisMs = 80;
  long brainMs = 10;
  boolean partialsRefused;
  boolean recognizerBroken;
  int decodes;

  final List<String> states = new ArrayList<>();
  final List<Turn> turns = new ArrayList<>();
  final List<String> answerers = new ArrayList<>();
  final List<String> greetings = new ArrayList<>();
  final List<String> bargeIns = new ArrayList<>();
  final List<Duration> pauseTimes = new ArrayList<>();
  final List<String> failures = new ArrayList<>();
  final List<String> events = new ArrayList<>();
  int discarded;
  int stale;
  Conversation conversation;

  private final ConversationSettings settings;
  private final Optional<AnswererSettings> screened;
  private final Recorder recorder = new Recorder();

  /** The defaults, but with a patience of 0: silences follow from the evidence alone. */
  private static ConversationSettings evenMinded(Fillers fillers) {
    ConversationSettings defaults = ConversationSettings.defaults();
    EndOfTurnSettings usual = defaults.endOfTurn();
    return defaults.with(usual.with(usual.shortest(), usual.longest(), 0), fillers);
  }

  ScriptedCall() {
    this(Fillers.NONE);
  }

  ScriptedCall(ConversationSettings settings) {
    this.settings = settings;
    screened = Optional.empty();
  }

  /** The same with fillers. */
  ScriptedCall(Fillers fillers) {
    this(evenMinded(fillers));
  }

  /** A call that we dialled, and whose answerer is found out first. */
  ScriptedCall(AnswererSettings screened) {
    settings = evenMinded(Fillers.NONE);
    this.screened = Optional.of(screened);
  }

  /** Begins the call and runs it. Whatever the script needs is set before. */
  ScriptedCall runUntil(double ms) {
    if (conversation == null) {
      begin();
    }
    time.runUntil(ms);
    return this;
  }

  private void begin() {
    Executor partial = time.lane(() -> decodeMs);
    Executor synthesis = time.lane(() -> synthesisMs);
    Voice voice =
        new Voice(
            synthesizer,
            synthesis,
            text -> Arrays.asList(text.split("(?<=[.?!,]) ")),
            clause -> clause,
            new ClauseCache(10_000_000));
    ConversationPorts ports =
        new ConversationPorts(
            time,
            new InferenceLanes(
                time.lane(() -> decodeMs),
                work -> {
                  if (partialsRefused) {
                    throw new RejectedExecutionException();
                  }
                  partial.execute(work);
                },
                time.lane(() -> turnMs),
                synthesis,
                time.lane(() -> brainMs)),
            hearing::open,
            new Recognizer(),
            Optional.ofNullable(turnDetector),
            voice,
            answering,
            Map.of(),
            sink,
            recorder,
            recorder);
    conversation = new Conversation(ports, settings, screened);
    time.at(40, () -> conversation.start(time.nowNs()));
    time.at(JITTER_MS + TICK_MS, this::tick);
  }

  private void tick() {
    long nowNs = time.nowNs();
    conversation.onFrame(
        new AudioFrame(
            caller.frame((int) time.ms() - JITTER_MS - TICK_MS),
            8_000,
            nowNs - JITTER_MS * 1_000_000L,
            nowNs));
    sink.tick();
    time.in(TICK_MS, this::tick);
  }

  void at(double ms, DoubleConsumer work) {
    time.at(ms, () -> work.accept(ms));
  }

  void presses(String digits, int atMs, int everyMs) {
    for (int i = 0; i < digits.length(); i++) {
      char digit = digits.charAt(i);
      time.at(atMs + i * everyMs, () -> conversation.onDigit(digit, time.nowNs()));
    }
  }

  void hangsUp(int atMs) {
    time.at(atMs, () -> conversation.close());
  }

  /** What the caller has heard. */
  List<Heard> heard() {
    return sink.sent.stream()
        .map(
            run ->
                new Heard(
                    synthesizer.clause(run.mark()), run.fromMs(), run.toMs(), run.samples() / 8))
        .toList();
  }

  List<String> heardClauses() {
    return heard().stream().map(Heard::clause).toList();
  }

  String answered() {
    return conversation.outcome().get("answered");
  }

  private final class Recognizer implements SpeechRecognizer {
    @Override
    public Transcript recognize(short[] samples) {
      decodes++;
      if (recognizerBroken) {
        throw new IllegalStateException("cannot hear");
      }
      return hearing.transcript(samples);
    }

    @Override
    public void close() {}
  }

  private final class Recorder implements ConversationListener, CallControl {
    @Override
    public void onState(ConversationState from, ConversationState to, int turn) {
      states.add(to.name());
    }

    @Override
    public void onAnswerer(Answerer answerer, Duration after) {
      answerers.add(answerer.tag() + " after " + after.toMillis());
    }

    @Override
    public void onGreeting(boolean announced) {
      greetings.add((announced ? "announced" : "not announced") + " at " + Math.round(time.ms()));
    }

    @Override
    public void onTurn(Turn turn) {
      turns.add(turn);
    }

    @Override
    public void onBargeIn(Duration toPause, BargeInOutcome outcome) {
      bargeIns.add(outcome.tag());
      pauseTimes.add(toPause);
    }

    @Override
    public void onStageFailed(int turn, Stage stage, Throwable cause) {
      failures.add(stage.tag() + " " + cause.getClass().getSimpleName());
    }

    @Override
    public void onSpeculationDiscarded(int turn) {
      discarded++;
    }

    @Override
    public void onStaleResult(int turn) {
      stale++;
    }

    @Override
    public void onBroken(RuntimeException cause) {
      throw new AssertionError(cause);
    }

    @Override
    public void onClosed(ConversationEnd end) {
      events.add("closed " + end + " at " + Math.round(time.ms()));
    }

    @Override
    public void hangUp() {
      events.add("hang up");
    }

    @Override
    public void transfer(TransferOrder order) {
      events.add("transfer " + order.target());
    }
  }

  /** A reply's continuation, for short. */
  static Reply.Then hangUp() {
    return new Reply.Then.HangUp();
  }
}
