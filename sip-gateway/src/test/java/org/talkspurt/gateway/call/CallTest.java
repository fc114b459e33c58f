package org.talkspurt.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.talkspurt.dialog.spi.TransferOrder;
import org.talkspurt.gateway.sip.DialogFailure;
import org.talkspurt.gateway.sip.ReferResult;
import org.talkspurt.rtp.audio.AudioFrame;
import org.talkspurt.rtp.audio.SoundTap;
import org.talkspurt.rtp.session.MediaDirection;

class CallTest {
  private static final List<Integer> NOTHING = List.of(0, 0, 0);

  private final CallDesk desk = new CallDesk();

  private FakeInvite invite;
  private FakeApplication agent;
  private Call call;

  private void answered() {
    answered(FakeInvite.OFFER);
  }

  private void answered(String offer) {
    invite = desk.invites("1", offer);
    agent = desk.applications.getLast();
    call = desk.registry().active(agent.line.callId()).orElseThrow();
  }

  private void talking() {
    answered();
    invite.listener.onAcknowledged(null);
  }

  private CallRecord record() {
    return desk.ended.getLast();
  }

  private void assertEnded(String result, String cause) {
    assertThat(desk.ended).hasSize(1);
    assertThat(record().result()).isEqualTo(result);
    assertThat(record().cause()).isEqualTo(cause);
    assertThat(record().state()).isEqualTo(CallState.ENDED);
    assertThat(agent.told).containsOnlyOnce("close").endsWith("close");
    assertThat(desk.taken()).isEqualTo(NOTHING);
    assertThat(desk.home.alarms()).isZero();
  }

  @Test
  void ringsAnswersAndTalksOnceTheAckIsThere() {
    answered();
    assertThat(invite.sent).containsExactly("180", "200");
    call.onFrame(new AudioFrame(new short[160], 8_000, 0, 0));
    call.onDigit('1');
    assertThat(agent.told).isEmpty();

    invite.listener.onAcknowledged(null);
    call.onFrame(new AudioFrame(new short[160], 8_000, 0, 0));
    call.onDigit('1');
    assertThat(agent.told).containsExactly("start", "frame", "digit 1");
    assertThat(desk.taken()).containsExactly(1, 1, 1);
  }

  @Test
  void aSecondAckBeginsNothingAnew() {
    talking();
    invite.listener.onAcknowledged(null);
    assertThat(agent.told).containsExactly("start");
  }

  @Test
  void anAnswerInTheAckTellsWhereThePeerIs() {
    answered(null);
    invite.listener.onAcknowledged(FakeInvite.sdp("sendrecv", 8));
    assertThat(agent.told).containsExactly("start");
    assertThat(call.snapshot(Duration.ofSeconds(1)).join().media().codec()).isEqualTo("PCMA");
  }

  @Test
  void anAnswerWithoutACodecOfOursEndsTheCall() {
    answered(null);
    invite.listener.onAcknowledged(FakeInvite.VIDEO_ONLY);
    assertThat(invite.sent).endsWith("BYE");
    assertEnded("failed", "unacceptable_answer");
  }

  @Test
  void theCallerMayHoldAndComeBack() {
    talking();
    invite.reinvite(FakeInvite.HOLD);
    invite.reinvite(FakeInvite.OFFER);
    assertThat(agent.told).containsExactly("start", "held", "resumed");
    assertThat(invite.sent).containsExactly("180", "200", "200", "200");
  }

  @Test
  void aCallThatBeginsOnHoldIsHeldOnceItIsUp() {
    answered(FakeInvite.HOLD);
    invite.listener.onAcknowledged(null);
    assertThat(agent.told).containsExactly("start", "held");
  }

  @Test
  void everyWayToHoldHoldsAndIsResumed() {
    talking();
    FakeMediaPlane.FakeMedia media = desk.plane.opened.getLast();
    String oldWay = FakeInvite.OFFER.replace("c=IN IP4 192.0.2.7", "c=IN IP4 0.0.0.0");
    for (String hold : List.of(FakeInvite.HOLD, FakeInvite.sdp("inactive", 0), oldWay)) {
      invite.reinvite(hold);
      assertThat(media.agreed.getLast().direction())
          .isIn(MediaDirection.RECVONLY, MediaDirection.INACTIVE);
      assertThat(agent.told).endsWith("held");
      invite.reinvite(FakeInvite.OFFER);
      assertThat(media.agreed.getLast().direction()).isEqualTo(MediaDirection.SENDRECV);
      assertThat(agent.told).endsWith("resumed");
    }
  }

  @Test
  void aPeerThatMovesIsFollowed() {
    talking();
    invite.reinvite(FakeInvite.OFFER.replace("192.0.2.7", "192.0.2.8").replace("4000", "4002"));
    assertThat(desk.plane.opened.getLast().agreed.getLast().remoteRtp())
        .isEqualTo(new InetSocketAddress("192.0.2.8", 4_002));
  }

  @Test
  void silenceOfAPeerThatHoldsIsNoFailure() {
    talking();
    invite.reinvite(FakeInvite.HOLD);
    call.onMediaTimeout();
    assertThat(desk.ended).isEmpty();
    invite.reinvite(FakeInvite.OFFER);
    call.onMediaTimeout();
    assertThat(invite.sent).endsWith("BYE");
    assertEnded("failed", "media_timeout");
  }

  @Test
  void aReinviteChangesTheMedia() {
    talking();
    invite.reinvite(FakeInvite.sdp("recvonly", 8));
    FakeMediaPlane.FakeMedia media = desk.plane.opened.getLast();
    assertThat(media.agreed).hasSize(2);
    assertThat(media.agreed.getLast().codec().encodingName()).isEqualTo("PCMA");
    assertThat(media.agreed.getLast().direction()).isEqualTo(MediaDirection.SENDONLY);
  }

  @Test
  void aReinviteWeCannotMeetLeavesTheCallAsItIs() {
    talking();
    invite.reinvite(FakeInvite.VIDEO_ONLY);
    invite.reinvite("nonsense");
    assertThat(invite.sent).endsWith("488", "400");
    assertThat(desk.plane.opened.getLast().agreed).hasSize(1);
    assertThat(agent.told).containsExactly("start");
  }

  @Test
  void aReinviteWithoutAnOfferGetsOurs() {
    talking();
    invite.reinvite(null);
    assertThat(invite.sent).endsWith("200");
    invite.listener.onAcknowledged(FakeInvite.HOLD);
    assertThat(agent.told).containsExactly("start", "held");
  }

  @Test
  void aRefreshThatBringsAnotherDescriptionChangesTheMedia() {
    talking();
    invite.listener.onDescriptionChanged(FakeInvite.sdp("sendonly", 8));
    assertThat(desk.plane.opened.getLast().agreed.getLast().codec().encodingName())
        .isEqualTo("PCMA");
    assertThat(agent.told).containsExactly("start", "held");
    invite.listener.onDescriptionChanged(FakeInvite.VIDEO_ONLY);
    assertThat(invite.sent).endsWith("BYE");
    assertEnded("failed", "unacceptable_answer");
  }

  @Test
  void theConversationGoesOnWithWhoeverTakesThePeersPlace() {
    talking();
    FakeInvite successor = new FakeInvite("1", FakeInvite.sdp("sendrecv", 8));
    call.onReplaced(successor);
    assertThat(successor.sent).containsExactly("200");
    assertThat(desk.plane.opened.getLast().agreed.getLast().codec().encodingName())
        .isEqualTo("PCMA");
    successor.listener.onAcknowledged(null);
    assertThat(agent.told).containsExactly("start", "resumed");
    call.hangUp("api");
    assertThat(successor.sent).endsWith("BYE");
    assertThat(invite.sent).containsExactly("180", "200");
    assertEnded("completed", "api");
  }

  @Test
  void aCallIsRecordedFromWhenItsAgentSaysSoToItsEnd() {
    talking();
    assertThat(desk.recorder.begun).isEmpty();
    agent.line.recording().run();
    agent.line.recording().run();
    FakeRecorder.FakeRecording recording = desk.recorder.begun.getFirst();
    assertThat(desk.recorder.begun).hasSize(1);
    assertThat(desk.plane.opened.getLast().tap).isEqualTo(recording.tap());
    assertThat(call.snapshot(Duration.ofSeconds(1)).join().recording()).isEqualTo(recording.name());
    assertThat(recording.ended).isFalse();

    call.onBye();
    assertThat(recording.ended).isTrue();
    assertThat(record().recording())
        .isEqualTo(recording.name())
        .startsWith(call.id())
        .doesNotContain(record().caller());
    agent.line.recording().run();
    assertThat(desk.recorder.begun).hasSize(1);
  }

  @Test
  void whoeverTakesThePeersPlaceIsNotRecorded() {
    talking();
    agent.line.recording().run();
    call.onReplaced(new FakeInvite("1", FakeInvite.OFFER));
    assertThat(desk.recorder.begun.getFirst().ended).isTrue();
    assertThat(desk.plane.opened.getLast().tap).isEqualTo(SoundTap.NONE);

    talking();
    call.onReplaced(new FakeInvite("1", FakeInvite.OFFER));
    agent.line.recording().run();
    assertThat(desk.recorder.begun).hasSize(1);
  }

  @Test
  void aReplacementWeCannotMeetLeavesTheCallAsItIs() {
    talking();
    FakeInvite successor = new FakeInvite("1", FakeInvite.VIDEO_ONLY);
    call.onReplaced(successor);
    assertThat(successor.sent).singleElement().asString().startsWith("488");
    assertThat(desk.ended).isEmpty();
    assertThat(desk.plane.opened.getLast().agreed).hasSize(1);
  }

  @Test
  void aReplacementWithoutAnOfferGetsOurs() {
    talking();
    FakeInvite successor = new FakeInvite("1", null);
    call.onReplaced(successor);
    successor.listener.onAcknowledged(FakeInvite.HOLD);
    assertThat(agent.told).containsExactly("start", "held");
  }

  @Test
  void whatComesAfterTheEndChangesNothing() {
    talking();
    call.hangUp("api");
    invite.reinvite(FakeInvite.OFFER);
    invite.listener.onDescriptionChanged(FakeInvite.OFFER);
    invite.listener.onAcknowledged(FakeInvite.OFFER);
    invite.listener.onReferResult(new ReferResult.Failed(486));
    invite.listener.onBye();
    call.onMediaTimeout();
    call.onDigit('1');
    call.hangUp("api");
    assertThat(invite.sent).containsExactly("180", "200", "BYE", "481");
    assertThat(desk.plane.opened.getLast().agreed).hasSize(1);
    assertEnded("completed", "api");
  }

  @Test
  void aCallThatCannotBeAnsweredLeavesNothingBehind() {
    FakeInvite broken = new FakeInvite("1", FakeInvite.OFFER);
    broken.broken = new IllegalStateException("no socket");
    desk.invites(broken);
    agent = desk.applications.getLast();
    assertThat(broken.sent).containsExactly("180", "500 Internal error");
    assertEnded("failed", "internal_error");
    assertThat(desk.registry().active()).isEmpty();
  }

  @Test
  void aCallerWhoCancelsWasNeverAnswered() {
    answered();
    invite.listener.onCancelled();
    assertEnded("cancelled", "caller_cancelled");
    assertThat(record().answeredAt()).isNull();
    assertThat(invite.sent).doesNotContain("BYE");
  }

  @Test
  void aPeerThatIsGoneIsNamedInTheRecord() {
    answered();
    invite.listener.onDialogFailed(DialogFailure.NO_ACK);
    assertEnded("failed", "no_ack");
  }

  @Test
  void brokenMediaEndTheCall() {
    talking();
    call.onFailure(new IllegalStateException("socket"));
    assertThat(invite.sent).endsWith("BYE");
    assertEnded("failed", "internal_error");
  }

  @Test
  void aCallIsAsLongAsItLastedWhateverTheWallClockDoes() {
    talking();
    desk.stepClock(Duration.ofHours(-3));
    desk.home.advance(Duration.ofSeconds(30));
    invite.listener.onBye();
    assertThat(Duration.between(record().answeredAt(), record().endedAt()))
        .isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void theRecordTellsWhoCalledAndWhatBecameOfIt() {
    talking();
    desk.home.advance(Duration.ofSeconds(30));
    invite.listener.onBye();
    assertEnded("completed", "caller_hung_up");
    assertThat(record().caller()).isEqualTo("+15550142");
    assertThat(record().callerName()).isEqualTo("Sarah Miller");
    assertThat(record().called()).isEqualTo("1");
    assertThat(record().outcome()).isEqualTo(Map.of("service", "cleaning"));
    assertThat(record().turns()).hasSize(1);
    assertThat(Duration.between(record().answeredAt(), record().endedAt()))
        .isEqualTo(Duration.ofSeconds(30));
    assertThat(record().media())
        .isEqualTo(
            new CallRecord.MediaRecord(
                "PCMU", "none", 50, 49, 1, 2, 3, 4, 5, 6, 11, 7, 8, 9, 10, 320, 2.0, null, 40.0,
                4.25, null));
  }

  @Test
  void theAgentHangsUp() {
    talking();
    agent.line.control().hangUp();
    assertThat(invite.sent).endsWith("BYE");
    assertEnded("completed", "bot_hung_up");
  }

  @Test
  void anAgentThatGaveUpIsAFailedCall() {
    talking();
    agent.failed = true;
    agent.line.control().hangUp();
    assertEnded("failed", "gave_up");
  }

  @Test
  void partsThatCallBackWhileTheyCloseEndTheCallOnce() {
    talking();
    agent.whenClosed = () -> agent.line.control().hangUp();
    desk.plane.opened.getLast().whenClosed = () -> call.onFailure(new IllegalStateException());
    invite.listener.onBye();
    assertThat(invite.sent).doesNotContain("BYE");
    assertEnded("completed", "caller_hung_up");
  }

  @Test
  void onePartsTroubleDoesNotKeepTheOthersFromEnding() {
    talking();
    agent.whenClosed =
        () -> {
          throw new IllegalStateException("agent");
        };
    desk.plane.opened.getLast().whenClosed =
        () -> {
          throw new IllegalStateException("media");
        };
    agent.broken = new IllegalStateException("outcome");
    invite.listener.onBye();
    assertEnded("completed", "caller_hung_up");
    assertThat(record().outcome()).isEmpty();
    assertThat(record().endedAt()).isEqualTo(desk.now());
  }

  @Test
  void whatComesBeforeTheAnswerIsHeardBeforeIt() {
    desk.announcement = new CompletableFuture<>();
    FakeInvite early = desk.invites("1");
    assertThat(early.sent).containsExactly("183");
    desk.announcement.complete(new short[8_000]);
    desk.home.advance(Duration.ofMillis(1_099));
    assertThat(early.sent).containsExactly("183");
    desk.home.advance(Duration.ofMillis(1));
    assertThat(early.sent).containsExactly("183", "200");
    early.listener.onAcknowledged(null);
    assertThat(desk.applications.getLast().told).containsExactly("start");
  }

  @Test
  void whatCannotBeSaidBeforeTheAnswerIsLeftOut() {
    desk.announcement = CompletableFuture.failedFuture(new IllegalStateException("no voice"));
    FakeInvite early = desk.invites("1");
    desk.home.advance(Duration.ofMillis(100));
    assertThat(early.sent).containsExactly("183", "200");
    assertThat(desk.invites("1", null).sent).as("without an offer").containsExactly("180", "200");
  }

  @Test
  void aCallMayEndBeforeItIsAnswered() {
    desk.announcement = CompletableFuture.completedFuture(new short[8_000]);
    FakeInvite cancelled = desk.invites("1");
    cancelled.listener.onCancelled();
    FakeInvite hungUp = desk.invites("1");
    desk.registry().active().iterator().next().hangUp("api");
    desk.home.advance(Duration.ofSeconds(5));
    assertThat(cancelled.sent).doesNotContain("200");
    assertThat(hungUp.sent).containsExactly("183", "480 null");
    assertThat(desk.taken()).isEqualTo(List.of(0, 0, 0));
  }

  @Test
  void aTransferredCallIsComplete() {
    talking();
    agent.line.control().transfer(TransferOrder.blind("sip:desk@pbx.example"));
    assertThat(invite.sent).endsWith("REFER sip:desk@pbx.example");
    invite.listener.onReferResult(new ReferResult.Transferred());
    assertEnded("completed", "transferred");
  }

  @Test
  void aTransferThatFailsIsTheAgentsTurn() {
    talking();
    agent.line.control().transfer(TransferOrder.blind("sip:desk@pbx.example"));
    invite.listener.onReferResult(new ReferResult.Failed(486));
    assertThat(agent.told).containsExactly("start", "transfer failed");
    assertThat(desk.ended).isEmpty();
  }

  @Test
  void aByeDuringATransferEndsTheCallAtOnce() {
    talking();
    agent.line.control().transfer(TransferOrder.blind("sip:desk@pbx.example"));
    invite.listener.onBye();
    invite.listener.onReferResult(new ReferResult.Failed(487));
    assertEnded("completed", "caller_hung_up");
  }

  @Test
  void aLongCallIsEndedWithASentence() {
    talking();
    desk.home.advance(CallDesk.MAX_DURATION.minusNanos(1));
    assertThat(agent.told).containsExactly("start");
    desk.home.advance(Duration.ofNanos(1));
    assertThat(agent.told).containsExactly("start", "say Goodbye.");
    assertThat(desk.ended).isEmpty();
    agent.line.control().hangUp();
    assertEnded("completed", "bot_hung_up");
  }

  @Test
  void aFarewellThatDoesNotEndIsCut() {
    talking();
    desk.home.advance(CallDesk.MAX_DURATION.plusSeconds(60).minusNanos(1));
    assertThat(desk.ended).isEmpty();
    desk.home.advance(Duration.ofNanos(1));
    assertThat(invite.sent).endsWith("BYE");
    assertEnded("completed", "max_duration");
  }

  @Test
  void saysGoodbyeWhenAsked() {
    talking();
    call.sayGoodbye("shutdown");
    assertThat(agent.told).containsExactly("start", "say Goodbye.");
    assertThat(desk.ended).isEmpty();
    agent.line.control().hangUp();
    assertEnded("completed", "bot_hung_up");
  }

  @Test
  void saysGoodbyeOnce() {
    talking();
    desk.home.advance(CallDesk.MAX_DURATION);
    desk.home.advance(Duration.ofSeconds(59));
    call.sayGoodbye("shutdown");
    assertThat(agent.told).containsExactly("start", "say Goodbye.");
    desk.home.advance(Duration.ofSeconds(1));
    assertEnded("completed", "max_duration");
  }

  @Test
  void aGoodbyeWhenAskedIsCutToo() {
    talking();
    call.sayGoodbye("shutdown");
    desk.home.advance(Duration.ofSeconds(60));
    assertThat(invite.sent).endsWith("BYE");
    assertEnded("completed", "shutdown");
  }

  @Test
  void nobodyIsToldGoodbyeBeforeTheAck() {
    answered();
    call.sayGoodbye("shutdown");
    assertThat(invite.sent).endsWith("BYE");
    assertThat(agent.told).containsExactly("close");
    assertEnded("completed", "shutdown");
  }

  @Test
  void aSnapshotShowsTheCallAsItStands() {
    talking();
    CallRecord shown = call.snapshot(Duration.ofSeconds(1)).join();
    assertThat(shown.state()).isEqualTo(CallState.TALKING);
    assertThat(shown.turns()).hasSize(1);
    assertThat(shown.media()).isNotNull();
    assertThat(shown.result()).isNull();
  }

  @Test
  void aCallWhoseLoopHangsIsShownInBrief() {
    talking();
    desk.home.hang();
    assertBrief(call.snapshot(Duration.ZERO).join());
  }

  @Test
  void aCallWhoseLoopIsGoneIsShownInBrief() {
    talking();
    desk.home.end();
    assertBrief(call.snapshot(Duration.ofDays(1)).join());
  }

  @Test
  void aCallWhoseAgentIsBrokenIsShownInBrief() {
    talking();
    agent.broken = new IllegalStateException("outcome");
    assertBrief(call.snapshot(Duration.ofDays(1)).join());
  }

  private void assertBrief(CallRecord shown) {
    assertThat(shown.id()).isEqualTo(call.id());
    assertThat(shown.state()).isEqualTo(CallState.TALKING);
    assertThat(shown.answeredAt()).isNotNull();
    assertThat(shown.outcome()).isEmpty();
    assertThat(shown.turns()).isEmpty();
    assertThat(shown.media()).isNull();
  }

  @Test
  void aSnapshotOfACallThatHasJustEndedIsItsRecord() {
    talking();
    invite.listener.onBye();
    assertThat(call.snapshot(Duration.ofSeconds(1)).join()).isEqualTo(record());
  }
}
