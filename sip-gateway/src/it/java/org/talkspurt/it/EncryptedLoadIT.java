package org.talkspurt.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.talkspurt.rtp.crypto.DtlsIdentity;

/** Many encrypted calls after each other, and what they leave behind. */
class EncryptedLoadIT {

  /** Of each kind. */
  private static final int CALLS = Integer.getInteger("talkspurt.it.calls", 500);

  private static final int WARM_UP_CALLS = 60;
  private static final int AT_ONCE = 8;

  /** What must be gone with the call. */
  private static final List<String> OF_A_CALL =
      List.of(
          "org.talkspurt.rtp.session.RtpSession",
          "org.talkspurt.rtp.crypto.SrtpContext",
          "org.talkspurt.rtp.crypto.DtlsHandshake",
          "org.talkspurt.gateway.call.Call");

  private final DtlsIdentity identity = DtlsIdentity.generate(Instant.now());

  /** A kind of call: over TCP with keys in the description or by DTLS, or over TLS. */
  private record Kind(String name, ShortCaller caller, ShortCaller.Keys keys) {}

  @Test
  void encryptedCallsLeaveNothingBehind() throws Exception {
    Certificates certificates = Certificates.make("ours");
    certificates.issue("bot");
    int tlsPort = Bot.freePort();
    try (Bot bot =
        Bot.start(
            "--talkspurt.rtp.quarantine=2s",
            "--talkspurt.sip.tls.port=" + tlsPort,
            "--talkspurt.sip.tls.certificate=" + certificates.path("bot.pem"),
            "--talkspurt.sip.tls.private-key=" + certificates.path("bot.key"))) {
      ShortCaller tcp = new ShortCaller(bot.sipPort, SocketFactory.getDefault(), identity);
      ShortCaller tls = new ShortCaller(tlsPort, trusting(certificates), identity);
      List<Kind> kinds =
          List.of(
              new Kind("SDES over TCP", tcp, ShortCaller.Keys.SDES),
              new Kind("DTLS over TCP", tcp, ShortCaller.Keys.DTLS),
              new Kind("plain over TLS", tls, ShortCaller.Keys.NONE));
      for (Kind kind : kinds) {
        call(kind, WARM_UP_CALLS); // loads classes, fills caches
      }
      Footprint before = settled(bot);
      System.out.printf("before: %s%n", before);
      Footprint first = before;
      for (Kind kind : kinds) {
        call(kind, CALLS);
        Footprint after = settled(bot);
        System.out.printf("after %d calls, %s: %s%n", CALLS, kind.name, after);
        for (String type : OF_A_CALL) {
          assertThat(after.instances(type)).as(kind.name + ": " + type).isZero();
        }
        assertThat(after.threads()).as(kind.name).isLessThanOrEqualTo(before.threads() + 1);
        assertThat(after.descriptors()).as(kind.name).isLessThanOrEqualTo(before.descriptors() + 2);
        assertThat(after.heapKb()).as(kind.name).isLessThan(before.heapKb() + 16_384);
        before = after;
      }
      assertThat(before.heapKb()).isLessThan(first.heapKb() + 24_576);
      assertThat(bot.metric("talkspurt_rtp_ports{state=\"used\"")).isZero();
    }
  }

  private static SocketFactory trusting(Certificates certificates) throws Exception {
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    try (InputStream pem = Files.newInputStream(certificates.path("ca.pem"))) {
      trusted.setCertificateEntry(
          "ca", CertificateFactory.getInstance("X.509").generateCertificate(pem));
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context.getSocketFactory();
  }

  private static void call(Kind kind, int calls) throws Exception {
    try (ExecutorService callers = Executors.newFixedThreadPool(AT_ONCE)) {
      List<Future<?>> made = new ArrayList<>();
      for (int i = 0; i < calls; i++) {
        made.add(
            callers.submit(
                () -> {
                  kind.caller.call(kind.keys);
                  return null;
                }));
      }
      for (Future<?> call : made) {
        call.get();
      }
    }
  }

  private static Footprint settled(Bot bot) throws Exception {
    bot.awaitIdle();
    // The transactions' timers (RFC 3261 §17: 32 s) and the ports' quarantine run out.
    WireCaller.pause(40_000);
    return Footprint.of(bot);
  }
}
