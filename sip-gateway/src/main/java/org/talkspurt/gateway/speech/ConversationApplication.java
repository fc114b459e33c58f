package org.talkspurt.gateway.speech;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.talkspurt.dialog.BargeInOutcome;
import org.talkspurt.dialog.Conversation;
import org.talkspurt.dialog.ConversationEnd;
import org.talkspurt.dialog.ConversationListener;
import org.talkspurt.dialog.ConversationState;
import org.talkspurt.dialog.Stage;
import org.talkspurt.dialog.Turn;
import org.talkspurt.dialog.agent.CallerInput;
import org.talkspurt.dialog.listen.Answerer;
import org.talkspurt.dialog.spi.CalledTool;
import org.talkspurt.gateway.call.CallClock;
import org.talkspurt.gateway.call.CallLog;
import org.talkspurt.gateway.call.CallRecord;
import org.talkspurt.gateway.call.CallRecord.ToolRecord;
import org.talkspurt.gateway.call.CallRecord.TurnRecord;
import org.talkspurt.gateway.call.MediaApplication;
import org.talkspurt.gateway.ops.CallExemplars;
import org.talkspurt.gateway.ops.CallMetrics;
import org.talkspurt.rtp.audio.AudioFrame;

/** A conversation on a call: passes sound and keys to it, keeps its turns and feeds the meters. */
final class ConversationApplication implements MediaApplication, ConversationListener {
  private static final Logger log = LoggerFactory.getLogger(ConversationApplication.class);

  private final CallLog callLog;
  private final CallMetrics metrics;
  private final CallClock clock;
  private final Conversation conversation;
  private final Optional<Supplier<CompletionStage<short[]>>> announcement;
  private final Runnable recording;
  private final List<TurnRecord> turns = new ArrayList<>();
  private final String traceId;
  private @Nullable Answerer answerer;
  private boolean gaveUp;

  /** Makes the conversation that this application listens to. */
  @FunctionalInterface
  interface Maker {
    Conversation make(ConversationListener listener);
  }

  /**
   * @param announcement synthesises what is heard before the call is answered; empty: nothing
   * @param recording begins to record the call, where that is wanted
   */
  ConversationApplication(
      String callId,
      CallClock clock,
      CallMetrics metrics,
      Optional<Supplier<CompletionStage<short[]>>> announcement,
      Runnable recording,
      Maker maker) {
    this.clock = clock;
    this.announcement = announcement;
    this.recording = recording;
    callLog = new CallLog(callId);
    traceId = CallRecord.traceId(callId);
    this.metrics = metrics;
    this.conversation = maker.make(this);
  }

  @Override
  public Optional<CompletionStage<short[]>> announcement() {
    return announcement.map(Supplier::get);
  }

  @Override
  public void start(long nowNs) {
    conversation.start(nowNs);
  }

  @Override
  public boolean mindsEcho() {
    return true;
  }

  @Override
  public void onFrame(AudioFrame frame) {
    conversation.onFrame(frame);
  }

  @Override
  public void onDigit(char digit, long nowNs) {
    conversation.onDigit(digit, nowNs);
  }

  @Override
  public void sayGoodbye(String sentence, long nowNs) {
    conversation.sayGoodbyeAndHangUp(nowNs, sentence);
  }

  @Override
  public void onTransferFailed(long nowNs) {
    conversation.onTransferResult(false, nowNs);
  }

  @Override
  public boolean failed() {
    return gaveUp;
  }

  @Override
  public void onHold(boolean held, long nowNs) {
    if (held) {
      conversation.hold(nowNs);
    } else {
      conversation.resume(nowNs);
    }
  }

  @Override
  public Optional<String> answeredBy() {
    return Optional.ofNullable(answerer).map(Answerer::tag);
  }

  @Override
  public Map<String, String> outcome() {
    return conversation.outcome();
  }

  @Override
  public List<TurnRecord> turns() {
    return List.copyOf(turns);
  }

  @Override
  public void close() {
    conversation.close();
  }

  @Override
  public void onState(ConversationState from, ConversationState to, int turn) {
    callLog.say(() -> log.info("{} → {} turn={}", from, to, turn));
  }

  @Override
  public void onAnswerer(Answerer who, Duration after) {
    answerer = who;
    callLog.say(() -> log.info("answered by {} after={} ms", who, after.toMillis()));
  }

  @Override
  public void onGreeting(boolean announced) {
    if (announced) {
      recording.run();
    } else {
      callLog.say(() -> log.warn("not recorded: the announcement was not heard to its end"));
    }
  }

  @Override
  public void onTurn(Turn turn) {
    CallExemplars.during(traceId, () -> record(turn));
  }

  private void record(Turn turn) {
    Map<String, Double> stages = new LinkedHashMap<>();
    for (Stage stage : Stage.values()) {
      Duration latency = turn.stages().get(stage);
      if (latency != null) {
        stages.put(stage.tag(), milliseconds(latency));
        metrics.stage(stage, latency);
      }
    }
    turn.responseLatency().ifPresent(metrics::response);
    turns.add(
        new TurnRecord(
            turn.number(),
            clock.at(turn.startedNs()),
            clock.at(turn.endedNs()),
            heard(turn),
            turn.spokenText(),
            turn.answerId(),
            turn.interrupted(),
            turn.evidence(),
            stages,
            turn.responseLatency().map(ConversationApplication::milliseconds).orElse(null),
            turn.tools().stream().map(this::tool).toList()));
  }

  private ToolRecord tool(Turn.Called called) {
    CalledTool tool = called.tool();
    return new ToolRecord(
        tool.name(), tool.outcome(), clock.at(called.endedNs()), milliseconds(tool.took()));
  }

  @Override
  public void onBargeIn(Duration toPause, BargeInOutcome outcome) {
    CallExemplars.during(traceId, () -> metrics.bargeIn(toPause, outcome));
  }

  @Override
  public void onSpeculationDiscarded(int turn) {
    metrics.speculationDiscarded();
  }

  @Override
  public void onStaleResult(int turn) {
    metrics.resultStale();
  }

  @Override
  public void onStageFailed(int turn, Stage stage, Throwable cause) {
    callLog.say(
        () ->
            log.warn(
                "turn={} {} failed and is spoken over: {}",
                turn,
                stage,
                cause.getClass().getName()));
  }

  @Override
  public void onBroken(RuntimeException cause) {
    callLog.say(() -> log.error("the conversation broke", cause));
  }

  @Override
  public void onClosed(ConversationEnd end) {
    gaveUp = end == ConversationEnd.GAVE_UP;
    callLog.say(() -> log.info("conversation over: {}", end));
  }

  private static String heard(Turn turn) {
    return switch (turn.input()) {
      case CallerInput.Said said -> said.text();
      case CallerInput.Pressed pressed -> pressed.digits();
      case CallerInput.Silent _, CallerInput.Unintelligible _, CallerInput.TransferFailed _ -> "";
      case null -> "";
    };
  }

  private static double milliseconds(Duration duration) {
    return duration.toNanos() / 1e6;
  }
}
