package org.talkspurt.rtp.session;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.talkspurt.rtp.audio.AudioFrame;
import org.talkspurt.rtp.codec.Pcmu;
import org.talkspurt.rtp.crypto.DtlsFingerprint;
import org.talkspurt.rtp.crypto.DtlsIdentity;
import org.talkspurt.rtp.crypto.DtlsRole;
import org.talkspurt.rtp.crypto.MediaEncryption;
import org.talkspurt.rtp.jitter.JitterBufferSettings;

/** Two sessions of ours call each other over loopback, their keys from a handshake. */
@Timeout(60)
class DtlsSessionTest {

  private static final DtlsIdentity HERE = DtlsIdentity.generate(Instant.EPOCH);
  private static final DtlsIdentity THERE = DtlsIdentity.generate(Instant.EPOCH);

  private final MediaLoops loops = new MediaLoops(1, MediaMeters.NONE);
  private final MediaLoop loop = loops.assign();
  private final RtpPortPool pool =
      new RtpPortPool(
          InetAddress.getLoopbackAddress(), 20_000, 29_999, SECONDS.toNanos(30), new Random());
  private final RtpPorts ports = pool.allocate(loop.nowNs()).orElseThrow();
  private final RtpPorts peersPorts = pool.allocate(loop.nowNs()).orElseThrow();

  @AfterEach
  void close() {
    loops.release(loop);
    loops.close();
  }

  /** Says a steady level and waits to hear one. */
  private static final class Talker implements MediaListener {
    final CompletableFuture<Long> heard = new CompletableFuture<>();
    final CompletableFuture<String> failed = new CompletableFuture<>();
    @Nullable RtpSession session;

    @Override
    public void onFrame(AudioFrame frame) {
      short[] level = new short[160];
      Arrays.fill(level, (short) 8000);
      RtpSession own = session;
      if (own != null) {
        own.sink().offer(level);
        if (frame.samples()[80] > 7000) {
          heard.complete(own.statistics().forged());
        }
      }
    }

    @Override
    public void onDigit(char key) {}

    @Override
    public void onMediaTimeout() {}

    @Override
    public void onEncryptionFailed(String reason) {
      failed.complete(reason);
    }

    @Override
    public void onFailure(Throwable failure) {
      heard.completeExceptionally(failure);
    }
  }

  private RtpSession open(
      RtpPorts own, RtpPorts peers, Talker talker, boolean mux, MediaEncryption encryption) {
    NegotiatedMedia media =
        new NegotiatedMedia(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), peers.rtpPort()),
            null,
            MediaDirection.SENDRECV,
            new Pcmu(),
            0,
            0,
            null,
            20,
            new MediaOptions(mux, false, false, false, null, false),
            encryption);
    return talker.session =
        RtpSession.open(
            loop,
            own,
            media,
            new MediaSettings("bot", JitterBufferSettings.DEFAULT, SECONDS.toNanos(30)),
            talker,
            MediaMeters.NONE);
  }

  private static MediaEncryption dtls(DtlsIdentity ours, DtlsRole role, DtlsFingerprint theirs) {
    return new MediaEncryption.Dtls(ours, role, theirs);
  }

  private <T> T onLoop(Supplier<T> task)
      throws ExecutionException, TimeoutException, InterruptedException {
    return CompletableFuture.supplyAsync(task, loop::execute).get(10, SECONDS);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theyHearEachOtherAndNothingIsTakenForForged(boolean mux) throws Exception {
    Talker here = new Talker();
    Talker there = new Talker();
    RtpSession session =
        onLoop(
            () -> {
              open(peersPorts, ports, there, mux, dtls(THERE, DtlsRole.SERVER, HERE.fingerprint()));
              return open(
                  ports, peersPorts, here, mux, dtls(HERE, DtlsRole.CLIENT, THERE.fingerprint()));
            });
    assertThat(here.heard.get(30, SECONDS)).isZero();
    assertThat(there.heard.get(30, SECONDS)).isZero();
    boolean closed =
        onLoop(
            () -> {
              session.close();
              there.session.close();
              return true;
            });
    assertThat(closed).isTrue();
    assertThat(pool.counts(loop.nowNs()).used()).isZero();
  }

  @Test
  void aPeerWithAnotherCertificateIsReportedAndNotHeard() throws Exception {
    Talker here = new Talker();
    Talker there = new Talker();
    onLoop(
        () -> {
          open(peersPorts, ports, there, true, dtls(THERE, DtlsRole.SERVER, HERE.fingerprint()));
          return open(
              ports, peersPorts, here, true, dtls(HERE, DtlsRole.CLIENT, HERE.fingerprint()));
        });
    assertThat(here.failed.get(30, SECONDS))
        .isEqualTo("the certificate is not that of the description");
    assertThat(here.heard).isNotDone();
    onLoop(
        () -> {
          here.session.close();
          there.session.close();
          return true;
        });
  }
}
