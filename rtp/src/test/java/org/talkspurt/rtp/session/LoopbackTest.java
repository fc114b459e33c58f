package org.talkspurt.rtp.session;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.talkspurt.rtp.audio.AudioFrame;
import org.talkspurt.rtp.codec.Pcmu;
import org.talkspurt.rtp.crypto.MediaEncryption;
import org.talkspurt.rtp.jitter.JitterBufferSettings;
import org.talkspurt.rtp.packet.RtcpPacket;
import org.talkspurt.rtp.packet.RtcpReader;
import org.talkspurt.rtp.packet.RtpPacket;

/** Sessions on real loops and sockets, with a deadline for every wait. */
@Timeout(30)
class LoopbackTest {

  private final MediaLoops loops = new MediaLoops(2, MediaMeters.NONE);
  private DatagramChannel peer;
  private DatagramChannel peerRtcp;
  private RtpPortPool pool;
  private RtpPorts ports;
  private MediaLoop loop;

  @BeforeEach
  void assignLoop() {
    loop = loops.assign();
  }

  private void open(String address) throws IOException {
    InetAddress loopback = InetAddress.getByName(address);
    pool = new RtpPortPool(loopback, 20_000, 29_999, SECONDS.toNanos(30), new Random());
    ports = pool.allocate(loop.nowNs()).orElseThrow();
    peer = DatagramChannel.open().bind(new InetSocketAddress(loopback, 0));
    peerRtcp = DatagramChannel.open().bind(new InetSocketAddress(loopback, 0));
  }

  @AfterEach
  void close() throws IOException {
    loops.release(loop);
    loops.close();
    peer.close();
    peerRtcp.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "::1"})
  void echoesThroughRealSocketsAndGivesThePortsBack(String address) throws Exception {
    open(address);
    CountDownLatch heard = new CountDownLatch(5);
    byte spoken = encoded(8000);
    RtpSession session =
        onLoop(
            () -> {
              EchoListener listener = new EchoListener(heard, 8000);
              return listener.session = openSession(listener);
            });

    List<RtpPacket> echoed = new ArrayList<>();
    InetSocketAddress bot = new InetSocketAddress(peerAddress(), ports.rtpPort());
    int spokenPackets = 0;
    // The bot's own packets are the clock: one in, one out.
    for (int i = 0; i < 100 && spokenPackets < 10; i++) {
      peer.send(ByteBuffer.wrap(speech(i, spoken)), bot);
      RtpPacket packet = receive();
      echoed.add(packet);
      if (packet.datagram()[packet.payloadOffset()] == spoken) {
        spokenPackets++;
      }
    }

    assertThat(heard.await(10, SECONDS)).isTrue();
    assertThat(spokenPackets).isEqualTo(10);
    for (int i = 1; i < echoed.size(); i++) {
      assertThat(echoed.get(i).sequenceNumber())
          .isEqualTo((echoed.get(i - 1).sequenceNumber() + 1) & 0xFFFF);
    }
    MediaStatistics statistics =
        onLoop(
            () -> {
              session.close();
              return session.statistics();
            });
    assertThat(statistics.packetsSent()).isGreaterThanOrEqualTo(echoed.size());
    assertThat(receiveRtcp().getLast()).isInstanceOf(RtcpPacket.Bye.class);
    assertThat(pool.counts(loop.nowNs()).used()).isZero();
    assertThat(pool.counts(loop.nowNs()).quarantined()).isEqualTo(1);
  }

  @Test
  void whatWaitedInTheSocketIsDroppedAndABurstIsReadOverSeveralTicks() throws Exception {
    open("127.0.0.1");
    byte code = encoded(8000);
    InetSocketAddress bot = new InetSocketAddress(peerAddress(), ports.rtpPort());
    peer.send(ByteBuffer.wrap(speech(0, code)), bot);
    CompletableFuture<Void> allRead = new CompletableFuture<>();
    EchoListener listener =
        new EchoListener(new CountDownLatch(1), 8000) {
          @Override
          public void onFrame(AudioFrame frame) {
            if (session.statistics().packetsReceived() == 80) {
              allRead.complete(null);
            }
          }
        };
    onLoop(() -> listener.session = openSession(listener));

    for (int i = 0; i < 80; i++) {
      peer.send(ByteBuffer.wrap(speech(100 + i, code)), bot);
    }

    allRead.get(10, SECONDS);
    onLoop(
        () -> {
          listener.session.close();
          return null;
        });
  }

  @Test
  void callsAreSpreadOverTheLoops() throws Exception {
    open("127.0.0.1");
    MediaLoop second = loops.assign();
    assertThat(second).isNotSameAs(loop);
    MediaLoop third = loops.assign();
    loops.release(second);
    assertThat(loops.assign()).isSameAs(second);
    loops.release(second);
    loops.release(third);

    CompletableFuture<String> name = new CompletableFuture<>();
    loop.execute(() -> name.complete(Thread.currentThread().getName() + " " + loop.inLoop()));
    assertThat(name.get(10, SECONDS)).isEqualTo("media-1 true");
    assertThat(loop.inLoop()).isFalse();
  }

  private RtpSession openSession(MediaListener listener) {
    return RtpSession.open(
        loop,
        ports,
        new NegotiatedMedia(
            local(peer),
            local(peerRtcp),
            MediaDirection.SENDRECV,
            new Pcmu(),
            0,
            0,
            null,
            20,
            MediaOptions.NONE,
            MediaEncryption.NONE),
        new MediaSettings("bot", JitterBufferSettings.DEFAULT, SECONDS.toNanos(30)),
        listener,
        MediaMeters.NONE);
  }

  private <T> T onLoop(Supplier<T> action)
      throws InterruptedException, ExecutionException, TimeoutException {
    return CompletableFuture.supplyAsync(action, loop).get(10, SECONDS);
  }

  private InetAddress peerAddress() {
    return local(peer).getAddress();
  }

  private static InetSocketAddress local(DatagramChannel channel) {
    try {
      return (InetSocketAddress) channel.getLocalAddress();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private RtpPacket receive() throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(1500);
    peer.receive(buffer);
    return RtpPacket.parse(buffer.array(), buffer.position());
  }

  private List<RtcpPacket> receiveRtcp() throws IOException {
    List<RtcpPacket> packets;
    do {
      ByteBuffer buffer = ByteBuffer.allocate(1500);
      peerRtcp.receive(buffer);
      packets = RtcpReader.read(buffer.array(), buffer.position());
      assertThat(packets).isNotNull();
    } while (!(packets.getLast() instanceof RtcpPacket.Bye));
    return packets;
  }

  private static byte encoded(int level) {
    byte[] payload = new byte[1];
    new Pcmu().encode(new short[] {(short) level}, 1, payload);
    return payload[0];
  }

  private static byte[] speech(int number, byte code) {
    byte[] payload = new byte[160];
    Arrays.fill(payload, code);
    byte[] datagram = new byte[172];
    RtpPacket.write(datagram, number == 0, 0, number, 160L * number, 42, payload, 0, 160);
    return datagram;
  }

  private static class EchoListener implements MediaListener {
    private final CountDownLatch heard;
    private final int level;
    RtpSession session;

    EchoListener(CountDownLatch heard, int level) {
      this.heard = heard;
      this.level = level;
    }

    @Override
    public void onFrame(AudioFrame frame) {
      if (Math.abs(frame.samples()[0] - level) < level / 16) {
        heard.countDown();
      }
      session.sink().offer(frame.samples());
    }

    @Override
    public void onDigit(char key) {}

    @Override
    public void onMediaTimeout() {}

    @Override
    public void onEncryptionFailed(String reason) {
      throw new IllegalStateException(reason);
    }

    @Override
    public void onFailure(Throwable failure) {
      throw new AssertionError(failure);
    }
  }
}
