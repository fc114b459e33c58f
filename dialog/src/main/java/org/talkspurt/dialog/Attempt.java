package org.talkspurt.dialog;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.talkspurt.dialog.ConversationEvent.ClauseReady;
import org.talkspurt.dialog.ConversationEvent.ReplyReady;
import org.talkspurt.dialog.ConversationEvent.StageFailed;
import org.talkspurt.dialog.ConversationEvent.TranscriptReady;
import org.talkspurt.dialog.ConversationEvent.TurnJudged;
import org.talkspurt.dialog.agent.CallerInput;
import org.talkspurt.dialog.agent.Reply;
import org.talkspurt.dialog.agent.Responder;
import org.talkspurt.dialog.agent.ResponderState;
import org.talkspurt.dialog.listen.EndOfTurn;
import org.talkspurt.dialog.listen.Utterance;
import org.talkspurt.dialog.listen.WordCue;
import org.talkspurt.dialog.reply.Clause;
import org.talkspurt.dialog.reply.Markup;
import org.talkspurt.dialog.reply.ReplyPipeline;
import org.talkspurt.dialog.reply.Voice;
import org.talkspurt.dialog.settings.ReplySettings;
import org.talkspurt.dialog.spi.CalledTool;
import org.talkspurt.dialog.spi.SpokenLine;
import org.talkspurt.dialog.spi.Transcript;
import org.talkspurt.dialog.spi.TurnDetector;

/**
 * An attempt at a turn: words recognised, a reply found, its first clause synthesised, each sent
 * for as soon as the one before is there. Until its reply is released nothing of it is heard or
 * remembered, so that it can be thrown away; from then on it is the turn.
 */
final class Attempt {

  /** What the words of an attempt are to the caller. */
  private enum Kind {
    ANSWER,
    /** Must be heard before anything else; nothing interrupts it. */
    NOTICE,
    /** Excuses a failure. */
    ANNOUNCEMENT,
    /** Ends the call; nothing interrupts it. */
    LAST_WORDS
  }

  private final int number;
  private final ConversationPorts ports;
  private final Supplier<Errand> errands;
  private final ReplyPipeline pipeline;
  private final TurnTimes times = new TurnTimes();

  /** Filled by tools' threads. */
  private final Queue<Turn.Called> called = new ConcurrentLinkedQueue<>();

  /** The caller has surely finished. */
  private final CompletableFuture<?> confirmed = new CompletableFuture<>();

  private Kind kind = Kind.ANSWER;
  private Errand errand;
  private @Nullable Utterance utterance;
  private @Nullable CallerInput input;
  private WordCue words = WordCue.UNKNOWN;
  private OptionalDouble sound = OptionalDouble.empty();
  private @Nullable EndOfTurn ending;
  private @Nullable Reply reply;
  private @Nullable Throwable failure;
  private String replyText = "";
  private boolean asked;
  private boolean talkedOver;
  private boolean excused;
  private boolean late;
  private long startedNs;

  Attempt(
      int number,
      ConversationPorts ports,
      ReplySettings settings,
      Consumer<ConversationEvent> inbox) {
    this.number = number;
    this.ports = ports;
    errands = () -> new Errand(number, ports.loop(), inbox, ports.listener()::onStaleResult);
    errand = errands.get();
    pipeline = new ReplyPipeline(ports.sink(), settings, this::request);
  }

  /** Sends for the words of {@code utterance}. */
  void recognize(Utterance utterance, Supplier<short[]> samples) {
    this.utterance = utterance;
    errand.<Transcript>send(
        () ->
            CompletableFuture.supplyAsync(
                () -> ports.recognizer().recognize(samples.get()), ports.lanes().finalDecode()),
        transcript -> new TranscriptReady(this, transcript),
        cause -> new StageFailed(this, cause));
    ports.turnDetector().ifPresent(detector -> listenToSound(detector, samples));
  }

  /** What the sound tells comes beside the words; if it fails or is late, the words do. */
  private void listenToSound(TurnDetector detector, Supplier<short[]> samples) {
    errand.<Float>send(
        () ->
            CompletableFuture.supplyAsync(
                () -> detector.detect(samples.get()), ports.lanes().turn()),
        probability -> new TurnJudged(this, plausible(probability)),
        _ -> new TurnJudged(this, OptionalDouble.empty()));
  }

  private static OptionalDouble plausible(float probability) {
    return probability >= 0 && probability <= 1
        ? OptionalDouble.of(probability)
        : OptionalDouble.empty();
  }

  /** What the sound of the caller's words tells. */
  void judge(OptionalDouble probability) {
    sound = probability;
  }

  /** The caller's words are known. */
  void understand(CallerInput input, WordCue words, long nowNs) {
    this.input = input;
    this.words = words;
    times.end(Stage.ASR_FINAL, nowNs);
  }

  /** The caller's part, other than words. */
  void understand(CallerInput input) {
    this.input = input;
  }

  /** Sends for the reply to the caller's part, if that is known; once. */
  void ask(ResponderState state, List<SpokenLine> heard) {
    CallerInput brought = input;
    if (asked || brought == null) {
      return;
    }
    asked = true;
    Voice voice = ports.voice();
    var situation = new Responder.Situation(heard, confirmed.copy(), this::called);
    errand.<Reply>send(
        () -> ports.responder().respond(state, brought, situation),
        found -> new ReplyReady(this, found, voice.clauses(found.text())),
        cause -> new StageFailed(this, cause));
  }

  private void called(CalledTool tool) {
    called.add(new Turn.Called(tool, ports.loop().nowNs()));
  }

  /** The reply is there, or more of it; its first clause is sent for. */
  void take(Reply reply, List<Clause> clauses, long nowNs) {
    this.reply = reply;
    replyText = (replyText + " " + Markup.plain(reply.text())).strip();
    times.end(Stage.LLM_FIRST_TOKEN, nowNs);
    pipeline.append(clauses);
    pipeline.expectMore(reply.rest().isPresent());
    reply.rest().ifPresent(this::sendForMore);
  }

  private void sendForMore(Reply.Rest rest) {
    Voice voice = ports.voice();
    errand.<Reply>send(
        rest::next,
        more -> new ReplyReady(this, more, voice.clause(more.text())),
        cause -> new StageFailed(this, cause));
  }

  /** Says {@code words} instead of what was being prepared; what is queued already is played. */
  void say(Reply words, long nowNs) {
    errand.cancel();
    errand = errands.get();
    failure = null;
    asked = true;
    pipeline.dropPending();
    replyText = pipeline.started() ? replyText : "";
    take(words, ports.voice().clauses(words.text()), nowNs);
  }

  /** As {@link #say}, what must be heard. */
  void giveNotice(Reply words, long nowNs) {
    kind = Kind.NOTICE;
    say(words, nowNs);
  }

  /** As {@link #say}, to excuse a failure. */
  void announce(Reply words, long nowNs) {
    kind = Kind.ANNOUNCEMENT;
    say(words, nowNs);
  }

  /** As {@link #say}, to end the call. */
  void sayLast(Reply words, long nowNs) {
    kind = Kind.LAST_WORDS;
    say(words, nowNs);
  }

  /** Plays words that bridge a long silence, if they need no synthesis; once. */
  void excuse(String words, long nowNs) {
    excused = true;
    for (Clause clause : ports.voice().clauses(words)) {
      short[] sound = ports.voice().cached(clause, ports.sink().sampleRateHz());
      if (sound != null) {
        pipeline.interject(clause, sound);
        replyText = replyText.isEmpty() ? clause.text() : clause.text() + " " + replyText;
        release(nowNs);
      }
    }
  }

  /** From now on the reply is heard. */
  void release(long nowNs) {
    times.end(Stage.TTS_FIRST_FRAME, nowNs);
    pipeline.release();
    noteAudible();
  }

  /** Plays on. */
  void advance() {
    pipeline.advance();
    noteAudible();
  }

  /** Throws away what was not heard. */
  void discard() {
    confirmed.cancel(false);
    errand.cancel();
    pipeline.cancel();
  }

  void fail(Throwable cause) {
    failure = cause;
  }

  /**
   * The caller has finished.
   *
   * @param why what that rests on
   * @param silenceNs when the silence had lasted long enough, words permitting
   */
  void endOfTurn(EndOfTurn why, long silenceNs, long nowNs) {
    ending = why;
    // Waiting for the words beyond that is the recognizer's time.
    boolean waited = times.endedAfter(Stage.ASR_FINAL, silenceNs);
    times.end(Stage.END_OF_TURN, waited ? silenceNs : nowNs);
  }

  /** What the caller said waits for the end of what it was said into: no latency of ours. */
  void answerLater() {
    late = true;
  }

  /** The caller does not finish and is answered anyway. */
  void talkOver(long nowNs) {
    talkedOver = true;
    times.end(Stage.END_OF_TURN, nowNs);
  }

  /** The bot's part begins. */
  void begin(long nowNs) {
    startedNs = nowNs;
    confirmed.complete(null);
  }

  /** The stage that has not delivered. */
  Stage missing() {
    if (reply != null) {
      return Stage.TTS_FIRST_FRAME;
    }
    return input == null && utterance != null ? Stage.ASR_FINAL : Stage.LLM_FIRST_TOKEN;
  }

  /** Since when what is missing is waited for: words since they were spoken. */
  long waitedSinceNs(long thinkingSinceNs) {
    return missing() == Stage.ASR_FINAL ? times.beganNs(thinkingSinceNs) : thinkingSinceNs;
  }

  /** Whether the reply is there and its first clause can be played. */
  boolean ready() {
    return reply != null && pipeline.ready();
  }

  boolean listensAfterwards() {
    return reply != null && reply.then() instanceof Reply.Then.Listen;
  }

  /** Whether the caller takes it back by speaking. */
  boolean revocable() {
    boolean open = utterance != null || input instanceof CallerInput.Silent;
    return kind == Kind.ANSWER && open && !talkedOver;
  }

  /** The tools that were called and are over. */
  List<Turn.Called> called() {
    return List.copyOf(called);
  }

  /**
   * What the turn was, at its end.
   *
   * @param before tools that were called for replies thrown away before this one
   */
  Turn toTurn(boolean interrupted, List<Turn.Called> before, long endedNs) {
    noteAudible();
    // Tools that still run were for this reply: they are cancelled, which is part of the turn.
    errand.cancel();
    return new Turn(
        number,
        input,
        replyText,
        pipeline.spokenText(),
        reply == null ? "" : reply.answerId(),
        interrupted,
        kind == Kind.NOTICE ? Optional.of(!interrupted) : pipeline.obligationMet(),
        ending == null ? "" : ending.describe(),
        times.beganNs(startedNs),
        endedNs,
        late ? Map.of() : times.segments(),
        late ? Optional.empty() : times.response(),
        Stream.concat(before.stream(), called.stream()).toList());
  }

  int number() {
    return number;
  }

  TurnTimes times() {
    return times;
  }

  ReplyPipeline pipeline() {
    return pipeline;
  }

  @Nullable Utterance utterance() {
    return utterance;
  }

  @Nullable CallerInput input() {
    return input;
  }

  /** What the words tell; of an utterance that cannot be recognised, that there are none. */
  WordCue words() {
    return failure == null ? words : WordCue.WORDLESS;
  }

  OptionalDouble sound() {
    return sound;
  }

  @Nullable Reply reply() {
    return reply;
  }

  @Nullable Throwable failure() {
    return failure;
  }

  boolean isAnswer() {
    return kind == Kind.ANSWER;
  }

  boolean isNotice() {
    return kind == Kind.NOTICE;
  }

  boolean isLast() {
    return kind == Kind.LAST_WORDS;
  }

  boolean excused() {
    return excused;
  }

  private void noteAudible() {
    if (pipeline.audible()) {
      times.end(Stage.PLAYOUT_START, ports.sink().lastSentNs());
    }
  }

  private void request(Clause clause, Consumer<short[]> sound) {
    int sampleRateHz = ports.sink().sampleRateHz();
    short[] known = ports.voice().cached(clause, sampleRateHz);
    if (known != null) {
      sound.accept(known);
      return;
    }
    errand.<short[]>send(
        () -> ports.voice().speak(clause, sampleRateHz),
        samples -> new ClauseReady(sound, samples),
        cause -> new StageFailed(this, cause));
  }
}
