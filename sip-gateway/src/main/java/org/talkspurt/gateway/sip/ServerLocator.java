package org.talkspurt.gateway.sip;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xbill.DNS.Lookup;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/**
 * Finds the servers of a destination (RFC 3263 §4.2) for a transport that is given: by SRV records
 * where it names a domain and no port, else by addresses. Blocks.
 */
final class ServerLocator {

  private static final Logger LOG = LoggerFactory.getLogger(ServerLocator.class);

  /** A destination with more servers than that is not tried to its end. */
  private static final int MAX_SERVERS = 8;

  private final @Nullable Resolver resolver;
  private final RandomGenerator random;

  /**
   * @param resolver null: the machine's
   * @param random chooses among servers of one priority by their weights
   */
  ServerLocator(@Nullable Resolver resolver, RandomGenerator random) {
    this.resolver = resolver;
    this.random = random;
  }

  /**
   * Where requests for the destination go, best first; never empty.
   *
   * @throws UnknownHostException if there is no such host
   */
  List<NextHop> locate(SipDestination destination) throws UnknownHostException {
    List<NextHop> servers = new ArrayList<>();
    for (SRVRecord service : services(destination)) {
      addService(servers, service, destination.transport());
    }
    if (servers.isEmpty()) {
      addAddresses(
          servers, destination.host(), destination.effectivePort(), destination.transport());
    }
    return List.copyOf(servers);
  }

  private static void addService(List<NextHop> servers, SRVRecord service, SipTransport transport) {
    try {
      addAddresses(servers, service.getTarget().toString(true), service.getPort(), transport);
    } catch (UnknownHostException e) {
      LOG.debug("No address for {}", service.getTarget());
    }
  }

  private static void addAddresses(
      List<NextHop> servers, String host, int port, SipTransport transport)
      throws UnknownHostException {
    for (InetAddress address : InetAddress.getAllByName(host)) {
      if (servers.size() < MAX_SERVERS) {
        servers.add(new NextHop(new InetSocketAddress(address, port), transport));
      }
    }
  }

  /** In the order in which they are to be tried (RFC 2782). */
  private List<SRVRecord> services(SipDestination destination) {
    String host = destination.host();
    // A host without a domain is one of this network, which has no service records.
    boolean domain = host.indexOf('.') > 0 && host.indexOf(':') < 0 && !isLiteral(host);
    if (destination.port() > 0 || !domain) {
      return List.of();
    }
    String service =
        switch (destination.transport()) {
          case UDP -> "_sip._udp.";
          case TCP -> "_sip._tcp.";
          case TLS -> "_sips._tcp.";
        };
    List<SRVRecord> found = new ArrayList<>();
    for (Record answer : lookUp(service + host)) {
      if (answer instanceof SRVRecord one && !one.getTarget().toString(true).isEmpty()) {
        found.add(one);
      }
    }
    return ordered(found);
  }

  private Record[] lookUp(String name) {
    try {
      Lookup lookup = new Lookup(name, Type.SRV);
      if (resolver != null) {
        lookup.setResolver(resolver);
        lookup.setCache(null);
      }
      Record[] answers = lookup.run();
      return answers == null ? new Record[0] : answers;
    } catch (TextParseException e) {
      return new Record[0]; // no name that DNS could know
    }
  }

  private List<SRVRecord> ordered(List<SRVRecord> services) {
    List<SRVRecord> left = new ArrayList<>(services);
    left.sort(
        Comparator.comparingInt(SRVRecord::getPriority).thenComparingInt(SRVRecord::getWeight));
    List<SRVRecord> ordered = new ArrayList<>(left.size());
    while (!left.isEmpty()) {
      ordered.add(left.remove(drawn(left)));
    }
    return ordered;
  }

  /** One of those of the first's priority, each as likely as it is heavy. */
  private int drawn(List<SRVRecord> left) {
    int priority = left.getFirst().getPriority();
    List<SRVRecord> equals =
        left.stream().filter(service -> service.getPriority() == priority).toList();
    int point = random.nextInt(equals.stream().mapToInt(SRVRecord::getWeight).sum() + 1);
    for (int i = 0; i < equals.size(); i++) {
      point -= equals.get(i).getWeight();
      if (point <= 0) {
        return i;
      }
    }
    throw new IllegalStateException("the weights add up to more than the point");
  }

  private static boolean isLiteral(String host) {
    try {
      InetAddress.ofLiteral(host);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
