package org.talkspurt.gateway.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What offer and answer agree on about RTCP, comfort noise and digits to the peer. */
class MediaOptionsTest {

  private static final String SESSION = "v=0\r\nc=IN IP4 192.0.2.4\r\nt=0 0\r\n";
  private static final String AUDIO = "m=audio 4000 RTP/AVP 0 13\r\n";

  private static SdpNegotiator negotiator(boolean comfortNoise, SdpCodec... codecs) {
    return new SdpNegotiator(
        new LocalMedia(
            List.of(codecs),
            true,
            InetAddress.ofLiteral("192.0.2.1"),
            30_000,
            20,
            comfortNoise,
            EncryptionPolicy.OFF,
            null),
        7);
  }

  private static NegotiationResult.Accepted answer(SdpNegotiator negotiator, String offer) {
    return (NegotiationResult.Accepted) negotiator.answer(offer);
  }

  private static NegotiationResult.Accepted answer(String offer) {
    return answer(negotiator(true, SdpCodec.PCMU), offer);
  }

  @Test
  void sharedPortsAndShortReportsAreAnsweredIfOffered() {
    var accepted = answer(SESSION + AUDIO + "a=rtcp-mux\r\na=rtcp-rsize\r\n");

    assertThat(accepted.media().options().rtcpMux()).isTrue();
    assertThat(accepted.media().options().reducedSizeRtcp()).isTrue();
    assertThat(accepted.sdp()).contains("a=rtcp-mux\r\n", "a=rtcp-rsize\r\n");

    var plain = answer(SESSION + AUDIO);
    assertThat(plain.media().options().rtcpMux()).isFalse();
    assertThat(plain.media().options().reducedSizeRtcp()).isFalse();
    assertThat(plain.sdp()).doesNotContain("rtcp");
  }

  @Test
  void anAnswerCannotBringSharedPortsThatWereNotOffered() {
    SdpNegotiator negotiator = negotiator(true, SdpCodec.PCMU);
    assertThat(negotiator.offer()).doesNotContain("rtcp").contains("RTP/AVP 0 101 13\r\n");
    var accepted =
        (NegotiationResult.Accepted)
            negotiator.acceptAnswer(SESSION + AUDIO + "a=rtcp-mux\r\na=rtcp-rsize\r\n");

    assertThat(accepted.media().options().rtcpMux()).isFalse();
    assertThat(accepted.media().options().reducedSizeRtcp()).isFalse();
    assertThat(accepted.media().options().comfortNoise()).isTrue();
  }

  @Test
  void voipMetricsAreSentToWhoAsksAndAskedForInTurn() {
    String asks = "a=rtcp-xr:rcvr-rtt=all:10000 voip-metrics\r\n";
    for (String offer : List.of(SESSION + AUDIO + asks, SESSION + asks + AUDIO)) {
      var accepted = answer(offer);
      assertThat(accepted.media().options().voipMetrics()).isTrue();
      assertThat(accepted.sdp()).contains("a=rtcp-xr:voip-metrics\r\n");
    }
    var other = answer(SESSION + AUDIO + "a=rtcp-xr:stat-summary=loss\r\n");
    assertThat(other.media().options().voipMetrics()).isFalse();
    assertThat(other.sdp()).doesNotContain("rtcp-xr");
  }

  @Test
  void comfortNoiseGoesWithCodecsOfEightKilohertz() {
    assertThat(answer(SESSION + AUDIO).sdp()).contains("m=audio 30000 RTP/AVP 0 13\r\n");
    String all = SESSION + "m=audio 4000 RTP/AVP 9 13 0\r\n";
    assertThat(answer(negotiator(true, SdpCodec.G722, SdpCodec.PCMU), all).sdp())
        .contains("RTP/AVP 9\r\n");
    assertThat(answer(negotiator(false, SdpCodec.PCMU), all).sdp()).contains("RTP/AVP 0\r\n");
    assertThat(negotiator(true, SdpCodec.G722).offer()).contains("RTP/AVP 9 101\r\n");
  }

  @Test
  void aNumberThatMeansSomethingElseIsNoComfortNoise() {
    var accepted = answer(SESSION + AUDIO + "a=rtpmap:13 CN/16000\r\n");

    assertThat(accepted.media().options().comfortNoise()).isFalse();
    assertThat(accepted.sdp()).contains("RTP/AVP 0\r\n");
  }

  @Test
  void digitsToThePeerHaveItsNumber() {
    String digits = SESSION + "m=audio 4000 RTP/AVP 0 97\r\na=rtpmap:97 telephone-event/8000\r\n";
    assertThat(answer(digits).media().options().sendDigits()).isEqualTo(OptionalInt.of(97));

    SdpNegotiator negotiator = negotiator(true, SdpCodec.PCMU);
    negotiator.offer();
    var accepted = (NegotiationResult.Accepted) negotiator.acceptAnswer(digits);
    assertThat(accepted.media().options().sendDigits()).isEqualTo(OptionalInt.of(97));
    assertThat(accepted.media().options().digitClockRateHz()).isEqualTo(8_000);
    assertThat(accepted.media().telephoneEventPayloadType()).isEqualTo(OptionalInt.of(101));
  }
}
