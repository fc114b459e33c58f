package org.talkspurt.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.talkspurt.gateway.sip.SipDestination;
import org.talkspurt.gateway.sip.SipTransport;

class DialTargetTest {
  private static String uri(String text, String host, int port) {
    return DialTarget.parse(text)
        .orElseThrow()
        .uri(new SipDestination(host, port, SipTransport.UDP));
  }

  @Test
  void aNumberIsCalledAtTheDomain() {
    assertThat(uri("+15550199", "carrier.example", 0)).isEqualTo("sip:+15550199@carrier.example");
    assertThat(uri("*21#", "2001:db8::1", 5070)).isEqualTo("sip:*21%23@[2001:db8::1]:5070");
  }

  @Test
  void aUriIsCalledAsItIs() {
    assertThat(uri("sip:ann@PBX.example:5070", "x", 0)).isEqualTo("sip:ann@PBX.example:5070");
    assertThat(DialTarget.parse("sip:ann@PBX.example:5070").orElseThrow())
        .isEqualTo(new DialTarget.Uri("sip:ann@PBX.example:5070", "ann", "pbx.example", 5070));
    assertThat(DialTarget.parse("sip:ann@[2001:DB8::1]").orElseThrow())
        .isEqualTo(new DialTarget.Uri("sip:ann@[2001:DB8::1]", "ann", "2001:db8::1", 0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "+",
        "1 2",
        "ann",
        "123456789012345678901234567890123",
        "sip:ann",
        "sip:@host",
        "sip:ann@",
        "sip:ann@host:0",
        "sip:ann@host:65536",
        "sip:ann@host;transport=tcp",
        "sip:ann@host?Subject=x",
        "sip:ann@host>",
        "sip:ann:secret@host",
        "sip:ann@host\r\nX: y",
        "sip:a%0d%0an@host",
        "sip:ann@-host",
        "sips:ann@host",
        "tel:+15550199",
        "15550199\n"
      })
  void whatCouldBreakAHeaderIsNoTarget(String text) {
    assertThat(DialTarget.parse(text)).isEmpty();
  }
}
