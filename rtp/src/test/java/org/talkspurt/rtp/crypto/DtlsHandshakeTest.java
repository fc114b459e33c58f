package org.talkspurt.rtp.crypto;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HexFormat;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DtlsHandshakeTest {

  private static final DtlsIdentity HERE = DtlsIdentity.generate(Instant.EPOCH);
  private static final DtlsIdentity THERE = DtlsIdentity.generate(Instant.EPOCH);
  private static final int GENEROUS_SECONDS = 60;

  /** One end of a path between two handshakes. */
  private static final class End implements DtlsHandshake.Listener {
    final CompletableFuture<MediaEncryption.Sdes> keys = new CompletableFuture<>();
    final CompletableFuture<String> failure = new CompletableFuture<>();
    final DtlsHandshake handshake;

    End(DtlsIdentity ours, DtlsRole role, DtlsFingerprint theirs, Consumer<byte[]> path) {
      handshake = new DtlsHandshake(ours, role, theirs, path, this);
    }

    @Override
    public void onKeys(SrtpKeys ours, SrtpKeys theirs) {
      keys.complete(new MediaEncryption.Sdes(ours, theirs));
    }

    @Override
    public void onFailure(String reason) {
      failure.complete(reason);
    }
  }

  private final AtomicInteger sent = new AtomicInteger();
  private int lostDatagram = -1;
  private final End client =
      new End(HERE, DtlsRole.CLIENT, THERE.fingerprint(), bytes -> toServer(bytes));
  private End server = new End(THERE, DtlsRole.SERVER, HERE.fingerprint(), this::toClient);

  private void toServer(byte[] datagram) {
    if (sent.getAndIncrement() != lostDatagram) {
      server.handshake.onDatagram(datagram, datagram.length);
    }
  }

  private void toClient(byte[] datagram) {
    if (sent.getAndIncrement() != lostDatagram) {
      client.handshake.onDatagram(datagram, datagram.length);
    }
  }

  private void start() {
    server.handshake.start();
    client.handshake.start();
  }

  private void assertSameKeys() throws Exception {
    MediaEncryption.Sdes here = client.keys.get(GENEROUS_SECONDS, SECONDS);
    MediaEncryption.Sdes there = server.keys.get(GENEROUS_SECONDS, SECONDS);
    assertThat(here.ours()).isEqualTo(there.theirs());
    assertThat(here.theirs()).isEqualTo(there.ours());
    assertThat(here.ours()).isNotEqualTo(here.theirs());
    assertThat(here.ours().profile()).isEqualTo(SrtpProfile.AEAD_AES_256_GCM);
  }

  @AfterEach
  void close() {
    client.handshake.close();
    server.handshake.close();
  }

  @Test
  void bothEndsHaveTheSameKeys() throws Exception {
    start();
    assertSameKeys();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  void aLostDatagramIsSentAgain(int index) throws Exception {
    lostDatagram = index;
    start();
    assertSameKeys();
  }

  @Test
  void aCertificateThatIsNotTheDescriptionsEndsIt() throws Exception {
    server.handshake.close();
    server = new End(THERE, DtlsRole.SERVER, THERE.fingerprint(), this::toClient);
    start();
    assertThat(server.failure.get(GENEROUS_SECONDS, SECONDS))
        .isEqualTo("the certificate is not that of the description");
    assertThat(server.keys).isNotDone();
  }

  @Test
  void noiseAndForgedAlertsDoNotEndIt() throws Exception {
    server.handshake.start();
    Random random = new Random(5764);
    for (int i = 0; i < 1000; i++) {
      byte[] noise = new byte[random.nextInt(0, 100)];
      random.nextBytes(noise);
      if (noise.length > 2 && random.nextBoolean()) {
        noise[0] = (byte) random.nextInt(20, 26);
        noise[1] = (byte) 0xFE;
        noise[2] = (byte) 0xFD;
      }
      server.handshake.onDatagram(noise, noise.length);
      client.handshake.onDatagram(noise, noise.length);
    }
    byte[] fatal = {21, (byte) 0xFE, (byte) 0xFD, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 2, 40};
    server.handshake.onDatagram(fatal, fatal.length);
    client.handshake.onDatagram(fatal, fatal.length);
    client.handshake.start();
    assertSameKeys();
  }

  /** Each forged in the peer's name before the first true one, to both ends. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        // an empty record of the handshake, and behind it a fatal alert
        "16fefd00000000000000000000" + "15fefd000000000000000100020228",
        // a record that makes all the true ones old
        "16fefd0000ffffffffffff000c" + "0e000000000f000000000000",
        "16fefd0000ffffffffffff000d" + "10000001000f00000000000100",
        // the last message as the first
        "16fefd0000000000000001000c" + "0e0000000000000000000000",
        // a message that says it is 16 MB long
        "16fefd0000000000000001000d" + "0bffffff0001000000000001" + "00",
        // a change of ciphers before its time
        "14fefd00000000000000010001" + "01",
        // encrypted, and too short to be
        "16fefd0001000000000000000400000000",
      })
  void aForgedDatagramDoesNotEndIt(String forged) throws Exception {
    byte[] datagram = HexFormat.of().parseHex(forged);
    server.handshake.onDatagram(datagram, datagram.length);
    client.handshake.onDatagram(datagram, datagram.length);
    start();
    assertSameKeys();
  }

  @Test
  void aFingerprintIsReadAndWritten() {
    DtlsFingerprint ours = HERE.fingerprint();
    assertThat(DtlsFingerprint.parse(ours.toString())).isEqualTo(ours);
    assertThat(DtlsFingerprint.parse(ours.toString().toLowerCase(java.util.Locale.ROOT)))
        .isEqualTo(ours);
    assertThat(ours).isNotEqualTo(THERE.fingerprint());
    assertThat(ours.toString()).matches("sha-256 ([0-9A-F]{2}:){31}[0-9A-F]{2}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "sha-256",
        "sha-256 AA:BB",
        "sha-1 00:11:22:33:44:55:66:77:88:99:00:11:22:33:44:55:66:77:88:99",
        "md5 00:11:22:33:44:55:66:77:88:99:00:11:22:33:44:55",
      })
  void whatIsNoFingerprintIsNone(String text) {
    assertThat(DtlsFingerprint.parse(text)).isNull();
  }
}
