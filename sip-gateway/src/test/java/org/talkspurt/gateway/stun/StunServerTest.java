package org.talkspurt.gateway.stun;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StunServerTest {

  @ParameterizedTest
  @CsvSource({
    "stun:stun.example.net, stun.example.net, 3478",
    "STUN:192.0.2.1:19302, 192.0.2.1, 19302",
    "'stun:[2001:db8::1]:3479', '2001:db8::1', 3479"
  })
  void aServerIsNamed(String text, String host, int port) {
    assertThat(StunServer.parse(text)).contains(new StunServer(host, port));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "192.0.2.1", "stun:", "stun:host:0", "stun:host:70000", "stun:a b"})
  void anythingElseIsNone(String text) {
    assertThat(StunServer.parse(text)).isEmpty();
  }
}
