package org.talkspurt.gateway.sip;

import java.net.InetAddress;
import java.util.List;
import java.util.function.Predicate;

/**
 * What peers may ask of the endpoint ({@code talkspurt.sip.limits.*}). One source is an IPv4
 * address or an IPv6 network of 64 bits; trunks and allowed sources have no limit of their own.
 *
 * @param maxConnections connections at a time that peers make, each of TCP and TLS
 * @param maxConnectionsPerSource of these, those of one source
 * @param messagesPerSecond of one source, in the long run; 0: no limit
 * @param messageBurst of one source, at once
 * @param exempt sources whose messages are not counted; thread-safe
 * @param scanners parts of User-Agent or From, in any case, by which a message is not answered
 */
public record PeerLimits(
    int maxConnections,
    int maxConnectionsPerSource,
    int messagesPerSecond,
    int messageBurst,
    Predicate<InetAddress> exempt,
    List<String> scanners) {

  /** The documented defaults, but for the list of scanners. */
  public static PeerLimits defaults() {
    return new PeerLimits(
        1_000, 100, 2_000, 2_000, InetAddress::isLoopbackAddress, List.of("friendly-scanner"));
  }
}
