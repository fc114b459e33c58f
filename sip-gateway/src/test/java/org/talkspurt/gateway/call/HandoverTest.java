package org.talkspurt.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.talkspurt.dialog.spi.TransferOrder;
import org.talkspurt.gateway.call.Switchboard.Extension;
import org.talkspurt.gateway.sip.DialFailure;
import org.talkspurt.gateway.sip.ReferResult;

/** Callers who are handed over to people (RFC 3515, RFC 5589). */
class HandoverTest {
  private static final TransferOrder ANNOUNCED = new TransferOrder("77", true, "Ann is coming.");
  private static final String REFER_TO = "REFER sip:desk@192.0.2.9?Replaces=1";

  private final CallDesk desk = new CallDesk(List.of(CallDesk.trunk("carrier", "192.0.2.7", 0)));
  private FakeInvite invite;
  private FakeApplication agent;
  private Runnable whenSaid;

  /** Calls the person right away. */
  private final Consultant consultant =
      new Consultant() {
        @Override
        public Optional<Extension> briefing(String text, Runnable afterwards) {
          assertThat(text).isEqualTo("Ann is coming.");
          whenSaid = afterwards;
          return Optional.of(new Extension("clinic", 0, Optional.empty(), desk::connect));
        }

        @Override
        public void call(DialOrder order, Extension briefing, Consumer<Optional<Call>> then) {
          then.accept(
              desk.dialer.dial(order) instanceof DialResult.Begun(Call call)
                  ? Optional.of(call)
                  : Optional.empty());
        }
      };

  @BeforeEach
  void talk() {
    desk.setup.consultBy(consultant);
    invite = desk.invites("1");
    invite.listener.onAcknowledged(null);
    agent = desk.applications.getLast();
  }

  private void handOver(TransferOrder order) {
    agent.line.control().transfer(order);
  }

  private void personAnswers() {
    desk.sip.listener.onAnswered(FakeDialer.ANSWER);
  }

  /** What a caller had a say in must be allowed; what the agent's file says need not be. */
  @ParameterizedTest
  @CsvSource({"12, true", "13, false", "sip:12@evil.example, false", "sip:a b@c, false"})
  void aTargetOfTheCallersChoiceMustBeAllowed(String target, boolean allowed) {
    handOver(new TransferOrder(target, false, ""));
    if (allowed) {
      assertThat(invite.sent).endsWith("REFER " + target);
    } else {
      assertThat(invite.sent).doesNotContain("REFER " + target);
      assertThat(agent.told).containsExactly("start", "transfer failed");
    }
    handOver(TransferOrder.blind(target));
    assertThat(invite.sent).endsWith("REFER " + target);
  }

  @Test
  void thePersonIsToldBeforeTheCallerComes() {
    handOver(ANNOUNCED);
    assertThat(desk.sip.dialled.getLast().targetUri()).isEqualTo("sip:77@carrier.example");
    personAnswers();
    assertThat(invite.sent).doesNotContain(REFER_TO);
    whenSaid.run();
    assertThat(invite.sent).endsWith(REFER_TO);
    invite.listener.onReferResult(new ReferResult.Transferred());
    assertThat(desk.ended.getLast().cause()).isEqualTo("transferred");
    assertThat(desk.sip.sent).as("the other side ends it").isEmpty();
    desk.sip.listener.onBye();
    assertThat(desk.ended).hasSize(2);
    assertThat(desk.taken()).isEqualTo(List.of(0, 0, 0));
  }

  @Test
  void aCallToThePersonThatNobodyEndsIsEnded() {
    handOver(ANNOUNCED);
    personAnswers();
    whenSaid.run();
    invite.listener.onReferResult(new ReferResult.Transferred());
    desk.home.advance(Consultation.GRACE);
    assertThat(desk.sip.sent).containsExactly("BYE");
    assertThat(desk.ended.getLast().cause()).isEqualTo("transferred");
  }

  @Test
  void aPersonWhoDoesNotAnswerLeavesTheCallerWithTheAgent() {
    handOver(ANNOUNCED);
    desk.sip.listener.onNotAnswered(new DialFailure(DialFailure.Cause.BUSY, 486));
    assertThat(agent.told).containsExactly("start", "transfer failed");
    assertThat(invite.sent).noneMatch(sent -> sent.startsWith("REFER"));
  }

  @Test
  void aPersonWhoHangsUpAtOnceDoesTheSame() {
    handOver(ANNOUNCED);
    personAnswers();
    desk.sip.listener.onBye();
    whenSaid.run();
    assertThat(agent.told).containsExactly("start", "transfer failed");
    assertThat(invite.sent).noneMatch(sent -> sent.startsWith("REFER"));
  }

  @Test
  void aBriefingThatDoesNotEndIsCut() {
    handOver(ANNOUNCED);
    personAnswers();
    desk.home.advance(TransferOrder.MAX_BRIEFING);
    assertThat(desk.sip.sent).containsExactly("BYE");
    assertThat(agent.told).containsExactly("start", "transfer failed");
  }

  @Test
  void aCallerWhoLeavesEndsTheCallToThePerson() {
    handOver(ANNOUNCED);
    personAnswers();
    invite.listener.onBye();
    assertThat(desk.sip.sent).containsExactly("BYE");
    assertThat(desk.ended).extracting(CallRecord::cause).contains("caller_hung_up", "caller_left");
    whenSaid.run();
    assertThat(invite.sent).noneMatch(sent -> sent.startsWith("REFER"));
    assertThat(desk.taken()).isEqualTo(List.of(0, 0, 0));
  }

  @Test
  void whereThePeerCannotSendTheCallerThereTheAgentGoesOn() {
    handOver(ANNOUNCED);
    personAnswers();
    whenSaid.run();
    invite.listener.onReferResult(new ReferResult.Failed(603));
    assertThat(desk.sip.sent).containsExactly("BYE");
    assertThat(agent.told).containsExactly("start", "transfer failed");
  }

  @Test
  void whoCannotBeCalledIsNotAnnounced() {
    handOver(new TransferOrder("sip:x@elsewhere.example", true, "Ann is coming."));
    assertThat(invite.sent).endsWith("REFER sip:x@elsewhere.example");
    desk.home.advance(Duration.ofMinutes(2));
    assertThat(agent.told).containsExactly("start");
  }
}
