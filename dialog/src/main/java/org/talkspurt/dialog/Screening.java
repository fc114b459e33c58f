package org.talkspurt.dialog;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.talkspurt.dialog.ConversationEvent.GreetingHeard;
import org.talkspurt.dialog.ConversationEvent.VoiceActivity;
import org.talkspurt.dialog.listen.Answerer;
import org.talkspurt.dialog.listen.BeepDetector;
import org.talkspurt.dialog.listen.GreetingJudge;
import org.talkspurt.dialog.settings.AnswererSettings;
import org.talkspurt.dialog.spi.Transcript;
import org.talkspurt.rtp.audio.AudioFrame;

/**
 * Finds out who answered a call that we dialled, before the bot says its first word, and when a
 * machine is ready for ours. Time is counted in the caller's sound, so that hold stops it.
 */
final class Screening {

  /** What the conversation does next. */
  enum Step {
    NONE,
    /** A person waits for the greeting. */
    GREET,
    /** It is a machine: the bot is silent, or falls silent, until {@link #LEAVE_MESSAGE}. */
    HUSH,
    /** The machine records. */
    LEAVE_MESSAGE
  }

  private static final int SAMPLES_PER_MS = 16;

  /** Silence after which the words so far are recognised. */
  private static final long PAUSE = 96 * SAMPLES_PER_MS;

  /** How often they are while nobody pauses. */
  private static final long STRETCH = 2_000 * SAMPLES_PER_MS;

  /** What is recognised of a long greeting: its end. */
  private static final long LONGEST = 10_000 * SAMPLES_PER_MS;

  private static final long LEAD = 200 * SAMPLES_PER_MS;

  private final ConversationPorts ports;
  private final CallerSpeech caller;
  private final GreetingJudge judge;
  private final Errand errand;

  private @Nullable BeepDetector beeps;
  private @Nullable Answerer told;
  private boolean leaving;
  private boolean heardPause;
  private long heardUntil;
  private long reported;

  Screening(
      ConversationPorts ports,
      CallerSpeech caller,
      AnswererSettings settings,
      Consumer<ConversationEvent> inbox) {
    this.ports = ports;
    this.caller = caller;
    judge = new GreetingJudge(settings);
    errand = new Errand(0, ports.loop(), inbox, ports.listener()::onStaleResult);
  }

  /** Whether the bot holds its tongue for now. */
  boolean waits() {
    return told == null || (told == Answerer.MACHINE && !leaving);
  }

  /** Whether nothing is to be found out any more. */
  boolean over() {
    return judge.settled(caller.position());
  }

  /** Takes the tick's sound, after hearing has. */
  Step onFrame(AudioFrame frame) {
    BeepDetector detector = beeps;
    if (detector == null) {
      detector = new BeepDetector(frame.sampleRateHz());
      beeps = detector;
    }
    boolean beeped = detector.listen(frame.samples());
    if (beeped) {
      judge.onBeep(caller.position());
    }
    if (told == null) {
      askForWords();
    }
    return step(beeped);
  }

  void onVoiceActivity(VoiceActivity window) {
    reported = window.endPosition();
    // A beep is not speech, whatever a detector takes it for.
    float probability = beepSounds() ? 0 : window.probability();
    judge.onVoiceActivity(window.endPosition(), window.windowSamples(), probability);
  }

  void onWords(String transcript) {
    judge.onWords(transcript);
  }

  /** Nothing that was sent for matters any more. */
  void close() {
    errand.cancel();
  }

  private Step step(boolean beeped) {
    Answerer verdict = judge.verdict(caller.position());
    if (verdict == null) {
      return Step.NONE;
    }
    if (verdict != told) {
      told = verdict;
      ports.listener().onAnswerer(verdict, Duration.ofMillis(caller.position() / SAMPLES_PER_MS));
      return verdict == Answerer.MACHINE ? Step.HUSH : Step.GREET;
    }
    if (leaving) {
      // It had not listened yet.
      return beeped ? Step.LEAVE_MESSAGE : Step.NONE;
    }
    if (!beepSounds() && judge.listens(caller.position())) {
      leaving = true;
      return Step.LEAVE_MESSAGE;
    }
    return Step.NONE;
  }

  private boolean beepSounds() {
    return beeps != null && beeps.sounds();
  }

  private void askForWords() {
    if (!judge.begun()) {
      return;
    }
    boolean pause = judge.silentSamples(reported) >= PAUSE;
    if (pause && !heardPause) {
      ask(ports.lanes().finalDecode());
    } else if (!pause && reported - Math.max(heardUntil, judge.start()) >= STRETCH) {
      ask(ports.lanes().partialDecode());
    }
    heardPause = pause;
  }

  private void ask(Executor lane) {
    long to = reported;
    long from = Math.max(0, Math.max(judge.start() - LEAD, to - LONGEST));
    heardUntil = to;
    errand.<Transcript>send(
        () ->
            CompletableFuture.supplyAsync(
                () -> ports.recognizer().recognize(caller.samples(from, to)), lane),
        GreetingHeard::new,
        // The pattern of speech and silence will tell.
        _ -> new GreetingHeard(Transcript.EMPTY));
  }
}
