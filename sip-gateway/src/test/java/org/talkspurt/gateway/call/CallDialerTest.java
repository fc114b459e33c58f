package org.talkspurt.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.talkspurt.gateway.sip.DialFailure;
import org.talkspurt.gateway.sip.DialogFailure;
import org.talkspurt.gateway.sip.NextHop;
import org.talkspurt.gateway.sip.OutgoingCall;
import org.talkspurt.gateway.sip.Reinvite;
import org.talkspurt.gateway.sip.ServiceRoute;
import org.talkspurt.gateway.sip.SipDestination;
import org.talkspurt.gateway.sip.SipTransport;

/** Calls that we begin, from the order to the record. */
class CallDialerTest {
  private static final List<Integer> NOTHING = List.of(0, 0, 0);

  private final CallDesk desk = new CallDesk();

  private static DialOrder order(String to, String trunk, String agent) {
    return new DialOrder(
        DialTarget.parse(to).orElseThrow(),
        trunk,
        agent,
        null,
        Map.of("name", "Ann"),
        Duration.ofSeconds(30),
        Screening.AS_THE_AGENT_DOES);
  }

  private DialResult dial(String to) {
    return desk.dialer.dial(order(to, null, null));
  }

  private CallRecord shown() {
    return desk.registry().active().iterator().next().snapshot(Duration.ofSeconds(1)).join();
  }

  @Test
  void aCallTakesTheWayThatTheRegistrarWants() {
    SipDestination first = new SipDestination("edge.carrier.example", 5070, SipTransport.UDP);
    desk.serviceRoute =
        new ServiceRoute(
            List.of("sip:edge.carrier.example:5070;lr", "sip:core.carrier.example;lr"), first);
    dial("+15550199");
    assertThat(desk.sip.asked).containsExactly(first);
    assertThat(desk.sip.dialled.getLast().route())
        .containsExactly("sip:edge.carrier.example:5070;lr", "sip:core.carrier.example;lr");
    assertThat(desk.sip.dialled.getLast().targetUri()).isEqualTo("sip:+15550199@carrier.example");
  }

  @Test
  void theServerThatTheTrunkIsRegisteredAtIsTriedFirst() {
    desk.sip.servers = List.of("192.0.2.7", "192.0.2.8", "192.0.2.9");
    assertThat(hops()).containsExactly("192.0.2.7", "192.0.2.8", "192.0.2.9");
    desk.registeredAt = server("192.0.2.8");
    assertThat(hops()).containsExactly("192.0.2.8", "192.0.2.7", "192.0.2.9");
    desk.registeredAt = server("192.0.2.1");
    assertThat(hops()).containsExactly("192.0.2.7", "192.0.2.8", "192.0.2.9");
  }

  private List<String> hops() {
    dial("+15550199");
    return desk.sip.dialled.getLast().hops().stream()
        .map(hop -> hop.address().getHostString())
        .toList();
  }

  private static NextHop server(String address) {
    return new NextHop(
        new InetSocketAddress(InetAddress.ofLiteral(address), 5060), SipTransport.UDP, "Carrier");
  }

  @Test
  void anAnsweredCallTalksUntilTheCalleeHangsUp() {
    assertThat(dial("+15550199")).isInstanceOf(DialResult.Begun.class);
    OutgoingCall call = desk.sip.dialled.getLast();
    assertThat(call.targetUri()).isEqualTo("sip:+15550199@carrier.example");
    assertThat(call.caller())
        .isEqualTo(new OutgoingCall.Caller("+15550100", "", "carrier.example"));
    assertThat(call.offer()).contains("c=IN IP4 192.0.2.1", "m=audio 30000 RTP/AVP 0 8");
    assertThat(call.ringTimeout()).isEqualTo(Duration.ofSeconds(30));
    assertThat(shown().state()).isEqualTo(CallState.DIALLING);
    desk.sip.listener.onRinging(180);
    desk.sip.listener.onRinging(183);
    assertThat(shown().state()).isEqualTo(CallState.RINGING);
    assertThat(desk.plane.opened).as("early media are for nobody").isEmpty();
    desk.sip.listener.onAnswered(FakeDialer.ANSWER);
    assertThat(shown().state()).isEqualTo(CallState.TALKING);
    assertThat(desk.told()).containsExactly("start");
    assertThat(desk.applications.getLast().line.variables()).isEqualTo(Map.of("name", "Ann"));
    desk.sip.listener.onBye();
    CallRecord over = desk.ended.getLast();
    assertThat(over.direction()).isEqualTo("outbound");
    assertThat(over.caller()).isEqualTo("+15550100");
    assertThat(over.called()).isEqualTo("+15550199");
    assertThat(over.trunk()).isEqualTo("carrier");
    assertThat(over.variables()).isEqualTo(Map.of("name", "Ann"));
    assertThat(over.result()).isEqualTo("completed");
    assertThat(over.cause()).isEqualTo("callee_hung_up");
    assertThat(over.answeredAt()).isNotNull();
    assertThat(desk.begun).isEqualTo(1);
    assertThat(desk.taken()).isEqualTo(NOTHING);
  }

  @ParameterizedTest
  @CsvSource({
    "BUSY, refused, busy",
    "DECLINED, refused, declined",
    "NOT_FOUND, refused, not_found",
    "UNAVAILABLE, refused, unavailable",
    "REDIRECTED, refused, redirected",
    "NOT_AUTHORIZED, refused, not_authorized",
    "INCOMPATIBLE, refused, incompatible",
    "REFUSED, refused, refused",
    "NO_ANSWER, cancelled, no_answer",
    "NO_RESPONSE, failed, no_response",
    "TRANSPORT, failed, transport",
    "INTERNAL_ERROR, failed, internal_error"
  })
  void aCallThatNobodyAnswersSaysWhy(DialFailure.Cause why, String result, String cause) {
    dial("1");
    desk.sip.listener.onNotAnswered(new DialFailure(why, 0));
    assertThat(desk.ended.getLast().result()).isEqualTo(result);
    assertThat(desk.ended.getLast().cause()).isEqualTo(cause);
    assertThat(desk.ended.getLast().answeredAt()).isNull();
    assertThat(desk.taken()).isEqualTo(NOTHING);
    assertThat(desk.registry().active()).isEmpty();
  }

  @Test
  void hangingUpWhileItRingsCancels() {
    String id = ((DialResult.Begun) dial("1")).callId();
    desk.sip.listener.onRinging(180);
    desk.registry().active(id).orElseThrow().hangUp("api");
    assertThat(desk.sip.sent).containsExactly("BYE");
    assertThat(desk.ended.getLast().result()).isEqualTo("cancelled");
    assertThat(desk.ended.getLast().cause()).isEqualTo("api");
    assertThat(desk.taken()).isEqualTo(NOTHING);
    desk.sip.listener.onAnswered(FakeDialer.ANSWER); // was under way
    assertThat(desk.plane.opened).isEmpty();
  }

  @Test
  void anAnswerThatCannotBeUsedEndsTheCall() {
    for (String bad : new String[] {null, "nonsense", FakeInvite.VIDEO_ONLY}) {
      dial("1");
      desk.sip.listener.onAnswered(bad);
      assertThat(desk.ended.getLast().cause()).isEqualTo("unacceptable_answer");
    }
    assertThat(desk.sip.sent).containsExactly("BYE", "BYE", "BYE");
    assertThat(desk.taken()).isEqualTo(NOTHING);
  }

  @Test
  void whatAPhoneChangedWhileItRangCountsFromItsAnswerOn() {
    dial("1");
    Reinvite ofOne = changes(FakeInvite.HOLD);
    changes(FakeInvite.OFFER);
    changes(FakeInvite.VIDEO_ONLY);
    changes("nonsense");
    assertThat(desk.sip.sent).containsExactly("200", "200", "488", "400");
    assertThat(desk.plane.opened).isEmpty();
    desk.sip.listener.onAnsweredAsChanged(ofOne);
    assertThat(shown().state()).isEqualTo(CallState.TALKING);
    assertThat(desk.told()).containsExactly("start", "held");
  }

  @Test
  void whatAPhoneChangesAfterWeHungUpIsForNobody() {
    String id = ((DialResult.Begun) dial("1")).callId();
    Reinvite change = changes(FakeInvite.OFFER);
    desk.registry().active(id).orElseThrow().hangUp("api");
    changes(FakeInvite.OFFER);
    desk.sip.listener.onAnsweredAsChanged(change);
    assertThat(desk.sip.sent).containsExactly("200", "BYE", "481");
    assertThat(desk.plane.opened).isEmpty();
  }

  private Reinvite changes(String offer) {
    Reinvite change = FakeInvite.reinvite(offer, desk.sip.sent);
    desk.sip.listener.onEarlyReinvite(change);
    return change;
  }

  @Test
  void mediaOrAgentsThatBreakEndTheCall() {
    desk.plane.broken = new IllegalStateException("port 30000 cannot be used");
    dial("1");
    desk.sip.listener.onAnswered(FakeDialer.ANSWER);
    desk.plane.broken = null;
    desk.dialer.dial(order("1", null, "broken"));
    desk.sip.listener.onAnswered(FakeDialer.ANSWER);
    assertThat(desk.ended)
        .extracting(CallRecord::cause)
        .containsExactly("internal_error", "internal_error");
    assertThat(desk.sip.sent).containsExactly("BYE", "BYE");
    assertThat(desk.taken()).isEqualTo(NOTHING);
  }

  @Test
  void whatDoesNotLeaveGivesAllBack() {
    desk.sip.broken = new IllegalStateException("not started");
    assertThat(dial("1")).isInstanceOf(DialResult.NoRoom.class);
    assertThat(desk.ended.getLast().cause()).isEqualTo("internal_error");
    assertThat(desk.taken()).isEqualTo(NOTHING);
  }

  @Test
  void theLongestDurationAndTheDialogsEndCountAsInAnyCall() {
    dial("1");
    desk.sip.listener.onAnswered(FakeDialer.ANSWER);
    desk.home.advance(CallDesk.MAX_DURATION);
    assertThat(desk.told()).containsExactly("start", "say Goodbye.");
    desk.sip.listener.onDialogFailed(DialogFailure.PEER_GONE);
    assertThat(desk.ended.getLast().cause()).isEqualTo("peer_gone");
    assertThat(desk.home.alarms()).isZero();
    assertThat(desk.taken()).isEqualTo(NOTHING);
  }

  @Test
  void ordersThatFitNothingNameTheirField() {
    assertThat(desk.dialer.dial(order("1", "nobody", null)))
        .isEqualTo(new DialResult.Unfit("trunk", "one that has a domain: carrier"));
    assertThat(desk.dialer.dial(order("1", "carrier", "gone")))
        .isInstanceOfSatisfying(
            DialResult.Unfit.class, unfit -> assertThat(unfit.field()).isEqualTo("agent"));
    assertThat(dial("sip:ann@elsewhere.example"))
        .isInstanceOfSatisfying(
            DialResult.Unfit.class, unfit -> assertThat(unfit.field()).isEqualTo("to"));
    assertThat(dial("sip:ann@Carrier.example")).isInstanceOf(DialResult.Begun.class);
    assertThat(desk.sip.dialled).hasSize(1);
  }

  @Test
  void whereThereIsNoRoomNothingIsDialled() {
    assertThat(desk.dialer.dial(order("1", null, "loading"))).isInstanceOf(DialResult.NoRoom.class);
    desk.plane.pairs = 0;
    assertThat(dial("1")).isInstanceOf(DialResult.NoRoom.class);
    assertThat(desk.taken()).isEqualTo(NOTHING);
    desk.plane.pairs = 10;
    for (int i = 0; i < 3; i++) {
      assertThat(dial("1")).isInstanceOf(DialResult.Begun.class);
    }
    assertThat(dial("1")).as("the trunk's limit").isInstanceOf(DialResult.NoRoom.class);
    assertThat(desk.taken()).containsExactly(3, 3, 3);
  }

  @Test
  void duringADrainNothingIsDialled() {
    desk.admission.refuseNewCalls();
    assertThat(dial("1")).isInstanceOf(DialResult.NoRoom.class);
    assertThat(desk.taken()).isEqualTo(NOTHING);
  }

  @Test
  void aTrunkWhoseHostIsUnknownIsUnreachable() {
    desk.sip.hostIsKnown = false;
    assertThat(dial("1")).isInstanceOf(DialResult.Unreachable.class);
    assertThat(desk.taken()).isEqualTo(NOTHING);
  }
}
