package org.talkspurt.gateway.sip;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.Executor;

/** Begins calls. Thread-safe. */
public interface SipDialer {

  /**
   * Looks up where requests for a destination go, best first; never empty. Asks the network: blocks
   * for seconds at worst.
   *
   * @throws UnknownHostException if there is no such host
   */
  List<NextHop> resolve(SipDestination destination) throws UnknownHostException;

  /** The address of ours that a peer can reach. */
  InetAddress localAddress(NextHop peer);

  /**
   * Dials; returns at once.
   *
   * @param home carries every event of the listener, in order
   * @return ends the call: cancels it while it rings
   * @throws IllegalArgumentException if the target is no SIP URI
   * @throws IllegalStateException if the endpoint does not run
   */
  SipDialog dial(OutgoingCall call, Executor home, OutgoingListener listener);
}
