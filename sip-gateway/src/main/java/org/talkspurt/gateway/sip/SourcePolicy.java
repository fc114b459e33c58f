package org.talkspurt.gateway.sip;

import java.net.InetAddress;
import java.util.List;
import java.util.function.Predicate;

/**
 * Who may call: loopback, private and link-local networks, and configured ones. Requests of others
 * are answered with 403 and nothing else, as the access lists of Asterisk and FreeSWITCH do: an
 * operator who forgot a carrier's address sees why its calls fail, and a scanner learns no more
 * than from a silent port, since 403 is a small answer to everything it asks. Their TCP connections
 * are closed.
 */
public final class SourcePolicy {

  private static final List<Cidr> PRIVATE =
      List.of(
          Cidr.parse("127.0.0.0/8"),
          Cidr.parse("::1/128"),
          Cidr.parse("10.0.0.0/8"), // RFC 1918
          Cidr.parse("172.16.0.0/12"),
          Cidr.parse("192.168.0.0/16"),
          Cidr.parse("169.254.0.0/16"), // RFC 3927
          Cidr.parse("fe80::/10"), // RFC 4291
          Cidr.parse("fc00::/7")); // RFC 4193

  private final List<Cidr> configured;
  private final Predicate<InetAddress> known;

  private SourcePolicy(List<Cidr> configured, Predicate<InetAddress> known) {
    this.configured = configured;
    this.known = known;
  }

  /** Loopback, RFC 1918, RFC 4193 and link-local sources only. */
  public static SourcePolicy privateNetworks() {
    return new SourcePolicy(List.of(), _ -> false);
  }

  /**
   * Private networks and these.
   *
   * @param networks addresses or CIDR blocks, e.g. {@code 192.0.2.0/24}, {@code 2001:db8::/32}
   * @throws IllegalArgumentException naming the entry that is neither
   */
  public static SourcePolicy allowing(List<String> networks) {
    return new SourcePolicy(networks.stream().map(Cidr::parse).toList(), _ -> false);
  }

  /**
   * These sources and others.
   *
   * @param others addresses that become known while we run; thread-safe
   */
  public SourcePolicy or(Predicate<InetAddress> others) {
    return new SourcePolicy(configured, others);
  }

  /** Whether calls from this address are taken. */
  public boolean allows(InetAddress source) {
    return contains(PRIVATE, source) || isConfigured(source);
  }

  /** Whether the address is in a configured network, or one of those others. */
  public boolean isConfigured(InetAddress source) {
    return contains(configured, source) || known.test(source);
  }

  private static boolean contains(List<Cidr> blocks, InetAddress address) {
    for (Cidr block : blocks) {
      if (block.contains(address)) {
        return true;
      }
    }
    return false;
  }
}
