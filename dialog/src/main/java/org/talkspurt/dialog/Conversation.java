package org.talkspurt.dialog;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.talkspurt.dialog.ConversationEvent.Answered;
import org.talkspurt.dialog.ConversationEvent.ClauseReady;
import org.talkspurt.dialog.ConversationEvent.DigitPressed;
import org.talkspurt.dialog.ConversationEvent.FarewellWanted;
import org.talkspurt.dialog.ConversationEvent.GreetingHeard;
import org.talkspurt.dialog.ConversationEvent.Held;
import org.talkspurt.dialog.ConversationEvent.HungUp;
import org.talkspurt.dialog.ConversationEvent.PartialReady;
import org.talkspurt.dialog.ConversationEvent.ReplyReady;
import org.talkspurt.dialog.ConversationEvent.Retrieved;
import org.talkspurt.dialog.ConversationEvent.StageFailed;
import org.talkspurt.dialog.ConversationEvent.TranscriptReady;
import org.talkspurt.dialog.ConversationEvent.TransferEnded;
import org.talkspurt.dialog.ConversationEvent.TurnJudged;
import org.talkspurt.dialog.ConversationEvent.VoiceActivity;
import org.talkspurt.dialog.agent.CallerInput;
import org.talkspurt.dialog.listen.Backchannels;
import org.talkspurt.dialog.listen.TranscriptCues;
import org.talkspurt.dialog.settings.AnswererSettings;
import org.talkspurt.dialog.settings.ConversationSettings;
import org.talkspurt.dialog.spi.SpokenLine;
import org.talkspurt.rtp.audio.AudioFrame;

/**
 * Who speaks when in one call: takes what happens and makes the moves it calls for. Frames are the
 * clock: every deadline is checked as a frame comes in, and whenever something happens. Confined to
 * the call's home loop; times are ns on its clock.
 *
 * <p>What the caller says becomes an {@link Attempt} at a turn at the first pause already; its
 * answer is heard only once the caller has finished.
 */
public final class Conversation {
  private final ConversationPorts ports;
  private final ConversationSettings settings;
  private final CallerSpeech caller;
  private final BargeIn bargeIn;
  private final DigitCollector digits;
  private final Floor floor;
  private final Deadlines deadlines;

  private @Nullable Screening screening;
  private boolean started;

  /** Last words that were asked for while a transfer was under way. */
  private @Nullable String lateFarewell;

  /** Opens the call's ears, on its loop; {@link #close} frees them. */
  public Conversation(ConversationPorts ports, ConversationSettings settings) {
    this(ports, settings, Optional.empty());
  }

  /**
   * The same for a call that we dialled.
   *
   * @param screened how it is found out first who answered; empty: whoever it is is greeted
   */
  public Conversation(
      ConversationPorts ports, ConversationSettings settings, Optional<AnswererSettings> screened) {
    this.ports = ports;
    this.settings = settings;
    caller = new CallerSpeech(ports.hearing().open(ports.loop(), this::onVoiceActivity), settings);
    bargeIn = new BargeIn(ports, caller, settings, this::arrived);
    digits = new DigitCollector(settings.digitTimeout());
    floor = new Floor(ports, settings, caller, bargeIn, this::arrived);
    deadlines =
        new Deadlines(settings, floor, caller, bargeIn, digits, nowNs -> endTransfer(false, nowNs));
    screening = screened.map(how -> new Screening(ports, caller, how, this::arrived)).orElse(null);
  }

  /**
   * Speaks the greeting, as soon as it is known who is there, after what must be heard before it:
   * the call is answered and its media flows.
   */
  public void start(long nowNs) {
    on(new Answered(), nowNs);
  }

  /** Takes the next 20 ms of the caller and lets time pass; called before the tick sends. */
  public void onFrame(AudioFrame frame) {
    assert ports.loop().inLoop();
    ConversationState state = floor.state();
    if (state == ConversationState.CLOSED || state == ConversationState.HELD) {
      return;
    }
    try {
      caller.onFrame(frame);
      screen(frame);
      if (started) {
        deadlines.check(frame.playoutNs());
      }
    } catch (RuntimeException bug) {
      breakDown(bug, frame.playoutNs());
    }
  }

  /** A key was pressed: {@code 0-9 * # A-D}; others are ignored. */
  public void onDigit(char digit, long nowNs) {
    on(new DigitPressed(digit), nowNs);
  }

  /** How the transfer that was asked for went. */
  public void onTransferResult(boolean succeeded, long nowNs) {
    on(new TransferEnded(succeeded), nowNs);
  }

  /** The caller has put us on hold: nothing is heard, said or timed until {@link #resume}. */
  public void hold(long nowNs) {
    on(new Held(), nowNs);
  }

  /** The caller is back. */
  public void resume(long nowNs) {
    on(new Retrieved(), nowNs);
  }

  /**
   * Ends the call with last words that nobody interrupts, after what is queued already: for a
   * call's longest duration, and for draining. A caller on hold hears nothing; the call ends.
   */
  public void sayGoodbyeAndHangUp(long nowNs, String text) {
    on(new FarewellWanted(text), nowNs);
  }

  /** The call has ended: nothing is said, reported or left running after this. */
  public void close() {
    on(new HungUp(), ports.loop().nowNs());
  }

  public ConversationState state() {
    return floor.state();
  }

  /** What was said so far by both sides. */
  public List<SpokenLine> history() {
    return floor.history();
  }

  /** What the call brought by now, see {@code Responder.outcome}. */
  public Map<String, String> outcome() {
    return floor.outcome();
  }

  private void onVoiceActivity(long endPosition, int windowSamples, float probability) {
    arrived(new VoiceActivity(endPosition, windowSamples, probability));
  }

  private void arrived(ConversationEvent event) {
    on(event, ports.loop().nowNs());
  }

  private void on(ConversationEvent event, long nowNs) {
    assert ports.loop().inLoop();
    if (floor.state() == ConversationState.CLOSED) {
      return;
    }
    try {
      handle(event, nowNs);
      if (started) {
        deadlines.check(nowNs);
      }
    } catch (RuntimeException bug) {
      breakDown(bug, nowNs);
    }
  }

  /** A bug ends this call, never another. */
  private void breakDown(RuntimeException bug, long nowNs) {
    ports.listener().onBroken(bug);
    if (floor.state() != ConversationState.CLOSED) {
      floor.end(ConversationEnd.GAVE_UP, nowNs);
    }
  }

  private void handle(ConversationEvent event, long nowNs) {
    switch (event) {
      case Answered() -> {
        if (screening == null) {
          greet(nowNs);
        }
      }
      case VoiceActivity window -> hear(window, nowNs);
      case TranscriptReady(var of, var transcript) -> understand(of, transcript.text(), nowNs);
      case TurnJudged(var of, var probability) -> of.judge(probability);
      case PartialReady(var transcript) -> {
        heardWords(transcript.text());
        bargeIn.onPartial(transcript.text(), floor.expected());
      }
      case GreetingHeard(var transcript) -> heardWords(transcript.text());
      case ReplyReady(var of, var reply, var clauses) -> {
        of.take(reply, clauses, nowNs);
        floor.extend(of);
      }
      case ClauseReady(var sound, var samples) -> sound.accept(samples);
      case StageFailed(var of, var cause) -> of.fail(cause);
      case DigitPressed(var digit) -> press(digit, nowNs);
      case TransferEnded(var succeeded) -> endTransfer(succeeded, nowNs);
      case Held() -> floor.hold(nowNs);
      case Retrieved() -> digits.shift(floor.retrieve(nowNs));
      case FarewellWanted(var text) -> bidFarewell(text, nowNs);
      case HungUp() -> {
        stopScreening();
        floor.end(ConversationEnd.CALLER_LEFT, nowNs);
      }
    }
  }

  private void greet(long nowNs) {
    if (!started) {
      started = true;
      floor.begin(nowNs);
    }
  }

  private void screen(AudioFrame frame) {
    Screening going = screening;
    if (going == null) {
      return;
    }
    long nowNs = frame.playoutNs();
    switch (going.onFrame(frame)) {
      case NONE -> {
        if (going.over()) {
          stopScreening();
        }
      }
      case GREET -> greet(nowNs);
      case HUSH -> hush(nowNs);
      case LEAVE_MESSAGE -> leaveMessage(nowNs);
    }
  }

  private void stopScreening() {
    if (screening != null) {
      screening.close();
      screening = null;
    }
  }

  /** A machine. What it said, if it was taken for a person first, was no answer to us. */
  private void hush(long nowNs) {
    if (floor.closing() || floor.state() == ConversationState.TRANSFERRING) {
      stopScreening();
      return;
    }
    if (ports.responder().voicemail(floor.memory()).isEmpty()) {
      stopScreening();
      floor.end(ConversationEnd.BOT_HUNG_UP, nowNs);
      return;
    }
    floor.fallSilent(nowNs);
    caller.forget();
    digits.clear();
    started = false;
  }

  private void leaveMessage(long nowNs) {
    started = true;
    ports.responder().voicemail(floor.memory()).ifPresent(message -> floor.sayLast(message, nowNs));
  }

  private void heardWords(String transcript) {
    if (screening != null) {
      screening.onWords(transcript);
    }
  }

  private void hear(VoiceActivity window, long nowNs) {
    if (screening != null) {
      screening.onVoiceActivity(window);
      if (screening.waits()) {
        return;
      }
    }
    if (digits.collecting() || floor.undisturbed()) {
      return;
    }
    switch (floor.state()) {
      case LISTENING, THINKING, PAUSED -> {
        caller.onVoiceActivity(window, nowNs);
        bargeIn.follow(window);
        Attempt attempt = floor.attempt();
        if (attempt != null && attempt.revocable() && caller.going()) {
          floor.takeBack(nowNs);
        }
      }
      case SPEAKING -> {
        caller.onVoiceActivity(window, nowNs);
        if (floor.uninterrupted()) {
          if (caller.going()) {
            floor.discardAttempt();
          }
          return;
        }
        if (floor.attempt() == null) {
          caller.forgetBygone();
        }
        if (bargeIn.noticed(window, floor.turns(), nowNs)) {
          floor.pause(nowNs);
        }
      }
      case HELD, TRANSFERRING, CLOSED -> {}
    }
  }

  private void understand(Attempt of, String transcript, long nowNs) {
    String text = transcript.strip();
    heardWords(text);
    if (text.length() > settings.maxTranscriptChars()) {
      text = text.substring(0, settings.maxTranscriptChars());
    }
    boolean wordless = Backchannels.isWordless(text);
    CallerInput input = wordless ? new CallerInput.Unintelligible() : new CallerInput.Said(text);
    of.understand(input, TranscriptCues.judge(text, floor.expected()), nowNs);
    if (floor.state() == ConversationState.PAUSED) {
      // Answered when it turns out to be meant.
      bargeIn.onFinal(text, floor.expected());
    } else if (wordless && caller.isNoise(of)) {
      caller.forget();
      floor.takeBack(nowNs);
    } else if (floor.state() == ConversationState.SPEAKING) {
      floor.askAhead(of);
    } else {
      of.ask(floor.memory(), floor.history());
    }
  }

  private void press(char digit, long nowNs) {
    if (!DigitCollector.isKey(digit) || floor.undisturbed()) {
      return;
    }
    if (!started) {
      return; // nothing was offered yet
    }
    switch (floor.state()) {
      case LISTENING, THINKING -> {
        // Digits that follow after too long a pause belong to those before.
        Attempt attempt = floor.attempt();
        if (attempt != null && attempt.input() instanceof CallerInput.Pressed(var before)) {
          digits.restore(before);
        }
        floor.takeBack(nowNs);
      }
      case SPEAKING, PAUSED -> {
        floor.discardAttempt();
        if (!floor.uninterrupted() || settings.keysInterruptAll()) {
          floor.interrupt(nowNs);
        }
      }
      case HELD, TRANSFERRING, CLOSED -> {
        return;
      }
    }
    caller.forget();
    digits.add(digit, nowNs);
  }

  private void endTransfer(boolean succeeded, long nowNs) {
    if (floor.state() != ConversationState.TRANSFERRING) {
      return;
    }
    caller.forget();
    if (succeeded) {
      floor.end(ConversationEnd.TRANSFERRED, nowNs);
    } else if (lateFarewell != null) {
      floor.sayLast(lateFarewell, nowNs);
    } else {
      floor.answer(new CallerInput.TransferFailed(), nowNs);
    }
  }

  private void bidFarewell(String text, long nowNs) {
    if (floor.closing()) {
      return;
    }
    started = true;
    stopScreening();
    switch (floor.state()) {
      case PAUSED -> {
        floor.interrupt(nowNs);
        floor.sayLast(text, nowNs);
      }
      case LISTENING, THINKING, SPEAKING -> floor.sayLast(text, nowNs);
      case TRANSFERRING -> lateFarewell = text;
      // Nobody would hear it.
      case HELD -> floor.end(ConversationEnd.BOT_HUNG_UP, nowNs);
      case CLOSED -> {}
    }
    digits.clear();
  }
}
