package org.talkspurt.rtp.crypto;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.talkspurt.rtp.packet.FuzzMeter;
import org.talkspurt.rtp.packet.RtpPacket;

/**
 * What may come to a port that RTP, RTCP, DTLS and STUN share (RFC 7983), damaged; and handshakes
 * on a path that damages. As many inputs as {@code -Dtalkspurt.fuzz.inputs} says.
 */
class DtlsFuzzTest {

  private static final int INPUTS = Integer.getInteger("talkspurt.fuzz.inputs", 50_000);
  private static final int HANDSHAKES = Math.max(5, INPUTS / 50_000);

  /** One of so many datagrams of a handshake is damaged. */
  private static final int DAMAGED = 12;

  private static final int MAX_BYTES = 1500;
  private static final DtlsIdentity HERE = DtlsIdentity.generate(Instant.EPOCH);
  private static final DtlsIdentity THERE = DtlsIdentity.generate(Instant.EPOCH);

  /** STUN binding request, ZRTP hello, TURN channel data, RTP, RTCP, an alert. */
  private static final List<String> OTHERS =
      List.of(
          "000100002112a442" + "000102030405060708090a0b",
          "1000000a5a525450" + "00000001505a001c",
          "4000000400000000",
          "8000000100000002" + "00000003ffffffff",
          "80c8000600000001" + "0000000000000000" + "0000000000000000" + "00000000",
          "15fefd00000000000000000002" + "0228");

  private final Random random = new Random(6347);
  private final Queue<Throwable> uncaught = new ConcurrentLinkedQueue<>();
  private Thread.UncaughtExceptionHandler former;

  @BeforeEach
  void watch() {
    former = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler((_, failure) -> uncaught.add(failure));
  }

  @AfterEach
  void nobodyFailed() {
    Thread.setDefaultUncaughtExceptionHandler(former);
    assertThat(uncaught).isEmpty();
  }

  /** A handshake of both ends over a path. */
  private static final class Pair implements AutoCloseable {
    final CompletableFuture<SrtpKeys> clientKeys = new CompletableFuture<>();
    final CompletableFuture<SrtpKeys> serverKeys = new CompletableFuture<>();
    private final DtlsHandshake client;
    private final DtlsHandshake server;

    /**
     * @param path what becomes of a datagram; null: it is lost
     */
    Pair(UnaryOperator<byte[]> path) {
      client =
          new DtlsHandshake(
              HERE,
              DtlsRole.CLIENT,
              THERE.fingerprint(),
              bytes -> deliver(path.apply(bytes), true),
              outcome(clientKeys));
      server =
          new DtlsHandshake(
              THERE,
              DtlsRole.SERVER,
              HERE.fingerprint(),
              bytes -> deliver(path.apply(bytes), false),
              outcome(serverKeys));
      server.start();
      client.start();
    }

    private void deliver(byte[] datagram, boolean toServer) {
      (toServer ? server : client).onDatagram(datagram, datagram.length);
    }

    private static DtlsHandshake.Listener outcome(CompletableFuture<SrtpKeys> keys) {
      return new DtlsHandshake.Listener() {
        @Override
        public void onKeys(SrtpKeys ours, SrtpKeys theirs) {
          keys.complete(ours);
        }

        @Override
        public void onFailure(String reason) {
          keys.completeExceptionally(new IllegalStateException(reason));
        }
      };
    }

    @Override
    public void close() {
      client.close();
      server.close();
    }
  }

  /** All datagrams of a good handshake, and one of each other kind. */
  private static List<byte[]> recorded() throws Exception {
    Queue<byte[]> passed = new ConcurrentLinkedQueue<>();
    UnaryOperator<byte[]> path =
        datagram -> {
          passed.add(datagram);
          return datagram;
        };
    try (Pair pair = new Pair(path)) {
      CompletableFuture.allOf(pair.clientKeys, pair.serverKeys).get(60, SECONDS);
    }
    List<byte[]> all = new ArrayList<>(passed);
    OTHERS.forEach(hex -> all.add(HexFormat.of().parseHex(hex)));
    return all;
  }

  private byte[] damaged(byte[] datagram) {
    byte[] copy = datagram.clone();
    for (int i = random.nextInt(5); i > 0; i--) {
      int at = random.nextInt(Math.min(copy.length, random.nextBoolean() ? 26 : copy.length));
      copy[at] =
          (byte) (random.nextBoolean() ? random.nextInt() : copy[at] ^ 1 << random.nextInt(8));
    }
    return switch (random.nextInt(8)) {
      case 0 -> Arrays.copyOf(copy, random.nextInt(copy.length + 1));
      case 1 -> Arrays.copyOf(copy, Math.min(MAX_BYTES, 2 * copy.length));
      default -> copy;
    };
  }

  @Test
  void everyDatagramIsOfOneKindAndNoneDisturbsTheFilter() throws Exception {
    List<byte[]> seeds = recorded();
    FuzzMeter meter = new FuzzMeter();
    DtlsRecordFilter client = new DtlsRecordFilter(DtlsRole.CLIENT);
    DtlsRecordFilter server = new DtlsRecordFilter(DtlsRole.SERVER);
    int kept = 0;
    for (int i = 0; i < INPUTS; i++) {
      byte[] datagram = damaged(seeds.get(random.nextInt(seeds.size())));
      int length = datagram.length;
      DtlsRecordFilter filter = i % 2 == 0 ? client : server;
      int[] left = new int[1];
      meter.measure(
          () -> {
            int kinds =
                (DtlsHandshake.looksLikeDtls(datagram, length) ? 1 : 0)
                    + (RtpPacket.looksLikeRtp(datagram, length) ? 1 : 0)
                    + (isRtcp(datagram, length) ? 1 : 0);
            assertThat(kinds).isLessThanOrEqualTo(1);
            left[0] = filter.keep(datagram, length);
          });
      assertThat(left[0]).isBetween(0, length);
      kept += left[0] > 0 ? 1 : 0;
      if (i % 64 == 0) {
        client = new DtlsRecordFilter(DtlsRole.CLIENT);
        server = new DtlsRecordFilter(DtlsRole.SERVER);
      }
    }
    assertThat(kept).isBetween(INPUTS / 100, INPUTS - INPUTS / 100);
    meter.report("RTP, RTCP, DTLS and STUN told apart");
  }

  private static boolean isRtcp(byte[] datagram, int length) {
    return length >= 4 && (datagram[0] & 0xC0) == 0x80 && RtpPacket.looksLikeRtcp(datagram, length);
  }

  /** Each comes to keys or to an end; what is thrown meanwhile stays with it. */
  @Test
  void aPathThatDamagesHurtsItsOwnHandshakeOnly() throws Exception {
    int agreed = 0;
    for (int i = 0; i < HANDSHAKES; i++) {
      Random path = new Random(i);
      UnaryOperator<byte[]> damage =
          datagram -> {
            synchronized (path) {
              return path.nextInt(DAMAGED) == 0 ? damaged(datagram) : datagram;
            }
          };
      try (Pair pair = new Pair(damage)) {
        try {
          SrtpKeys ours = pair.clientKeys.get(2, SECONDS);
          assertThat(ours.profile()).isEqualTo(SrtpProfile.AEAD_AES_256_GCM);
          agreed++;
        } catch (ExecutionException | TimeoutException _) {
          // spoilt: the peer would be called again
        }
      }
    }
    try (Pair pair = new Pair(datagram -> datagram)) {
      assertThat(pair.clientKeys.get(60, SECONDS)).isNotNull();
    }
    System.out.printf("%d handshakes on a path that damages: %d agreed%n", HANDSHAKES, agreed);
  }
}
