package org.talkspurt.gateway.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.talkspurt.gateway.stun.StunServer;

class LocalAddressTest {
  @Test
  void aHostNameIsAsGoodAsItsAddress() {
    assertThat(LocalAddress.bind("localhost").isLoopbackAddress()).isTrue();
    assertThat(LocalAddress.bind("127.0.0.1").getHostAddress()).isEqualTo("127.0.0.1");
    assertThat(LocalAddress.bind("::1").getHostAddress()).isEqualTo("0:0:0:0:0:0:0:1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"::", "0.0.0.0"})
  void bothWildcardsMeanAllAddresses(String setting) {
    assertThat(LocalAddress.bind(setting).isAnyLocalAddress()).isTrue();
  }

  /** RFC 6761 §6.4: nothing below .invalid ever resolves. */
  @Test
  void whatIsNoAddressIsNamedWithItsKeyAndWhatIsExpected() {
    assertThatThrownBy(() -> LocalAddress.bind("phone.invalid"))
        .isInstanceOf(SettingException.class)
        .hasMessageContaining("talkspurt.sip.bind-address: phone.invalid (expected: ");
    assertThatThrownBy(() -> LocalAddress.advertised("phone.invalid"))
        .isInstanceOf(SettingException.class)
        .hasMessageContaining("talkspurt.sip.advertised-address: phone.invalid (expected: ");
  }

  @Test
  void aStunServerMayBeNamedInstead() {
    assertThat(LocalAddress.stun("stun:stun.example.net"))
        .contains(new StunServer("stun.example.net", 3_478));
    assertThat(LocalAddress.stun("198.51.100.7")).isEmpty();
  }

  @Test
  void noAdvertisedAddressIsNone() {
    assertThat(LocalAddress.advertised("")).isNull();
    assertThat(LocalAddress.advertised("198.51.100.7").getHostAddress()).isEqualTo("198.51.100.7");
  }
}
