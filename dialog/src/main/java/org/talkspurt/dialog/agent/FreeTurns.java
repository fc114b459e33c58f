package org.talkspurt.dialog.agent;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Optional;
import org.talkspurt.dialog.agent.CallMemory.PendingOffer;
import org.talkspurt.dialog.agent.words.DayParser;
import org.talkspurt.dialog.agent.words.Words;
import org.talkspurt.dialog.agent.words.YesNo;
import org.talkspurt.dialog.reply.Markup;

/** Turns outside of forms: questions, offers taken up, courtesies. */
final class FreeTurns {

  /** Words besides the day in "and what about Saturday?". */
  private static final int MAX_WORDS_BESIDES_DAY = 4;

  private final Agent agent;
  private final Meaning meaning;
  private final Replies replies;

  FreeTurns(Agent agent, Meaning meaning, Replies replies) {
    this.agent = agent;
    this.meaning = meaning;
    this.replies = replies;
  }

  /** Empty for what was not understood. */
  Optional<Reply> said(CallMemory memory, String text, LocalDateTime now) {
    Words words = Words.of(text);
    return switch (Courtesy.of(words)) {
      case REPEAT -> Optional.of(replies.repeat(memory));
      case THINKING -> Optional.of(replies.wait(memory));
      case NOTHING_ELSE -> Optional.of(replies.perform(new Action.SayGoodbye(), memory, text, now));
      // What a model asked is the model's to hear the answer to.
      case YES -> isForModel(memory) ? Optional.empty() : Optional.of(agreed(memory, text, now));
      case NO -> isForModel(memory) ? Optional.empty() : Optional.of(declined(memory, text, now));
      case NONE -> asked(memory, text, words, now);
    };
  }

  private static boolean isForModel(CallMemory memory) {
    return memory.lastAnswer().equals(CallMemory.OF_MODEL);
  }

  private Reply agreed(CallMemory memory, String text, LocalDateTime now) {
    PendingOffer offer = memory.offer();
    return offer == null
        ? replies.say(memory, "Go ahead, what can I do for you?", "go-ahead")
        : replies.perform(offer.then(), memory, offer.question() + " " + text, now);
  }

  /** "No" to "is there anything else?" ends the call, "no" to an offer does not. */
  private Reply declined(CallMemory memory, String text, LocalDateTime now) {
    boolean ends = memory.offer() == null && Markup.plain(memory.lastText()).endsWith("?");
    return ends
        ? replies.perform(new Action.SayGoodbye(), memory, text, now)
        : replies.anythingElse(memory);
  }

  private Optional<Reply> asked(CallMemory memory, String text, Words words, LocalDateTime now) {
    if (isAboutAnotherDay(memory, words, now.toLocalDate())) {
      return Optional.of(replies.perform(new Action.Give(memory.lastAnswer()), memory, text, now));
    }
    Optional<Topics.Match> match = meaning.of(text);
    PendingOffer offer = memory.offer();
    if (offer != null && YesNo.of(words) == YesNo.YES && isNothingElse(match, offer)) {
      // "Yes please, for next Tuesday at three"
      return Optional.of(replies.perform(offer.then(), memory, offer.question() + " " + text, now));
    }
    return match.map(found -> replies.perform(found.action(), memory, text, now));
  }

  private static boolean isNothingElse(Optional<Topics.Match> match, PendingOffer offer) {
    return match
        .filter(found -> !found.isCourtesy())
        .filter(found -> !found.action().equals(offer.then()))
        .isEmpty();
  }

  /** "And on Saturday?" after the hours of another day. */
  private boolean isAboutAnotherDay(CallMemory memory, Words words, LocalDate today) {
    boolean hoursGiven =
        agent
            .answer(memory.lastAnswer())
            .filter(answer -> answer.text().contains("{" + Placeholders.HOURS_ASKED + "}"))
            .isPresent();
    if (!hoursGiven) {
      return false;
    }
    var day = new DayParser(today, today, agent.hours().namedDays(today)).find(words, false);
    return day != null && words.without(day.where()).wordsLeft() <= MAX_WORDS_BESIDES_DAY;
  }
}
