package org.talkspurt.gateway.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.talkspurt.rtp.crypto.MediaEncryption;

/** Offers in the style of real phones and carriers, one file each. */
class OfferAnswerTest {

  private static final LocalMedia IPV4 = local("192.0.2.1");
  private static final LocalMedia IPV6 = local("2001:db8::1");

  private static LocalMedia local(String address) {
    return new LocalMedia(
        List.of(SdpCodec.PCMA, SdpCodec.PCMU),
        true,
        InetAddress.ofLiteral(address),
        30_000,
        20,
        false,
        EncryptionPolicy.OFF,
        null);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          asterisk             | PCMA 8, digits 101, 192.168.10.5:14218, rtcp 14219, SENDRECV, 20 ms | audio
          freeswitch           | PCMA 8, digits 101, 192.168.10.6:26342, rtcp 26343, SENDRECV, 20 ms | audio
          baresip              | PCMA 8, digits 97, 127.0.0.1:21570, rtcp 21571, SENDRECV, 20 ms    | audio
          linphone             | PCMA 8, digits 100, 10.1.2.3:7078, rtcp 7079, SENDRECV, 20 ms      | audio video:0
          linphone-avpf        | PCMA 8, digits 101, 10.1.2.3:7078, rtcp 7079, SENDRECV, 20 ms      | audio
          cisco-7960           | PCMA 8, digits 101, 10.10.1.20:28532, rtcp 28533, SENDRECV, 20 ms  | audio
          cisco-cube           | PCMA 8, digits 97, 10.20.0.2:16528, rtcp 16529, SENDRECV, 30 ms    | audio image:0
          carrier-minimal      | PCMA 8, digits -, 198.51.100.10:30000, rtcp 30001, SENDRECV, 20 ms | audio
          carrier-sbc          | PCMA 8, digits 96, 198.51.100.21:42310, rtcp 42311, SENDRECV, 30 ms | audio
          polycom              | PCMA 8, digits 127, 172.16.5.9:2226, rtcp 2227, SENDRECV, 20 ms    | audio
          yealink-hold         | PCMA 8, digits 101, 192.168.1.44:11792, rtcp 11793, RECVONLY, 20 ms | audio
          old-hold             | PCMU 0, digits 101, 0.0.0.0:11792, rtcp 11793, RECVONLY, 20 ms     | audio
          inactive-at-session  | PCMU 0, digits -, 192.168.1.44:11792, rtcp 11793, INACTIVE, 20 ms  | audio
          recvonly             | PCMU 0, digits -, 192.168.1.44:11792, rtcp 11793, SENDONLY, 20 ms  | audio
          grandstream          | PCMA 8, digits 101, 192.168.1.61:5004, rtcp 5005, SENDRECV, 20 ms  | audio
          microsip             | PCMA 8, digits 101, 192.168.1.70:4006, rtcp 4007, SENDRECV, 20 ms  | audio
          two-audio            | PCMA 8, digits -, 192.0.2.4:4002, rtcp 4003, SENDRECV, 20 ms       | audio:0 audio audio:0
          srtp-and-plain       | PCMA 8, digits 101, 192.0.2.4:4002, rtcp 4003, SENDRECV, 20 ms     | audio:0 audio
          bundle-plain         | PCMA 8, digits 126, 192.0.2.9:5000, rtcp 5001, SENDRECV, 20 ms     | audio video:0
          fax-first            | PCMU 0, digits -, 192.0.2.4:4000, rtcp 4001, SENDRECV, 20 ms       | image:0 audio
          dynamic-g711         | PCMU 99, digits 98, 192.0.2.4:4000, rtcp 4001, SENDRECV, 20 ms     | audio
          renumbered-static    | PCMA 8, digits -, 192.0.2.4:4000, rtcp 4001, SENDRECV, 20 ms       | audio
          sipp                 | PCMU 0, digits -, 127.0.0.1:6000, rtcp 6001, SENDRECV, 20 ms       | audio
          careless             | PCMA 8, digits -, 192.0.2.4:4000, rtcp 4001, SENDRECV, 20 ms       | audio
          """)
  void isAccepted(String name, String media, String lines) throws IOException {
    NegotiationResult result = new SdpNegotiator(IPV4, 7).answer(offer(name));
    assertThat(result).isInstanceOf(NegotiationResult.Accepted.class);
    var accepted = (NegotiationResult.Accepted) result;
    assertThat(summary(accepted.media())).isEqualTo(media);
    assertThat(mediaLines(accepted.sdp())).isEqualTo(lines);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          srtp-only               | no audio over plain RTP
          browser                 | no audio over plain RTP
          audio-refused           | no audio over plain RTP
          only-g729               | no common codec
          name-instead-of-address | no usable connection address
          multicast               | multicast
          ipv6                    | other address family
          volte-gateway           | other address family
          """)
  void isRejected(String name, String reason) throws IOException {
    assertThat(new SdpNegotiator(IPV4, 7).answer(offer(name)))
        .isEqualTo(new NegotiationResult.Rejected(488, reason));
  }

  @Test
  void speaksIpv6() throws IOException {
    var accepted = (NegotiationResult.Accepted) new SdpNegotiator(IPV6, 7).answer(offer("ipv6"));
    assertThat(accepted.sdp())
        .contains("o=- 7 1 IN IP6 2001:db8:0:0:0:0:0:1\r\n")
        .contains("c=IN IP6 2001:db8:0:0:0:0:0:1\r\n");
    assertThat(accepted.media().remoteRtp())
        .isEqualTo(new InetSocketAddress(InetAddress.ofLiteral("2001:db8::7"), 4_000));
    assertThat(accepted.media().remoteRtcp())
        .isEqualTo(new InetSocketAddress(InetAddress.ofLiteral("2001:db8::8"), 4_999));
  }

  @Test
  void writesTheAnswerInFull() throws IOException {
    var accepted =
        (NegotiationResult.Accepted) new SdpNegotiator(IPV4, 7).answer(offer("bundle-plain"));
    assertThat(accepted.sdp())
        .isEqualTo(
            """
            v=0
            o=- 7 1 IN IP4 192.0.2.1
            s=-
            c=IN IP4 192.0.2.1
            t=0 0
            m=audio 30000 RTP/AVPF 8 126
            a=mid:audio
            a=rtpmap:8 PCMA/8000
            a=rtpmap:126 telephone-event/8000
            a=fmtp:126 0-15
            a=ptime:20
            a=sendrecv
            a=rtcp-mux
            m=video 0 RTP/AVPF 96
            """
                .replace("\n", "\r\n"));
  }

  @Test
  void repeatsTheTimesOfTheOffer() throws IOException {
    var accepted =
        (NegotiationResult.Accepted) new SdpNegotiator(IPV4, 7).answer(offer("careless"));
    assertThat(accepted.sdp()).contains("t=3034423619 3042462419\r\n");
  }

  @Test
  void countsTheVersionUpWhenTheAnswerChanges() throws IOException {
    var negotiator = new SdpNegotiator(IPV4, 7);
    assertThat(origin(negotiator.answer(offer("yealink-hold")))).isEqualTo("o=- 7 1");
    assertThat(origin(negotiator.answer(offer("yealink-hold")))).isEqualTo("o=- 7 1");
    assertThat(origin(negotiator.answer(offer("asterisk")))).isEqualTo("o=- 7 2");
    assertThat(negotiator.offer()).contains("o=- 7 3 ");
  }

  @Test
  void leavesDigitsOutWhenTheyAreNotWanted() throws IOException {
    var local =
        new LocalMedia(
            List.of(SdpCodec.PCMU),
            false,
            InetAddress.ofLiteral("192.0.2.1"),
            4,
            20,
            false,
            EncryptionPolicy.OFF,
            null);
    var accepted =
        (NegotiationResult.Accepted) new SdpNegotiator(local, 7).answer(offer("asterisk"));
    assertThat(accepted.media().telephoneEventPayloadType()).isEmpty();
    assertThat(accepted.sdp()).contains("m=audio 4 RTP/AVP 0\r\n").doesNotContain("telephone");
    assertThat(new SdpNegotiator(local, 7).offer()).doesNotContain("telephone");
  }

  @Test
  void offersAllCodecsAndReadsTheAnswer() {
    var negotiator = new SdpNegotiator(IPV4, 7);
    assertThat(negotiator.offer())
        .isEqualTo(
            """
            v=0
            o=- 7 1 IN IP4 192.0.2.1
            s=-
            c=IN IP4 192.0.2.1
            t=0 0
            m=audio 30000 RTP/AVP 8 0 101
            a=rtpmap:8 PCMA/8000
            a=rtpmap:0 PCMU/8000
            a=rtpmap:101 telephone-event/8000
            a=fmtp:101 0-15
            a=ptime:20
            a=sendrecv
            """
                .replace("\n", "\r\n"));
    var accepted =
        (NegotiationResult.Accepted)
            negotiator.acceptAnswer(
                "v=0\nc=IN IP4 192.0.2.4\nm=audio 4000 RTP/AVP 0 101\n"
                    + "a=rtpmap:101 telephone-event/8000\na=recvonly\n");
    assertThat(accepted.media())
        .isEqualTo(
            new NegotiatedMedia(
                SdpCodec.PCMU,
                0,
                OptionalInt.of(101),
                new InetSocketAddress("192.0.2.4", 4_000),
                new InetSocketAddress("192.0.2.4", 4_001),
                MediaDirection.SENDONLY,
                20,
                new MediaOptions(false, false, false, false, OptionalInt.of(101), 8_000),
                MediaEncryption.NONE));
  }

  @Test
  void takesARefusedAnswerAsARefusal() {
    var negotiator = new SdpNegotiator(IPV4, 7);
    negotiator.offer();
    assertThat(negotiator.acceptAnswer("v=0\nc=IN IP4 192.0.2.4\nm=audio 0 RTP/AVP 0\n"))
        .isEqualTo(
            new NegotiationResult.Rejected(488, "the peer refused our audio or its encryption"));
    assertThat(negotiator.acceptAnswer("")).isInstanceOf(NegotiationResult.Malformed.class);
  }

  static String offer(String name) throws IOException {
    try (InputStream in =
        OfferAnswerTest.class.getResourceAsStream("/sdp/offers/" + name + ".sdp")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\n", "\r\n");
    }
  }

  private static String origin(NegotiationResult result) {
    String sdp = ((NegotiationResult.Accepted) result).sdp();
    return sdp.substring(5, sdp.indexOf(" IN"));
  }

  private static String summary(NegotiatedMedia media) {
    OptionalInt digits = media.telephoneEventPayloadType();
    return "%s %d, digits %s, %s:%d, rtcp %d, %s, %d ms"
        .formatted(
            media.codec().encodingName(),
            media.codec().payloadType(),
            digits.isPresent() ? digits.getAsInt() : "-",
            media.remoteRtp().getAddress().getHostAddress(),
            media.remoteRtp().getPort(),
            media.remoteRtcp().getPort(),
            media.direction(),
            media.ptimeMs());
  }

  /** The m-lines of an answer: {@code audio} for ours, {@code video:0} for a refused one. */
  private static String mediaLines(String sdp) {
    return sdp.lines()
        .filter(line -> line.startsWith("m="))
        .map(line -> line.substring(2).split(" "))
        .map(fields -> fields[1].equals("0") ? fields[0] + ":0" : fields[0])
        .reduce((a, b) -> a + " " + b)
        .orElseThrow();
  }
}
