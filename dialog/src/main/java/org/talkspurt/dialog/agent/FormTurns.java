package org.talkspurt.dialog.agent;

import java.time.LocalDateTime;
import java.util.Optional;
import org.talkspurt.dialog.agent.form.FormFiller;
import org.talkspurt.dialog.agent.form.FormState;
import org.talkspurt.dialog.agent.form.FormStep;
import org.talkspurt.dialog.agent.words.Words;

/** Turns while a form is under way: mostly for the form, now and then a question in between. */
final class FormTurns {

  private final Agent agent;
  private final Meaning meaning;
  private final FormFiller filler;
  private final Replies replies;

  FormTurns(Agent agent, Meaning meaning, FormFiller filler, Replies replies) {
    this.agent = agent;
    this.meaning = meaning;
    this.filler = filler;
    this.replies = replies;
  }

  Reply said(CallMemory memory, FormState form, String text, LocalDateTime now) {
    Words words = Words.of(text);
    Courtesy courtesy = Courtesy.of(words);
    if (courtesy == Courtesy.REPEAT) {
      return replies.repeat(memory);
    }
    Optional<Action> aside = FormAside.of(words, () -> wanted(text));
    if (aside.isPresent()) {
      return aside(memory, form, aside.get(), text, now);
    }
    FormStep step = filler.said(form, text, now);
    if (!(step instanceof FormStep.Missed)) {
      return replies.step(memory, form.form(), step);
    }
    return switch (courtesy) {
      case THINKING -> replies.wait(memory);
      case YES, NO -> replies.notUnderstood(memory);
      case REPEAT, NOTHING_ELSE, NONE ->
          wanted(text)
              .map(action -> aside(memory, form, action, text, now))
              .orElseGet(() -> replies.notUnderstood(memory));
    };
  }

  /** What the words mean outside the form, if that is not a form again. */
  private Optional<Action> wanted(String text) {
    return meaning
        .of(text)
        .map(Topics.Match::action)
        .filter(action -> !(action instanceof Action.Begin));
  }

  private Reply aside(
      CallMemory memory, FormState form, Action action, String text, LocalDateTime now) {
    return action instanceof Action.Give(String id)
        ? replies.aside(agent.answer(id).orElseThrow(), memory, form, text, now)
        : replies.perform(action, memory, text, now);
  }

  /** Keys for the form; else the first one that means something in the menu. */
  Reply pressed(CallMemory memory, FormState form, String keys, LocalDateTime now) {
    FormStep step = filler.pressed(form, keys, now);
    if (!(step instanceof FormStep.Missed)) {
      return replies.step(memory, form.form(), step);
    }
    Action action = agent.keypad().first(keys).orElse(null);
    boolean leaves = action instanceof Action.HandOver || action instanceof Action.Give;
    return leaves && action != null ? aside(memory, form, action, "", now) : replies.repeat(memory);
  }
}
