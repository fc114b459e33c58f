package org.talkspurt.gateway.sip;

import static org.assertj.core.api.Assertions.assertThat;

import gov.nist.javax.sip.message.SIPMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Peers that are slow, silent or deaf, by a clock of the test's. */
class StreamConnectionTest {

  private static final int PATIENCE_S = 10;
  private static final String OPTIONS =
      "OPTIONS sip:a@b SIP/2.0\r\nVia: SIP/2.0/TCP b;branch=z9hG4bK1\r\nFrom: <sip:c@d>;tag=1\r\n"
          + "To: <sip:a@b>\r\nCall-ID: 1\r\nCSeq: 1 OPTIONS\r\nContent-Length: 0\r\n\r\n";

  private final ManualSipTimer timer = new ManualSipTimer();
  private final CountingMeters meters = new CountingMeters();
  private final BlockingQueue<SIPMessage> processed = new LinkedBlockingQueue<>();
  private Socket peer;
  private Socket ours;
  private StreamConnection connection;

  @BeforeEach
  void connect() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      peer = new Socket(server.getInetAddress(), server.getLocalPort());
      ours = server.accept();
    }
    peer.setSoTimeout((int) Duration.ofSeconds(PATIENCE_S).toMillis());
    SipSettings settings =
        EndpointFixture.limited(
            new PeerLimits(10, 10, 1_000, 1, _ -> false, List.of("friendly-scanner")));
    connection =
        new StreamConnection(
            ours,
            ours,
            timer,
            new StackContexts.StackContext(settings, meters, MessageCapture.NONE),
            "TCP");
  }

  @AfterEach
  void close() throws IOException {
    peer.close();
    ours.close();
  }

  private void read() {
    Thread.startVirtualThread(() -> connection.read(processed::add));
    await(() -> timer.waiting() == 1);
  }

  private void send(String text) throws IOException {
    peer.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private void takeOne() throws InterruptedException {
    assertThat(processed.poll(PATIENCE_S, TimeUnit.SECONDS)).isNotNull();
  }

  private static void await(BooleanSupplier condition) {
    long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
    while (!condition.getAsBoolean() && System.nanoTime() < deadlineNs) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
    assertThat(condition.getAsBoolean()).isTrue();
  }

  /** All that comes until the connection is closed. */
  private String received() throws IOException {
    try {
      return new String(peer.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    } catch (SocketException reset) {
      return ""; // closed while bytes of ours were not read yet
    }
  }

  @Test
  void whoSaysNothingIsGivenUp() throws Exception {
    read();
    timer.advance(StreamConnection.FIRST_MESSAGE_MS - 1);
    assertThat(ours.isClosed()).isFalse();
    timer.advance(1);
    assertThat(received()).isEmpty();
    assertThat(meters.count("SLOW")).isEqualTo(1);
  }

  @Test
  void keepAlivesAreNoFirstMessage() throws Exception {
    read();
    for (int i = 0; i < 4; i++) {
      send("\r\n\r\n");
      assertThat(peer.getInputStream().readNBytes(2)).containsExactly('\r', '\n');
      await(() -> timer.waiting() == 1); // its writing is over
      timer.advance(StreamConnection.FIRST_MESSAGE_MS / 4);
    }
    assertThat(received()).isEmpty();
  }

  @Test
  void aMessageByteByByteIsGivenUpThoughBytesKeepComing() throws Exception {
    read();
    send(OPTIONS);
    takeOne();
    await(() -> timer.waiting() == 0);
    timer.advance(TimeUnit.DAYS.toMillis(1)); // silence between messages is no matter
    send("O");
    await(() -> timer.waiting() == 1);
    for (int i = 1; i <= 9; i++) {
      timer.advance(StreamConnection.MESSAGE_MS / 10);
      send(OPTIONS.substring(i, i + 1));
    }
    assertThat(ours.isClosed()).isFalse();
    timer.advance(StreamConnection.MESSAGE_MS / 10);
    assertThat(received()).isEmpty();
    assertThat(processed).isEmpty();
  }

  @Test
  void aSlowMessageThatIsWholeInTimeIsTaken() throws Exception {
    read();
    for (char c : (OPTIONS + OPTIONS).toCharArray()) {
      send(String.valueOf(c));
    }
    takeOne();
    takeOne();
    await(() -> timer.waiting() == 0);
    timer.advance(TimeUnit.HOURS.toMillis(1));
    assertThat(ours.isClosed()).isFalse();
  }

  @Test
  void aHandshakeThatDoesNotEndIsGivenUp() throws Exception {
    Runnable done = connection.within(StreamConnection.HANDSHAKE_MS);
    timer.advance(StreamConnection.HANDSHAKE_MS - 1);
    done.run();
    timer.advance(1);
    assertThat(ours.isClosed()).isFalse();
    connection.within(StreamConnection.HANDSHAKE_MS);
    timer.advance(StreamConnection.HANDSHAKE_MS);
    assertThat(received()).isEmpty();
  }

  @Test
  void whoTakesNothingIsGivenUp() throws Exception {
    BlockingQueue<String> outcome = new LinkedBlockingQueue<>();
    Thread.startVirtualThread(
        () -> {
          try {
            connection.write(new byte[64 << 20]);
            outcome.add("written");
          } catch (IOException e) {
            outcome.add("failed");
          }
        });
    await(() -> timer.waiting() == 1);
    timer.advance(StreamConnection.WRITE_MS);
    assertThat(outcome.poll(PATIENCE_S, TimeUnit.SECONDS)).isEqualTo("failed");
    assertThat(ours.isClosed()).isTrue();
  }

  @Test
  void aMalformedMessageIsAnsweredAndTheNextOneTaken() throws Exception {
    read();
    send(OPTIONS.replace("CSeq: 1 OPTIONS", "CSeq: one") + OPTIONS);
    takeOne();
    peer.shutdownOutput();
    assertThat(received()).startsWith("SIP/2.0 400 ");
    assertThat(meters.count("GARBAGE")).isEqualTo(1);
  }

  @Test
  void moreThanTheirRateIsTakenMoreSlowlyAndNotLost() throws Exception {
    read();
    send(OPTIONS.repeat(20));
    for (int i = 0; i < 20; i++) {
      takeOne();
    }
  }

  @Test
  void scannersAreNotAnswered() throws Exception {
    read();
    send(OPTIONS.replace("To:", "User-Agent: Friendly-Scanner\r\nTo:"));
    assertThat(received()).isEmpty();
    assertThat(processed).isEmpty();
    assertThat(meters.count("SCANNER")).isEqualTo(1);
  }
}
