package org.talkspurt.gateway.sip;

import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A peer of an endpoint whose timers are those of a manual clock, and the call between them. */
abstract class TimedCallTest {
  final ManualTimers timers = new ManualTimers();
  final EndpointFixture fixture;
  UdpPeer peer;
  CallScript call;

  /** Calls are accepted. */
  TimedCallTest() {
    fixture = EndpointFixture.timedBy(timers);
  }

  TimedCallTest(Consumer<IncomingInvite> onInvite) {
    fixture = EndpointFixture.timedBy(timers, onInvite);
  }

  @BeforeEach
  void open() throws Exception {
    peer = new UdpPeer("127.0.0.1", fixture.port());
    call = new CallScript(peer);
  }

  @AfterEach
  void close() {
    peer.close();
    fixture.close();
  }
}
