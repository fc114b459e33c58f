package org.talkspurt.gateway.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScannersTest {

  private final Scanners scanners = new Scanners(List.of("friendly-scanner", "SIPVicious"));

  @ParameterizedTest
  @CsvSource({
    "User-Agent: friendly-scanner, true",
    "USER-AGENT : Friendly-Scanner 1.0, true",
    "From: \"sipvicious\"<sip:100@1.1.1.1>, true",
    "f: \"sipvicious\"<sip:100@1.1.1.1>, true",
    "Subject: friendly-scanner, false",
    "To: sipvicious, false",
    "User-Agent: Asterisk PBX, false",
  })
  void knowsThemByTheNamesTheyGiveThemselves(String field, boolean scanner) {
    String message = "OPTIONS sip:100@192.0.2.1 SIP/2.0\r\nVia: x\r\n" + field + "\r\n\r\n";
    assertThat(scanners.sent(bytes(message))).isEqualTo(scanner);
    assertThat(new Scanners(List.of()).sent(bytes(message))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"'OPTIONS x SIP/2.0\r\n\r\nUser-Agent: friendly-scanner'", "'\r\n\r\n'", "''", "U"})
  void looksIntoNoBody(String message) {
    assertThat(scanners.sent(bytes(message))).isFalse();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
