package org.talkspurt.gateway.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class SdpPropertyTest {

  private static SdpNegotiator negotiator(int rtpPort, int ptimeMs) {
    return new SdpNegotiator(
        new LocalMedia(
            List.of(SdpCodec.PCMA, SdpCodec.PCMU, SdpCodec.OPUS),
            true,
            InetAddress.ofLiteral("192.0.2.1"),
            rtpPort,
            ptimeMs,
            false,
            EncryptionPolicy.OFF,
            null),
        1);
  }

  @Property(tries = 5_000)
  void anyTextHasAnOutcome(@ForAll String text) {
    assertThat(negotiator(4_000, 20).answer(text)).isNotNull();
    assertThat(negotiator(4_000, 20).acceptAnswer("v=0\n" + text)).isNotNull();
  }

  @Property(tries = 5_000)
  void anyMixtureOfLinesHasAnOutcome(@ForAll("offers") String text) {
    NegotiationResult result = negotiator(4_000, 20).answer(text);
    if (result instanceof NegotiationResult.Accepted accepted) {
      assertThat(mediaCount(accepted.sdp())).isEqualTo(mediaCount(text));
      assertThat(SdpParser.parse(accepted.sdp()))
          .isInstanceOf(SessionDescription.Reading.Parsed.class);
    }
  }

  @Provide
  Arbitrary<String> offers() {
    Arbitrary<String> line =
        Arbitraries.oneOf(
            Arbitraries.of(
                "m=audio 4000 RTP/AVP 0 8 101",
                "m=audio 4000 RTP/AVP 96",
                "m=audio 0 RTP/AVP 0",
                "m=audio 4000 RTP/SAVP 0",
                "m=video 4002 RTP/AVP 31",
                "m=image 4004 udptl t38",
                "c=IN IP4 192.0.2.4",
                "c=IN IP4 0.0.0.0",
                "c=IN IP6 ::1",
                "a=rtpmap:96 PCMU/8000",
                "a=rtpmap:96 opus/48000/2",
                "a=fmtp:96 useinbandfec=1;usedtx=1",
                "a=rtpmap:101 telephone-event/8000",
                "a=sendonly",
                "a=inactive",
                "a=ptime:30",
                "a=maxptime:20",
                "a=mid:x",
                "a=rtcp:5000 IN IP4 192.0.2.5",
                "t=1 2",
                "b=AS:84"),
            Arbitraries.strings()
                .ofMaxLength(30)
                .map(text -> "a=" + text.replaceAll("[\r\n]", "")));
    return line.list().ofMaxSize(20).map(lines -> "v=0\r\n" + String.join("\r\n", lines));
  }

  @Property
  void ourOwnOfferAndAnswerAgree(
      @ForAll @IntRange(min = 1, max = 65_534) int port,
      @ForAll @IntRange(min = 1, max = 6) int ptimeTens) {
    SdpNegotiator caller = negotiator(port, ptimeTens * 10);
    SdpNegotiator called = negotiator(4_000, 20);
    var answered = (NegotiationResult.Accepted) called.answer(caller.offer());
    var taken = (NegotiationResult.Accepted) caller.acceptAnswer(answered.sdp());
    assertThat(answered.media().remoteRtp().getPort()).isEqualTo(port);
    assertThat(answered.media().ptimeMs()).isEqualTo(ptimeTens * 10);
    assertThat(taken.media().remoteRtp().getPort()).isEqualTo(4_000);
    assertThat(taken.media().codec()).isEqualTo(answered.media().codec());
    assertThat(taken.media().telephoneEventPayloadType())
        .isEqualTo(answered.media().telephoneEventPayloadType());
    assertThat(taken.media().ptimeMs()).isEqualTo(answered.media().ptimeMs());
  }

  private static long mediaCount(String sdp) {
    return sdp.lines().filter(line -> line.startsWith("m=")).count();
  }
}
