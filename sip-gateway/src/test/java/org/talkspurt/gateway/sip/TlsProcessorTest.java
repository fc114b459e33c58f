package org.talkspurt.gateway.sip;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TlsProcessorTest {

  @ParameterizedTest
  @CsvSource({
    "TLS_AES_128_GCM_SHA256, true",
    "TLS_CHACHA20_POLY1305_SHA256, true",
    "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384, true",
    "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256, true",
    "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256, false",
    "TLS_RSA_WITH_AES_128_GCM_SHA256, false",
    "TLS_DHE_RSA_WITH_AES_128_CBC_SHA, false",
  })
  void onlyForwardSecrecyAndAuthenticatedCiphers(String suite, boolean strong) {
    assertThat(TlsProcessor.isStrong(suite)).isEqualTo(strong);
  }
}
