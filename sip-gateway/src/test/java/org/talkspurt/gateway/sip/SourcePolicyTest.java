package org.talkspurt.gateway.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourcePolicyTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.9.9.9",
        "::1",
        "10.255.255.255",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.0.1",
        "169.254.1.1",
        "fe80::1",
        "febf::1",
        "fc00::1",
        "fdff::1",
        "::ffff:10.0.0.1"
      })
  void privateNetworksMayCall(String address) {
    assertThat(SourcePolicy.privateNetworks().allows(InetAddress.ofLiteral(address))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "126.255.255.255",
        "128.0.0.1",
        "11.0.0.1",
        "172.15.255.255",
        "172.32.0.0",
        "192.167.1.1",
        "192.169.0.1",
        "0.0.0.0",
        "::",
        "::2",
        "fec0::1",
        "fe00::1",
        "2001:db8::1",
        "8.8.8.8"
      })
  void othersMayNot(String address) {
    assertThat(SourcePolicy.privateNetworks().allows(InetAddress.ofLiteral(address))).isFalse();
  }

  @Test
  void configuredNetworksMayCallToo() {
    SourcePolicy policy =
        SourcePolicy.allowing(List.of("203.0.113.16/28", "2001:db8::/33", "198.51.100.7"));
    assertThat(policy.allows(InetAddress.ofLiteral("203.0.113.16"))).isTrue();
    assertThat(policy.allows(InetAddress.ofLiteral("203.0.113.31"))).isTrue();
    assertThat(policy.allows(InetAddress.ofLiteral("203.0.113.32"))).isFalse();
    assertThat(policy.allows(InetAddress.ofLiteral("203.0.113.15"))).isFalse();
    assertThat(policy.allows(InetAddress.ofLiteral("2001:db8:7fff::1"))).isTrue();
    assertThat(policy.allows(InetAddress.ofLiteral("2001:db8:8000::1"))).isFalse();
    assertThat(policy.allows(InetAddress.ofLiteral("198.51.100.7"))).isTrue();
    assertThat(policy.allows(InetAddress.ofLiteral("198.51.100.8"))).isFalse();
    assertThat(policy.allows(InetAddress.ofLiteral("10.0.0.1"))).isTrue();
    assertThat(SourcePolicy.allowing(List.of("0.0.0.0/0")).allows(InetAddress.ofLiteral("8.8.8.8")))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "example.com", "1.2.3.4/33", "::1/129", "1.2.3.4/-1", "1.2.3.4/x", "/8"})
  void anEntryThatIsNoNetworkIsNamed(String entry) {
    assertThatThrownBy(() -> SourcePolicy.allowing(List.of(entry)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"" + entry + "\"");
  }
}
