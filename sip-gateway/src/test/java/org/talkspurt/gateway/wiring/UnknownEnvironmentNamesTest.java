package org.talkspurt.gateway.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class UnknownEnvironmentNamesTest {
  @Test
  void settingsInBothSpellingsAreKnown() {
    assertThat(
            UnknownEnvironmentNames.among(
                List.of(
                    "TALKSPURT_SIP_BINDADDRESS",
                    "TALKSPURT_SIP_BIND_ADDRESS",
                    "TALKSPURT_AGENTS_DEFAULT",
                    "TALKSPURT_TRUNKS_0_NAME",
                    "TALKSPURT_TRUNKS_0_ALLOWEDSOURCES_1",
                    "TALKSPURT_RTP_CODECS")))
        .isEmpty();
  }

  @Test
  void misspeltNamesAreFound() {
    assertThat(
            UnknownEnvironmentNames.among(
                List.of("TALKSPURT_SIP_PROT", "TALKSPURTX", "HOME", "TALKSPURT_SIPP_PORT")))
        .containsExactly("TALKSPURT_SIPP_PORT", "TALKSPURT_SIP_PROT");
  }

  @Test
  void namesThatKubernetesInjectsAreNotSettings() {
    assertThat(
            UnknownEnvironmentNames.among(
                List.of(
                    "TALKSPURT_PORT",
                    "TALKSPURT_PORT_5060_UDP_ADDR",
                    "TALKSPURT_SERVICE_HOST",
                    "TALKSPURT_SERVICE_PORT_SIP")))
        .isEmpty();
  }
}
