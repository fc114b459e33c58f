package org.talkspurt.gateway.sip;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A call to begin.
 *
 * @param sipCallId Call-ID header, unique for all time
 * @param targetUri SIP URI of whom to call
 * @param caller who calls
 * @param hops where the INVITE may go, best first; at least one
 * @param proxy what stands in the Route header, if the hops are an outbound proxy's (RFC 3261
 *     §8.1.2); null: the hops are the target's own
 * @param route URIs of further Route headers (RFC 3608), behind the proxy's; may be empty
 * @param localAddress ours, as the first hop reaches it: in Via, Contact and the offer
 * @param offer session description
 * @param ringTimeout how long until the final response, redirections included; at most {@link
 *     #MAX_RING_TIMEOUT}
 * @param credentials for challenges of the hops; null: none. Where a redirection leads elsewhere,
 *     they are not shown
 * @param redirectTargets whether a 3xx may lead to {@code user@host}, the host in lower case
 */
public record OutgoingCall(
    String sipCallId,
    String targetUri,
    Caller caller,
    List<NextHop> hops,
    @Nullable SipDestination proxy,
    List<String> route,
    InetAddress localAddress,
    String offer,
    Duration ringTimeout,
    @Nullable SipCredentials credentials,
    Predicate<String> redirectTargets) {

  /** Longest time a call may ring: shorter than the life of a transaction in the stack. */
  public static final Duration MAX_RING_TIMEOUT = Duration.ofMinutes(3);

  /**
   * What the From header says.
   *
   * @param user user part, printable and without anything that ends one
   * @param name display name; empty: none
   * @param host host part
   */
  public record Caller(String user, String name, String host) {}

  public OutgoingCall {
    hops = List.copyOf(hops);
    route = List.copyOf(route);
    if (hops.isEmpty()) {
      throw new IllegalArgumentException("no hop");
    }
    if (ringTimeout.isNegative()
        || ringTimeout.isZero()
        || ringTimeout.compareTo(MAX_RING_TIMEOUT) > 0) {
      throw new IllegalArgumentException("ring time-out " + ringTimeout);
    }
  }
}
