package org.talkspurt.gateway.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.talkspurt.gateway.sip.ServerNames;
import org.talkspurt.gateway.sip.TlsSettings.ClientCertificates;
import org.talkspurt.gateway.wiring.TalkspurtProperties.Tls;

class TlsFilesTest {

  @TempDir private Path directory;

  private static Tls tls(int port, String certificate, String key) {
    return new Tls(port, certificate, key, "", ClientCertificates.OFF, ServerNames.Match.EXACT);
  }

  @Test
  void withoutAPortThereIsNone() {
    assertThat(TlsFiles.settings(tls(0, "", ""))).isNull();
  }

  @Test
  void aFileThatIsNotThereIsNamedWithItsKey() {
    assertThatThrownBy(() -> TlsFiles.settings(tls(5061, "nowhere.pem", "")))
        .isInstanceOf(SettingException.class)
        .hasMessage(
            "talkspurt.sip.tls.certificate: nowhere.pem cannot be read (expected: a PEM file, the"
                + " server's certificate first)");
  }

  @Test
  void aFileThatIsNoCertificateIsRefused() throws IOException {
    String file = Files.writeString(directory.resolve("x.pem"), "nonsense").toString();
    assertThatThrownBy(() -> TlsFiles.settings(tls(5061, file, file)))
        .isInstanceOf(SettingException.class)
        .hasMessageStartingWith("talkspurt.sip.tls.certificate and private-key: ");
  }
}
