package org.talkspurt.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.talkspurt.gateway.sdp.EncryptionPolicy;
import org.talkspurt.gateway.sip.SipCredentials;
import org.talkspurt.rtp.audio.EchoCanceller;
import org.talkspurt.rtp.echo.EchoGuard;

class CallHandlerTest {
  private static final List<Integer> NOTHING = List.of(0, 0, 0);

  private CallDesk desk = new CallDesk();

  private void assertRefused(String with, FakeInvite invite) {
    assertThat(invite.sent).containsExactly(with);
    assertThat(invite.listener).isNull();
    assertThat(desk.refused).containsExactly(Integer.valueOf(with.substring(0, 3)));
    assertThat(desk.ended).isEmpty();
  }

  @Test
  void aNumberWithoutARouteIs404() {
    assertRefused("404 No route to this number", desk.invites("99"));
    assertThat(desk.taken()).isEqualTo(NOTHING);
  }

  @Test
  void aRouteToAnAgentThatIsGoneIs404() {
    assertRefused("404 No route to this number", desk.invites("5"));
    assertThat(desk.taken()).isEqualTo(NOTHING);
  }

  @Test
  void anAgentWhoseModelsAreNotLoadedIs503WithRetryAfter() {
    assertRefused("503 Speech models are not loaded, 5", desk.invites("3"));
    assertThat(desk.taken()).isEqualTo(NOTHING);
  }

  @Test
  void anOfferWithNothingForUsIs488() {
    FakeInvite invite = desk.invites("1", FakeInvite.VIDEO_ONLY);
    assertThat(invite.sent).singleElement().asString().startsWith("488 ");
    assertThat(desk.refused).containsExactly(488);
    assertThat(desk.taken()).isEqualTo(NOTHING);
  }

  @Test
  void anOfferThatIsNoneIs400() {
    FakeInvite invite = desk.invites("1", "nonsense");
    assertThat(invite.sent).singleElement().asString().startsWith("400 ");
    assertThat(desk.taken()).isEqualTo(NOTHING);
  }

  @Test
  void anInviteWithoutAnOfferGetsOurs() {
    FakeInvite invite = desk.invites("1", null);
    assertThat(invite.sent).containsExactly("180", "200");
    assertThat(desk.plane.opened.getLast().agreed.getLast().remoteRtp()).isNull();
  }

  @Test
  void anAgentWithAllItsLinesTakenIs486() {
    desk.invites("2");
    assertRefused("486 Busy Here", desk.invites("2"));
    assertThat(desk.taken()).containsExactly(1, 1, 1);
    assertThat(desk.invites("1").sent).containsExactly("180", "200");
  }

  @Test
  void aTrunkAtItsLimitIs486() {
    desk = new CallDesk(List.of(CallDesk.trunk("carrier", "192.0.2.7", 1)));
    desk.invites("1");
    assertRefused("486 Busy Here", desk.invites("1"));
    assertThat(desk.taken()).containsExactly(1, 1, 1);
  }

  @Test
  void anAgentDoesNotHearItselfUnlessItsTrunkSaysSo() {
    desk.invites("1");
    assertThat(desk.plane.opened.getLast().echoCanceller).isInstanceOf(EchoGuard.class);

    desk.agentsMindEcho = false;
    desk.invites("1");
    assertThat(desk.plane.opened.getLast().echoCanceller).isSameAs(EchoCanceller.NONE);

    desk =
        new CallDesk(
            List.of(
                new TrunkDirectory.Trunk(
                    "clean",
                    InetAddress.ofLiteral("192.0.2.7")::equals,
                    0,
                    EchoCancelling.NONE,
                    EncryptionPolicy.PREFER,
                    null,
                    Set.of())));
    desk.invites("1");
    assertThat(desk.plane.opened.getLast().echoCanceller).isSameAs(EchoCanceller.NONE);
  }

  @Test
  void aFullMachineIs503WithRetryAfterUntilACallEnds() {
    for (int i = 0; i < 4; i++) {
      desk.talks();
    }
    assertRefused("503 All lines in use, 5", desk.invites("1"));
    desk.hangsUp(desk.applications.getFirst().line.callId());
    assertThat(desk.invites("1").sent).containsExactly("180", "200");
  }

  @Test
  void noFreePortIs503WithRetryAfterUntilOneIs() {
    desk.plane.pairs = 1;
    String first = desk.talks();
    assertRefused("503 No media port is free, 5", desk.invites("1"));
    assertThat(desk.taken()).containsExactly(1, 1, 1);
    desk.hangsUp(first);
    assertThat(desk.invites("1").sent).containsExactly("180", "200");
  }

  @Test
  void mediaThatDoNotOpenAre500AndLeaveNothingBehind() {
    desk.plane.broken = new IllegalStateException("port 30000 cannot be used");
    assertThat(desk.invites("1").sent).containsExactly("500 Internal error");
    assertThat(desk.taken()).isEqualTo(NOTHING);
    assertThat(desk.registry().active()).isEmpty();
    assertThat(desk.ended).extracting(CallRecord::cause).containsExactly("internal_error");
  }

  @Test
  void anAgentThatBreaksIs500AndLeavesNothingBehind() {
    assertThat(desk.invites("4").sent).containsExactly("500 Internal error");
    assertThat(desk.taken()).isEqualTo(NOTHING);
    assertThat(desk.registry().active()).isEmpty();
  }

  @Test
  void whatBeginsAlsoEnds() {
    String id = desk.talks();
    assertThat(desk.begun).isEqualTo(1);
    assertThat(desk.registry().active(id)).isPresent();
    desk.hangsUp(id);
    assertThat(desk.ended).extracting(CallRecord::id).containsExactly(id);
    assertThat(desk.registry().active()).isEmpty();
    assertThat(desk.registry().ended()).isEqualTo(desk.ended);
    assertThat(desk.taken()).isEqualTo(NOTHING);
  }

  @Test
  void theTrunkOfACallIsInItsRecord() {
    desk =
        new CallDesk(
            List.of(
                CallDesk.trunk("other", "198.51.100.1", 0),
                CallDesk.trunk("carrier", "192.0.2.7", 0)));
    desk.hangsUp(desk.talks());
    assertThat(desk.ended.getLast().trunk()).isEqualTo("carrier");
  }

  @Test
  void aTrunkHandsOnTheHeadersThatItsSettingsName() {
    desk.hangsUp(desk.talks());
    assertThat(desk.ended.getLast().variables()).isEmpty();
    assertThat(desk.ended.getLast().caller()).isEqualTo("+15550142");

    desk =
        new CallDesk(
            List.of(
                new TrunkDirectory.Trunk(
                    "carrier",
                    InetAddress.ofLiteral("192.0.2.7")::equals,
                    0,
                    EchoCancelling.GUARD,
                    EncryptionPolicy.PREFER,
                    null,
                    Set.of("p-asserted-identity", "x-account", "x-absent"))));
    desk.hangsUp(desk.talks());
    assertThat(desk.ended.getLast().variables())
        .isEqualTo(Map.of("p-asserted-identity", "<sip:+15550100@192.0.2.7>", "x-account", "4711"));
    assertThat(desk.ended.getLast().caller()).isEqualTo("+15550100");
  }

  @Test
  void aTrunkIsKnownByThePasswordThatItGave() {
    desk = new CallDesk(List.of(trunk("by-address", true), trunk("by-password", false)));
    desk.hangsUp(desk.talks());
    assertThat(desk.ended.getLast().trunk()).isEqualTo("by-address");
    desk.invites(new FakeInvite("1", FakeInvite.OFFER, "by-password")).listener.onBye();
    assertThat(desk.ended.getLast().trunk()).isEqualTo("by-password");
  }

  /** Two accounts at one carrier: its calls go to where the account is (RFC 3261 §10.2.1). */
  @Test
  void aTrunkIsKnownByTheAccountThatIsCalled() {
    desk =
        new CallDesk(
            List.of(
                trunk("none", true),
                trunk("sales", true, new SipCredentials("7", "")),
                trunk("elsewhere", false, new SipCredentials("1", "")),
                trunk("desk", true, new SipCredentials("1", ""))));
    desk.hangsUp(desk.talks());
    assertThat(desk.ended.getLast().trunk()).isEqualTo("desk");

    desk =
        new CallDesk(
            List.of(trunk("none", true), trunk("sales", true, new SipCredentials("7", ""))));
    desk.hangsUp(desk.talks());
    assertThat(desk.ended.getLast().trunk()).isEqualTo("none");
  }

  private static TrunkDirectory.Trunk trunk(String name, boolean itsAddress) {
    return trunk(name, itsAddress, null);
  }

  private static TrunkDirectory.Trunk trunk(
      String name, boolean itsAddress, @Nullable SipCredentials account) {
    return new TrunkDirectory.Trunk(
        name, _ -> itsAddress, 0, EchoCancelling.GUARD, EncryptionPolicy.PREFER, account, Set.of());
  }

  @Test
  void aHomeWhoseInviteNeverCameIsGivenBack() {
    desk.neverInvites();
    assertThat(desk.taken()).isEqualTo(NOTHING);
  }
}
