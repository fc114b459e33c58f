package org.talkspurt.dialog;

import java.util.Objects;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;
import org.talkspurt.dialog.agent.CallerInput;
import org.talkspurt.dialog.agent.Reply;
import org.talkspurt.dialog.agent.Reply.Then;
import org.talkspurt.dialog.settings.ConversationSettings;

/** What is due in a conversation as time passes: checked at every frame and after every event. */
final class Deadlines {
  private final ConversationSettings settings;
  private final Floor floor;
  private final CallerSpeech caller;
  private final BargeIn bargeIn;
  private final DigitCollector digits;
  private final LongConsumer whenTransferFails;

  /**
   * @param whenTransferFails takes the time at which a transfer has taken too long
   */
  Deadlines(
      ConversationSettings settings,
      Floor floor,
      CallerSpeech caller,
      BargeIn bargeIn,
      DigitCollector digits,
      LongConsumer whenTransferFails) {
    this.settings = settings;
    this.floor = floor;
    this.caller = caller;
    this.bargeIn = bargeIn;
    this.digits = digits;
    this.whenTransferFails = whenTransferFails;
  }

  /** Does what is due; goes on as long as that leads from state to state. */
  void check(long nowNs) {
    ConversationState before;
    do {
      before = floor.state();
      switch (before) {
        case LISTENING -> listen(nowNs);
        case THINKING -> think(nowNs);
        case SPEAKING -> speak(nowNs);
        case PAUSED -> judge(nowNs);
        case TRANSFERRING -> {
          if (waitedNs(nowNs)
              >= settings.transferTimeout().plus(floor.transferPreparation()).toNanos()) {
            whenTransferFails.accept(nowNs);
          }
        }
        case HELD, CLOSED -> {}
      }
    } while (floor.state() != before);
  }

  private void listen(long nowNs) {
    if (digits.collecting()) {
      if (digits.complete(floor.memory().expectedDigits(), nowNs)) {
        floor.answer(new CallerInput.Pressed(digits.take()), nowNs);
      }
      return;
    }
    caller.forgetIfDeaf();
    if (caller.hasUtterance()) {
      floor.speculate();
      Attempt attempt = floor.attempt();
      if (attempt != null && caller.ended(attempt, floor.expected(), nowNs)) {
        floor.takeTurn(nowNs);
      } else if (caller.tooLong()) {
        floor.talkOver(nowNs);
      }
    } else if (waitedNs(nowNs) >= settings.silenceTimeout().toNanos()) {
      floor.answerSilence(nowNs);
    }
  }

  private void think(long nowNs) {
    Attempt waiting = Objects.requireNonNull(floor.attempt());
    waiting.advance();
    Throwable failure = waiting.failure();
    long patienceNs = settings.stageTimeout().toNanos();
    long waitedNs = nowNs - waiting.waitedSinceNs(floor.sinceNs());
    if (failure != null) {
      floor.recover(waiting, waiting.missing(), failure, nowNs);
    } else if (waiting.ready()) {
      floor.release(nowNs);
    } else if (waitedNs >= 2 * patienceNs) {
      floor.recover(waiting, waiting.missing(), timeout(waiting.missing()), nowNs);
    } else if (waitedNs >= patienceNs && !waiting.excused()) {
      floor.excuse(nowNs);
    } else if (waitedNs >= settings.fillers().after().toNanos() && !waiting.excused()) {
      floor.fill(nowNs);
    }
  }

  private void speak(long nowNs) {
    Attempt speaking = Objects.requireNonNull(floor.speaking());
    speaking.advance();
    boolean finished = speaking.pipeline().finished();
    boolean starved = speaking.pipeline().starved();
    long quietNs = floor.quietNs(finished || starved, nowNs);
    if (finished) {
      followUp(Objects.requireNonNull(speaking.reply()), quietNs, nowNs);
    } else if (starved) {
      Throwable failure = speaking.failure();
      if (failure != null) {
        floor.recover(speaking, Stage.TTS_FIRST_FRAME, failure, nowNs);
      } else if (quietNs >= patienceNs(speaking)) {
        floor.recover(speaking, Stage.TTS_FIRST_FRAME, timeout(Stage.TTS_FIRST_FRAME), nowNs);
      }
    }
  }

  /** A reply that waits for a tool may be longer about it than a stage. */
  private long patienceNs(Attempt speaking) {
    long stageNs = settings.stageTimeout().toNanos();
    Reply reply = speaking.reply();
    return reply == null
        ? stageNs
        : reply.rest().map(rest -> rest.patience().toNanos()).orElse(0L) + stageNs;
  }

  private void followUp(Reply said, long quietNs, long nowNs) {
    boolean rested = quietNs >= settings.farewellPause().toNanos();
    switch (said.then()) {
      case Then.Listen() -> floor.listen(nowNs);
      case Then.Greet() -> floor.greet(true, nowNs);
      case Then.HangUp() -> {
        if (rested) {
          floor.end(ConversationEnd.BOT_HUNG_UP, nowNs);
        }
      }
      case Then.Transfer(var order) -> {
        if (rested) {
          floor.transfer(order, nowNs);
        }
      }
    }
  }

  private void judge(long nowNs) {
    floor.speculate();
    if (floor.attempt() == null) {
      bargeIn.askForWords(nowNs);
    }
    switch (bargeIn.verdict(nowNs)) {
      case PENDING -> {}
      case STOP -> floor.giveWay(nowNs);
      case RESUME -> floor.goOn(nowNs);
    }
  }

  private long waitedNs(long nowNs) {
    return nowNs - floor.sinceNs();
  }

  private static TimeoutException timeout(Stage stage) {
    return new TimeoutException(stage.tag());
  }
}
