package org.talkspurt.dialog;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.talkspurt.dialog.ConversationEvent.PartialReady;
import org.talkspurt.dialog.ConversationEvent.VoiceActivity;
import org.talkspurt.dialog.agent.ExpectedAnswer;
import org.talkspurt.dialog.listen.BargeInDetector;
import org.talkspurt.dialog.listen.Interruption;
import org.talkspurt.dialog.listen.Interruption.Verdict;
import org.talkspurt.dialog.settings.ConversationSettings;
import org.talkspurt.dialog.spi.Transcript;

/** The caller's sound while the bot speaks, from the pause to the verdict. */
final class BargeIn {
  /** Recognising a growing sound is worth while this long after the pause, and again after that. */
  private static final long PARTIAL_EVERY_NS = Duration.ofMillis(200).toNanos();

  /** So much sound after "okay" or "mm" is taken for its end, or for the "hmm" that follows. */
  private static final long TAIL_SAMPLES = 250 * 16;

  private final ConversationPorts ports;
  private final CallerSpeech caller;
  private final Consumer<ConversationEvent> inbox;
  private final BargeInDetector detector;
  private final long leadSamples;

  private @Nullable Interruption interruption;
  private @Nullable Errand errand;
  private long nextPartialNs;
  private long tailSamples;

  BargeIn(
      ConversationPorts ports,
      CallerSpeech caller,
      ConversationSettings settings,
      Consumer<ConversationEvent> inbox) {
    this.ports = ports;
    this.caller = caller;
    this.inbox = inbox;
    detector = new BargeInDetector(settings.bargeIn(), caller::samples);
    leadSamples = settings.endOfTurn().lead().toMillis() * 16;
  }

  /** Takes a window while the bot speaks, and pauses it. Returns whether it did. */
  boolean noticed(VoiceActivity window, int turn, long nowNs) {
    if (tailSamples > 0) {
      tailSamples -= window.windowSamples();
      return false;
    }
    if (!detector.onVoiceActivity(
        window.endPosition(), window.windowSamples(), window.probability())) {
      return false;
    }
    ports.sink().pause();
    interruption = detector.interruption(window.endPosition(), nowNs);
    errand = new Errand(turn, ports.loop(), inbox, ports.listener()::onStaleResult);
    nextPartialNs = nowNs + PARTIAL_EVERY_NS;
    return true;
  }

  /** Takes a window while the bot is paused. */
  void follow(VoiceActivity window) {
    if (interruption != null) {
      interruption.onVoiceActivity(window.windowSamples(), window.probability());
    }
  }

  void onPartial(String transcript, ExpectedAnswer expected) {
    if (interruption != null) {
      interruption.onPartial(transcript, expected);
    }
  }

  void onFinal(String transcript, ExpectedAnswer expected) {
    if (interruption != null) {
      interruption.onFinal(transcript, expected);
    }
  }

  Verdict verdict(long nowNs) {
    return interruption == null ? Verdict.RESUME : interruption.verdict(nowNs);
  }

  /** Has the words so far recognised, now and then. */
  void askForWords(long nowNs) {
    Interruption sound = interruption;
    if (sound == null || errand == null || nowNs < nextPartialNs) {
      return;
    }
    nextPartialNs = nowNs + PARTIAL_EVERY_NS;
    long from = Math.max(0, sound.onsetPosition() - leadSamples);
    long to = caller.reported();
    errand.<Transcript>send(
        () ->
            CompletableFuture.supplyAsync(
                () -> ports.recognizer().recognize(caller.samples(from, to)),
                ports.lanes().partialDecode()),
        PartialReady::new,
        // Dropped under pressure: the length of the sound will tell.
        _ -> new PartialReady(Transcript.EMPTY));
  }

  /** The verdict has fallen. */
  void settle(BargeInOutcome outcome) {
    if (interruption == null) {
      return;
    }
    long toPauseNs = interruption.pausedNs() - caller.arrivalNs(interruption.onsetPosition());
    boolean tail = outcome == BargeInOutcome.RESUMED && interruption.asksForNothing();
    cancel();
    tailSamples = tail ? TAIL_SAMPLES : 0;
    ports.listener().onBargeIn(Duration.ofNanos(Math.max(0, toPauseNs)), outcome);
  }

  /** Forgets the sound and begins anew. */
  void cancel() {
    if (errand != null) {
      errand.cancel();
    }
    errand = null;
    interruption = null;
    tailSamples = 0;
    detector.reset();
  }
}
