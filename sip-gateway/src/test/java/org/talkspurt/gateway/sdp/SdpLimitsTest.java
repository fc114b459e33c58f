package org.talkspurt.gateway.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a stranger may not send, and careless text that may pass. */
class SdpLimitsTest {

  private static final String HEAD = "v=0\r\nc=IN IP4 192.0.2.4\r\n";
  private static final LocalMedia LOCAL =
      new LocalMedia(
          List.of(SdpCodec.PCMU),
          true,
          InetAddress.ofLiteral("192.0.2.1"),
          4_000,
          20,
          false,
          EncryptionPolicy.OFF,
          null);

  private static NegotiationResult answer(String offer) {
    return new SdpNegotiator(LOCAL, 1).answer(offer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "m=audio 4294967296 RTP/AVP 0",
        "m=audio 65536 RTP/AVP 0",
        "m=audio -1 RTP/AVP 0",
        "m=audio 40x0 RTP/AVP 0",
        "m=audio 4000 RTP/AVP 128",
        "m=audio 4000 RTP/AVP 4294967296",
        "m=audio 4000 RTP/AVP zero",
        "m=audio 4000 RTP/AVP",
        "m=audio",
        "m=",
        "m=au(dio 4000 RTP/AVP 0",
        "m=audio 4000 RTP//AVP 0",
        "m=audio 4000 RTP/AVP 0\r\na=rtpmap:0 PCMU/4294967296",
        "m=audio 4000 RTP/AVP 0\r\na=rtpmap:0 PCMU/0",
        "m=audio 4000 RTP/AVP 0\r\na=rtpmap:200 PCMU/8000",
        "m=audio 4000 RTP/AVP 0\r\na=rtpmap:0 PC MU/8000",
        "m=audio 4000 RTP/AVP 0\r\na=rtpmap:0 PCMU",
        "m=audio 4000 RTP/AVP 0\r\na=rtpmap:0 PCMU/8000/0",
        "m=audio 4000 RTP/AVP 0\r\na=ptime:4294967296",
        "m=audio 4000 RTP/AVP 0\r\na=ptime:0",
        "m=audio 4000 RTP/AVP 0\r\na=maxptime:x",
        "m=audio 4000 RTP/AVP 0\r\na=rtcp:0",
        "m=audio 4000 RTP/AVP 0\r\na=rtcp:99999",
        "m=audio 4000 RTP/AVP 0\r\na=mid:a b",
        "m=audio 4000 RTP/AVP 0\r\nc=IN IP4",
        "m=audio 4000 RTP/AVP 0\r\nc=IN IP4 300.1.1.1",
        "m=audio 4000 RTP/AVP 0\r\nc=IN IP6 :::::",
        "m=audio 4000 RTP/AVP 0\r\nc=IN IP9 1.2.3.4",
        "m=audio 4000 RTP/AVP 0\r\nnonsense",
        "m=audio 4000 RTP/AVP 0\r\na=x:\0",
        "a=sendrecv"
      })
  void isMalformed(String lines) {
    assertThat(answer(HEAD + lines + "\r\n")).isInstanceOf(NegotiationResult.Malformed.class);
  }

  @ParameterizedTest
  @MethodSource("tooMuch")
  void isTooMuch(String offer) {
    assertThat(answer(offer)).isInstanceOf(NegotiationResult.Malformed.class);
  }

  static Stream<String> tooMuch() {
    String line = "m=audio 4000 RTP/AVP 0\r\n";
    return Stream.of(
        "",
        "v=1\r\n" + line,
        "m=audio 4000 RTP/AVP 0",
        HEAD + line.repeat(SdpParser.MAX_MEDIA + 1),
        HEAD + line + "a=x\r\n".repeat(SdpParser.MAX_LINES),
        HEAD + line + "a=x:" + "y".repeat(SdpParser.MAX_LINE_CHARS) + "\r\n",
        HEAD + line + "a=y:1234567890\r\n".repeat(SdpParser.MAX_CHARS / 16),
        HEAD + "m=audio 4000 RTP/AVP " + numbers(MediaBuilder.MAX_FORMATS + 1) + "\r\n");
  }

  @Test
  void asMuchAsIsAllowedPasses() {
    assertThat(
            answer(
                HEAD
                    + ("m=audio 4000 RTP/AVP " + numbers(MediaBuilder.MAX_FORMATS) + "\r\n")
                        .repeat(SdpParser.MAX_MEDIA)))
        .isInstanceOf(NegotiationResult.Accepted.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\r\n", "\n", "\r"})
  void anyLineEndPasses(String lineEnd) {
    assertThat(answer(("v=0|c=IN IP4 192.0.2.4|m=audio 4000 RTP/AVP 0|").replace("|", lineEnd)))
        .isInstanceOf(NegotiationResult.Accepted.class);
  }

  @Test
  void thePeersTextNeverGetsIntoReasons() {
    var malformed =
        (NegotiationResult.Malformed) answer(HEAD + "m=audio evil\u001B[31m RTP/AVP 0\r\n");
    assertThat(malformed.reason())
        .isEqualTo("the port of an m-line is not a number from 0 to 65535");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a=ptime:30|30", "a=ptime:25|20", "a=ptime:120|20", "a=maxptime:15|10", "a=x|20"})
  void choosesAPacketTimeThatBothCan(String attributeAndPtime) {
    String[] parts = attributeAndPtime.split("\\|");
    var accepted =
        (NegotiationResult.Accepted)
            answer(HEAD + "m=audio 4000 RTP/AVP 0\r\n" + parts[0] + "\r\n");
    assertThat(accepted.media().ptimeMs()).isEqualTo(Integer.parseInt(parts[1]));
  }

  private static String numbers(int count) {
    return IntStream.range(0, count).mapToObj(String::valueOf).collect(Collectors.joining(" "));
  }
}
