package org.talkspurt.dialog.agent;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.talkspurt.dialog.agent.form.FormState;

/**
 * What a {@link BankResponder} remembers of a call.
 *
 * @param variables what is known of the call beforehand, by name in lower case
 * @param failures turns in a row that were not understood
 * @param misses turns of the call that were not understood: varies the words
 * @param lastText what was said last, to be repeated
 * @param lastAnswer id of the answer given last; empty if something else was said since
 * @param form under way
 * @param offer made with the last answer
 * @param transfer name of the transfer tried last; empty if there was none
 * @param confirmed the forms confirmed so far, slots by name
 * @param tab what a language model has cost and summed up; one for each call
 */
record CallMemory(
    Map<String, String> variables,
    int failures,
    int misses,
    String lastText,
    String lastAnswer,
    @Nullable FormState form,
    @Nullable PendingOffer offer,
    String transfer,
    List<Map<String, String>> confirmed,
    ModelTab tab)
    implements ResponderState {

  /** {@code lastAnswer} after words of a language model. */
  static final String OF_MODEL = ":model";

  /**
   * A question to be answered with yes or no.
   *
   * @param question the caller's words that led to the offer; they may fill slots
   */
  record PendingOffer(Action then, String question) {}

  CallMemory {
    confirmed = List.copyOf(confirmed);
  }

  /**
   * @param variables what is known of the call beforehand
   */
  static CallMemory of(Map<String, String> variables) {
    var byName = new LinkedHashMap<String, String>();
    variables.forEach((name, value) -> byName.put(name.toLowerCase(Locale.ROOT), value));
    return new CallMemory(byName, 0, 0, "", "", null, null, "", List.of(), new ModelTab());
  }

  /** After words that were understood. */
  CallMemory said(String text) {
    return new CallMemory(variables, 0, misses, text, "", form, null, transfer, confirmed, tab);
  }

  /** After a turn that was not understood; what was asked stays open. */
  CallMemory failed(String text) {
    return new CallMemory(
        variables,
        failures + 1,
        misses + 1,
        text,
        lastAnswer,
        form,
        offer,
        transfer,
        confirmed,
        tab);
  }

  CallMemory answered(String answerId, String text, @Nullable PendingOffer offered) {
    return new CallMemory(
        variables, 0, misses, text, answerId, form, offered, transfer, confirmed, tab);
  }

  CallMemory in(@Nullable FormState next) {
    return new CallMemory(
        variables, failures, misses, lastText, lastAnswer, next, offer, transfer, confirmed, tab);
  }

  CallMemory transferring(String name) {
    return new CallMemory(
        variables, failures, misses, lastText, lastAnswer, form, offer, name, confirmed, tab);
  }

  CallMemory with(Map<String, String> confirmedForm) {
    var all = new ArrayList<>(confirmed);
    all.add(confirmedForm);
    return new CallMemory(
        variables, failures, misses, lastText, lastAnswer, null, null, transfer, all, tab);
  }

  /**
   * What texts and addresses may name: {@code call.NAME} and, once confirmed, {@code form.SLOT}.
   */
  Map<String, String> facts() {
    var facts = new LinkedHashMap<String, String>();
    variables.forEach((name, value) -> facts.put("call." + name, value));
    if (!confirmed.isEmpty()) {
      confirmed.getLast().forEach((slot, value) -> facts.put("form." + slot, value));
    }
    return facts;
  }

  @Override
  public ExpectedAnswer expectedAnswer() {
    if (form != null) {
      return switch (form.expects()) {
        case NUMBER -> ExpectedAnswer.NUMBER;
        case SHORT -> ExpectedAnswer.SHORT;
        case SENTENCE -> ExpectedAnswer.ANYTHING;
      };
    }
    return offer == null ? ExpectedAnswer.ANYTHING : ExpectedAnswer.SHORT;
  }

  /** A single key does something, unless a telephone number may be keyed in: 7 digits or 10. */
  @Override
  public int expectedDigits() {
    return expectedAnswer() == ExpectedAnswer.NUMBER ? 0 : 1;
  }

  /** The slots of all confirmed forms; those of the second one as "2.day" and so on. */
  Map<String, String> outcome() {
    var outcome = new LinkedHashMap<String, String>();
    for (int i = 0; i < confirmed.size(); i++) {
      String prefix = i == 0 ? "" : (i + 1) + ".";
      confirmed.get(i).forEach((slot, value) -> outcome.put(prefix + slot, value));
    }
    return outcome;
  }
}
