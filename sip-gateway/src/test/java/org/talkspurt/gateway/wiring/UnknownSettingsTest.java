package org.talkspurt.gateway.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class UnknownSettingsTest {
  private final StandardEnvironment environment = new StandardEnvironment();

  /** Maven hands over what it was told itself, such as {@code -Dtalkspurt.it.rounds=2}. */
  @BeforeEach
  void nothingIsSet() {
    systemProperties();
  }

  private void environmentNames(String... names) {
    environment
        .getPropertySources()
        .replace(
            StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
            new SystemEnvironmentPropertySource(
                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, values(names)));
  }

  private void systemProperties(String... names) {
    environment
        .getPropertySources()
        .replace(
            StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME,
            new MapPropertySource(
                StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME, values(names)));
  }

  private static Map<String, Object> values(String... names) {
    return Stream.of(names).collect(Collectors.toMap(name -> name, _ -> "1"));
  }

  @Test
  void environmentNamesOfSettingsAreKnownInBothSpellings() {
    environmentNames(
        "TALKSPURT_SIP_BINDADDRESS",
        "TALKSPURT_SIP_BIND_ADDRESS",
        "TALKSPURT_AGENTS_DEFAULT",
        "TALKSPURT_TRUNKS_0_NAME",
        "TALKSPURT_TRUNKS_0_ALLOWEDSOURCES_1",
        "TALKSPURT_RTP_CODECS",
        "talkspurt.sip.port");
    assertThat(UnknownSettings.in(environment)).isEmpty();
  }

  @Test
  void misspeltEnvironmentNamesAreFound() {
    environmentNames(
        "TALKSPURT_SIP_PROT",
        "TALKSPURTX",
        "HOME",
        "TALKSPURT_SIPP_PORT",
        "TALKSPURT_SIP",
        "talkspurt.sip.prot");
    assertThat(UnknownSettings.in(environment))
        .containsExactly(
            "TALKSPURT_SIP", "TALKSPURT_SIPP_PORT", "TALKSPURT_SIP_PROT", "talkspurt.sip.prot");
  }

  @Test
  void namesThatKubernetesInjectsAreNotSettings() {
    environmentNames(
        "TALKSPURT_PORT",
        "TALKSPURT_PORT_5060_UDP_ADDR",
        "TALKSPURT_SERVICE_HOST",
        "TALKSPURT_SERVICE_PORT_SIP");
    assertThat(UnknownSettings.in(environment)).isEmpty();
  }

  @Test
  void systemPropertiesOfSettingsAreKnownInEverySpelling() {
    systemProperties(
        "talkspurt.sip.bind-address",
        "talkspurt.sip.bindAddress",
        "talkspurt.agents.default",
        "talkspurt.trunks[0].allowed-sources[1]",
        "talkspurt.rtp.codecs",
        "java.version");
    assertThat(UnknownSettings.in(environment)).isEmpty();
  }

  /** The last would set nothing: only the environment is spelt like that. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "talkspurt.sip.prot",
        "talkspurt.sip.bind.address",
        "talkspurt.port",
        "talkspurt.routes[0].nmber",
        "TALKSPURT_SIP_PORT"
      })
  void misspeltSystemPropertiesAreFound(String name) {
    systemProperties(name);
    assertThat(UnknownSettings.in(environment)).containsExactly(name);
  }

  @Test
  void theStartIsStoppedAndAllAreNamed() {
    environmentNames("TALKSPURT_SIP_PROT");
    systemProperties("talkspurt.rpt.port-min");
    InitializingBean check = new OperationsConfiguration().unknownSettings(environment);
    assertThatThrownBy(check::afterPropertiesSet)
        .isInstanceOf(SettingException.class)
        .hasMessageContaining("TALKSPURT_SIP_PROT, talkspurt.rpt.port-min");
  }
}
