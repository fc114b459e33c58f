package org.talkspurt.dialog.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.talkspurt.dialog.agent.Reply.Then;
import org.talkspurt.dialog.agent.form.FormFiller;
import org.talkspurt.dialog.spi.TransferOrder;

/** Whom a caller may be handed over to, where the caller has a say in it. */
class TransferTargetTextTest {
  private static final LocalDateTime NOON = LocalDateTime.of(2026, 11, 24, 12, 0);

  @Test
  void takesNamesAndNumbers() {
    assertThat(
            TransferTargetText.fill(
                "sip:{form.extension}@{call.x-site}",
                Map.of("form.extension", "1 2 3", "call.x-site", "pbx-2")))
        .contains("sip:123@pbx-2");
    assertThat(TransferTargetText.fill("+15550100", Map.of())).contains("+15550100");
  }

  /** What is more than a name or number would be an address of the caller's own making. */
  @ParameterizedTest
  @ValueSource(
      strings = {"", "1@evil.example", "1;maddr=192.0.2.1", "1?Replaces=x", "%31", "1>", "é"})
  void takesNothingElse(String said) {
    assertThat(TransferTargetText.fill("sip:{form.x}@pbx", Map.of("form.x", said)))
        .isEqualTo(Optional.empty());
    assertThat(TransferTargetText.fill("sip:{form.y}@pbx", Map.of("form.x", said))).isEmpty();
  }

  @Test
  void isTheAgentsOnlyWithoutPlaceholders() {
    assertThat(TransferTargetText.isOfAgent("sip:desk@pbx")).isTrue();
    assertThat(TransferTargetText.isOfAgent("sip:{call.x}@pbx")).isFalse();
    assertThat(TransferTargetText.isBroken("sip:{call.x}@pbx")).isFalse();
    assertThat(TransferTargetText.isBroken("sip:{caller}@pbx")).isTrue();
  }

  @Test
  void theOrderSaysWhoChoseAndWhatTheOtherPersonIsTold() {
    Agent agent =
        TestClinic.agent(
            Map.of(
                "extension",
                new Agent.TransferTarget(
                    "sip:{form.extension}@pbx",
                    "One moment.",
                    "{form.name|Somebody} is on the line.",
                    "Nobody is there.",
                    List.of())));
    Replies replies = new Replies(agent, new FormFiller(agent.hours()));
    CallMemory asked = CallMemory.of(Map.of()).with(Map.of("extension", "12", "name", "Ann"));
    assertThat(replies.perform(new Action.HandOver("extension"), asked, "", NOON).then())
        .isEqualTo(
            new Then.Transfer(new TransferOrder("sip:12@pbx", false, "Ann is on the line.")));
    Reply nowhere =
        replies.perform(new Action.HandOver("extension"), CallMemory.of(Map.of()), "", NOON);
    assertThat(nowhere.then()).isEqualTo(new Then.Listen());
    assertThat(nowhere.text()).isEqualTo("Nobody is there.");
  }
}
