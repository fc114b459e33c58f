package org.talkspurt.gateway.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Nothing of a call stays behind, and no message has a thread of its own. */
class SipEndpointLoadTest {

  private static final int CALLS = 500;
  private static final long POLL_NS = Duration.ofMillis(5).toNanos();

  @Test
  void callsLeaveNoCallTransactionOrThreadBehind() throws Exception {
    // Long enough for the first call of a JVM on a busy machine, whose ACK is waited for 64 × T1.
    var timers = EndpointFixture.with(Duration.ofMillis(100), Duration.ofSeconds(20));
    try (var fixture = new EndpointFixture(timers);
        var peer = new UdpPeer("127.0.0.1", fixture.port())) {
      call(fixture, peer);
      Set<String> before = threads();
      for (int i = 0; i < CALLS; i++) {
        call(fixture, peer);
      }
      assertThat(before).containsAll(threads());
      assertThat(fixture.count("answered")).isEqualTo(CALLS + 1);
      assertThat(fixture.endpoint.activeCalls()).isZero();
      assertThat(fixture.endpoint.transactions()).isPositive();
      awaitZero(fixture.endpoint::transactions);
    }
  }

  @Test
  void cancelledRefusedAndUnacknowledgedCallsLeaveNothingBehind() throws Exception {
    try (var fixture =
            new EndpointFixture(
                EndpointFixture.SHORT_TIMERS,
                call -> {
                  switch (call.facts().calledUser()) {
                    case "ring" -> call.ring();
                    case "busy" -> call.reject(486, null, null);
                    default -> call.accept(RecordingListener.ANSWER);
                  }
                });
        var peer = new UdpPeer("127.0.0.1", fixture.port())) {
      for (int i = 0; i < 30; i++) {
        var ringing = new CallScript(peer);
        ringing.target = "sip:ring@127.0.0.1";
        peer.send(ringing.invite());
        peer.receive(180);
        peer.send(ringing.cancel());
        var busy = new CallScript(peer);
        busy.target = "sip:busy@127.0.0.1";
        peer.send(busy.invite());
        peer.send(new CallScript(peer).invite());
      }
      awaitZero(fixture.endpoint::activeCalls);
      awaitZero(fixture.endpoint::transactions);
    }
  }

  @Test
  void hungUpTcpCallsLeaveNothingBehindWhenThePeerIsGone() throws Exception {
    try (var fixture = new EndpointFixture(EndpointFixture.SHORT_TIMERS)) {
      try (var peer = new TcpPeer("127.0.0.1", fixture.port())) {
        new CallScript(peer).establish();
        assertThat(fixture.listener.next()).isEqualTo("invite");
        assertThat(fixture.listener.next()).isEqualTo("acknowledged");
      }
      fixture.listener.dialog.bye();
      awaitZero(fixture.endpoint::activeCalls);
      awaitZero(fixture.endpoint::transactions);
    }
  }

  /** More calls than a pool of any size here would have threads, and each waits for 5 s. */
  @Test
  void aPeerThatTakesNoConnectionHoldsUpItsOwnCallsOnly() throws Exception {
    List<Socket> full = new ArrayList<>();
    try (var fixture = new EndpointFixture();
        var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var peer = new UdpPeer("127.0.0.1", fixture.port())) {
      fill(silent, full);
      for (int i = 0; i < 32; i++) {
        var call = new CallScript(peer);
        peer.send(
            call.invite()
                .replace(
                    call.contact(),
                    "Contact: <sip:a@127.0.0.1:%d;transport=tcp>\r\n"
                        .formatted(silent.getLocalPort())));
        call.answered();
        peer.send(call.ack(""));
        assertThat(fixture.listener.next()).isEqualTo("invite");
        assertThat(fixture.listener.next()).isEqualTo("acknowledged");
        fixture.listener.dialog.bye();
      }
      call(fixture, peer);
    } finally {
      for (Socket socket : full) {
        socket.close();
      }
    }
  }

  /** Until nobody gets in any more. */
  private static void fill(ServerSocket server, List<Socket> connected) throws IOException {
    while (true) {
      Socket socket = new Socket();
      connected.add(socket);
      try {
        socket.connect(server.getLocalSocketAddress(), 300);
      } catch (SocketTimeoutException e) {
        return;
      }
    }
  }

  private static void call(EndpointFixture fixture, UdpPeer peer) throws Exception {
    var call = new CallScript(peer);
    call.establish();
    peer.send(call.bye());
    peer.receive(message -> message.header("CSeq").equals("2 BYE"));
    assertThat(fixture.listener.next()).isEqualTo("invite");
    String event = fixture.listener.next();
    if (event.equals("acknowledged")) {
      event = fixture.listener.next();
    }
    assertThat(event).isEqualTo("bye");
  }

  /** Platform threads by name; those that carry virtual ones start late. */
  private static Set<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> !name.startsWith("ForkJoinPool"))
        .collect(Collectors.toSet());
  }

  private static void awaitZero(IntSupplier count) {
    long deadlineNs = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (count.getAsInt() != 0 && System.nanoTime() < deadlineNs) {
      LockSupport.parkNanos(POLL_NS);
    }
    assertThat(count.getAsInt()).isZero();
  }
}
