package org.talkspurt.gateway.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which codec a call gets, under which numbers and with packets how long. */
class CodecNegotiationTest {

  private static final String HEAD = "v=0\r\nc=IN IP4 192.0.2.4\r\n";
  private static final LocalMedia ALL =
      local(
          SdpCodec.OPUS,
          SdpCodec.G722,
          SdpCodec.L16_16K,
          SdpCodec.L16_8K,
          SdpCodec.PCMU,
          SdpCodec.PCMA);

  private static LocalMedia local(SdpCodec... codecs) {
    return new LocalMedia(
        List.of(codecs),
        true,
        InetAddress.ofLiteral("192.0.2.1"),
        30_000,
        20,
        false,
        EncryptionPolicy.OFF,
        null);
  }

  /**
   * RFC 4028 §7.4: a refresh offers the description in force; an answer's numbers are the peer's.
   */
  @Test
  void theAnswerToAnAnswerOfferedAgainKeepsThePeersNumbers() {
    var negotiator = new SdpNegotiator(ALL, 7);
    String theirs = HEAD + "m=audio 4000 RTP/AVP 96\r\na=rtpmap:96 opus/48000/2\r\n";
    var agreed = (NegotiationResult.Accepted) negotiator.answer(theirs);
    var moved =
        (NegotiationResult.Accepted)
            negotiator.acceptAnswerAgain(theirs.replace("4000", "4002") + "a=sendonly\r\n");
    assertThat(moved.media().receivePayloadType()).isEqualTo(96);
    assertThat(moved.media().remoteRtp().getPort()).isEqualTo(4_002);
    assertThat(moved.media().direction()).isEqualTo(MediaDirection.RECVONLY);
    assertThat(negotiator.answer(theirs)).isEqualTo(agreed); // the same version
    assertThat(negotiator.acceptAnswerAgain(theirs.replace("4000", "0")))
        .isInstanceOf(NegotiationResult.Rejected.class);
  }

  @Test
  void theAnswerToAnOfferMadeAgainIsReadAsTheFirst() {
    var negotiator = new SdpNegotiator(ALL, 7);
    negotiator.offer();
    String theirs = HEAD + "m=audio 4000 RTP/AVP 96\r\na=rtpmap:96 opus/48000/2\r\n";
    assertThat(negotiator.acceptAnswerAgain(theirs)).isEqualTo(negotiator.acceptAnswer(theirs));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          linphone        | opus 96, digits 101
          baresip         | opus 96, digits 97
          polycom         | G722 9, digits 127
          asterisk        | PCMU 0, digits 101
          carrier-minimal | PCMA 8, digits -
          dynamic-g711    | PCMU 99, digits 98
          """)
  void theFirstOfOursThatThePeerHasIsTaken(String name, String expected) throws Exception {
    assertThat(summary(accepted(ALL, OfferAnswerTest.offer(name)).media())).isEqualTo(expected);
  }

  @Test
  void ourPreferenceCounts() throws Exception {
    String offer = OfferAnswerTest.offer("linphone");
    assertThat(summary(accepted(local(SdpCodec.PCMA, SdpCodec.OPUS), offer).media()))
        .isEqualTo("PCMA 8, digits 100");
  }

  @Test
  void opusIsAnsweredWithItsParameters() throws Exception {
    assertThat(accepted(ALL, OfferAnswerTest.offer("linphone")).sdp())
        .contains(
            """
            m=audio 30000 RTP/AVP 96 101
            a=rtpmap:96 opus/48000/2
            a=fmtp:96 maxplaybackrate=16000;sprop-maxcapturerate=16000;useinbandfec=1
            a=rtpmap:101 telephone-event/48000
            a=fmtp:101 0-15
            a=ptime:20
            a=sendrecv
            """
                .replace("\n", "\r\n"));
  }

  @Test
  void digitsOfAnotherClockAreTakenWhereThereAreNoOthers() throws Exception {
    assertThat(accepted(ALL, OfferAnswerTest.offer("baresip")).sdp())
        .contains("a=rtpmap:97 telephone-event/8000\r\n");
  }

  @Test
  void thePeersParametersAreKept() throws Exception {
    var media = accepted(ALL, OfferAnswerTest.offer("linphone")).media();
    assertThat(media.codec().parameters().isOn("useinbandfec")).isTrue();
  }

  @Test
  void everyCodecIsOfferedWithDigitsForItsClock() {
    assertThat(new SdpNegotiator(ALL, 7).offer())
        .endsWith(
            """
            m=audio 30000 RTP/AVP 111 9 112 113 0 8 101 102 103
            a=rtpmap:111 opus/48000/2
            a=fmtp:111 maxplaybackrate=16000;sprop-maxcapturerate=16000;useinbandfec=1
            a=rtpmap:9 G722/8000
            a=rtpmap:112 L16/16000
            a=rtpmap:113 L16/8000
            a=rtpmap:0 PCMU/8000
            a=rtpmap:8 PCMA/8000
            a=rtpmap:101 telephone-event/8000
            a=fmtp:101 0-15
            a=rtpmap:102 telephone-event/48000
            a=fmtp:102 0-15
            a=rtpmap:103 telephone-event/16000
            a=fmtp:103 0-15
            a=ptime:20
            a=maxptime:40
            a=sendrecv
            """
                .replace("\n", "\r\n"));
  }

  /** RFC 3264 §6.1: the answerer may number anew what it wants to receive. */
  @Test
  void anAnswerWithNumbersOfItsOwnIsSentUnderTheirsAndReceivedUnderOurs() {
    var negotiator = new SdpNegotiator(ALL, 7);
    negotiator.offer();
    var accepted =
        (NegotiationResult.Accepted)
            negotiator.acceptAnswer(
                HEAD
                    + "m=audio 4000 RTP/AVP 96 97\r\na=rtpmap:96 opus/48000/2\r\n"
                    + "a=rtpmap:97 telephone-event/48000\r\n");
    assertThat(accepted.media().codec().payloadType()).isEqualTo(96);
    assertThat(accepted.media().receivePayloadType()).isEqualTo(111);
    assertThat(accepted.media().telephoneEventPayloadType()).isEqualTo(OptionalInt.of(102));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          96 opus/48000/2 | ptime:20                 | 20
          96 opus/48000/2 | ptime:30                 | 20
          96 opus/48000/2 | ptime:50                 | 40
          96 opus/48000/2 | ptime:60                 | 60
          96 opus/48000/2 | ptime:60, maxptime:50    | 40
          96 opus/48000/2 | maxptime:10              | 10
          96 opus/48000/2 | ptime:120                | 20
          96 L16/16000    | ptime:60                 | 40
          96 L16/16000    | ptime:30                 | 30
          96 L16/8000     | ptime:60                 | 60
          9 G722/8000     | ptime:30                 | 30
          9 G722/8000     | ptime:40, maxptime:35    | 30
          0 PCMU/8000     | ptime:60, maxptime:5     | 10
          """)
  void packetsAreAsLongAsThePeerWishesAndTheCodecCan(String map, String times, int expectedMs) {
    String lines = "a=" + times.replace(", ", "\r\na=") + "\r\n";
    String number = map.substring(0, map.indexOf(' '));
    var accepted =
        accepted(
            ALL, HEAD + "m=audio 4000 RTP/AVP " + number + "\r\na=rtpmap:" + map + "\r\n" + lines);
    assertThat(accepted.media().ptimeMs()).isEqualTo(expectedMs);
    assertThat(accepted.sdp()).contains("a=ptime:" + expectedMs + "\r\n");
  }

  @ParameterizedTest
  @CsvSource({"97 L16/44100", "97 L16/16000/2", "97 G722/16000", "97 opus/24000", "11 L16/44100"})
  void formatsThatOnlyLookAlikeAreNotTaken(String map) {
    String number = map.substring(0, map.indexOf(' '));
    String offer = HEAD + "m=audio 4000 RTP/AVP " + number + "\r\na=rtpmap:" + map + "\r\n";
    assertThat(new SdpNegotiator(ALL, 7).answer(offer))
        .isEqualTo(new NegotiationResult.Rejected(488, "no common codec"));
  }

  @Test
  void aParameterLineOfAnyKindIsNoReasonToRefuseACall() {
    String offer =
        HEAD
            + "m=audio 4000 RTP/AVP 0 8\r\na=fmtp:\r\na=fmtp:0\r\na=fmtp:8 =;;==1;x\r\n"
            + "a=fmtp:999 a=b\r\n";
    assertThat(summary(accepted(ALL, offer).media())).isEqualTo("PCMU 0, digits -");
  }

  private static NegotiationResult.Accepted accepted(LocalMedia local, String offer) {
    return (NegotiationResult.Accepted) new SdpNegotiator(local, 7).answer(offer);
  }

  private static String summary(NegotiatedMedia media) {
    OptionalInt digits = media.telephoneEventPayloadType();
    return media.codec().encodingName()
        + " "
        + media.codec().payloadType()
        + ", digits "
        + (digits.isPresent() ? digits.getAsInt() : "-");
  }
}
