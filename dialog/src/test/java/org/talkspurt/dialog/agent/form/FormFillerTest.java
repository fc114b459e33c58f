package org.talkspurt.dialog.agent.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.talkspurt.dialog.agent.hours.OpeningHours;

class FormFillerTest {

  private static final LocalDateTime NOW = LocalDateTime.of(2026, 11, 23, 10, 15);
  private static final Slot REASON =
      new Slot.TextSlot("visit-reason", List.of("What is it about?"));
  private static final Slot NAME = new Slot.NameSlot("name", List.of("Who is calling?"));

  private final FormFiller filler =
      new FormFiller(new OpeningHours(ZoneOffset.UTC, Map.of(), List.of()));

  private static Form message(List<Slot> slots) {
    return new Form(
        "message",
        List.of("I want to leave a message"),
        "Sure.",
        slots,
        "{name}: {visit-reason}. Right?",
        "What should I change?",
        "Noted.",
        "Forgotten.");
  }

  private FormState asked(FormStep step) {
    return ((FormStep.Ask) step).state();
  }

  @Test
  void takesFreeTextAsItWasHeard() {
    FormState state = asked(filler.begin(message(List.of(NAME, REASON)), "", NOW));
    state = asked(filler.said(state, "Ann Lee", NOW));
    var readBack = (FormStep.Ask) filler.said(state, "My crown's loose, since Monday.", NOW);
    assertThat(readBack.text()).isEqualTo("Ann Lee: My crown's loose since Monday. Right?");
    state = asked(filler.said(readBack.state(), "Change the visit reason", NOW));
    readBack = (FormStep.Ask) filler.said(state, "It fell out", NOW);
    assertThat(filler.said(readBack.state(), "Yes", NOW))
        .isInstanceOfSatisfying(
            FormStep.Done.class,
            done ->
                assertThat(done.values())
                    .isEqualTo(Map.of("name", "Ann Lee", "visit-reason", "It fell out")));
  }

  @Test
  void tellsWhatKindOfWordsAreExpected() {
    Slot phone = new Slot.PhoneSlot("phone", List.of("Your number?"));
    FormState state = asked(filler.begin(message(List.of(phone, REASON)), "", NOW));
    assertThat(state.expects()).isEqualTo(FormState.Expects.NUMBER);
    state = asked(filler.said(state, "555 0142", NOW));
    assertThat(state.expects()).isEqualTo(FormState.Expects.SENTENCE);
    state = asked(filler.said(state, "A toothache", NOW));
    assertThat(state.expects()).isEqualTo(FormState.Expects.SHORT);
  }

  @Test
  void aFormHasOneSlotOfEachParsedTypeAndNoNameTwice() {
    Slot other = new Slot.NameSlot("other", List.of("Who?"));
    assertThatThrownBy(() -> message(List.of(NAME, other)))
        .hasMessageContaining("at most one slot of the type of other");
    assertThatThrownBy(() -> message(List.of(REASON, REASON)))
        .hasMessageContaining("one slot named visit-reason");
  }
}
