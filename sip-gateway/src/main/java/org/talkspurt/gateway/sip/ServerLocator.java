package org.talkspurt.gateway.sip;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xbill.DNS.Lookup;
import org.xbill.DNS.NAPTRRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/**
 * Finds the servers of a destination (RFC 3263): by SRV records where it names a domain and no
 * port, else by addresses. Where the transport is left to the domain, by its NAPTR records, else by
 * the SRV records that it has. Blocks.
 */
final class ServerLocator {

  private static final Logger LOG = LoggerFactory.getLogger(ServerLocator.class);

  /** A destination with more servers than that is not tried to its end. */
  private static final int MAX_SERVERS = 8;

  private final @Nullable Resolver resolver;
  private final RandomGenerator random;
  private final boolean tls;

  /** A service that a domain may offer, in the words of DNS. */
  private enum Service {
    SIP_UDP("SIP+D2U", "_sip._udp.", SipTransport.UDP),
    SIP_TCP("SIP+D2T", "_sip._tcp.", SipTransport.TCP),
    SIPS_TCP("SIPS+D2T", "_sips._tcp.", SipTransport.TLS);

    final String pointer;
    final String prefix;
    final SipTransport transport;

    Service(String pointer, String prefix, SipTransport transport) {
      this.pointer = pointer;
      this.prefix = prefix;
      this.transport = transport;
    }
  }

  /** Where SRV records are, and what servers they name. */
  private record Place(String name, SipTransport transport) {}

  /**
   * @param resolver null: the machine's
   * @param random chooses among servers of one priority by their weights
   * @param tls whether we have TLS, for domains that like it best
   */
  ServerLocator(@Nullable Resolver resolver, RandomGenerator random, boolean tls) {
    this.resolver = resolver;
    this.random = random;
    this.tls = tls;
  }

  /**
   * Where requests for the destination go, best first; never empty.
   *
   * @throws UnknownHostException if there is no such host
   */
  List<NextHop> locate(SipDestination destination) throws UnknownHostException {
    List<NextHop> servers = new ArrayList<>();
    for (Place place : places(destination)) {
      for (SRVRecord service : services(place.name())) {
        addService(servers, service, place.transport(), destination.host());
      }
    }
    if (servers.isEmpty()) {
      SipTransport transport = destination.transport();
      addAddresses(
          servers,
          destination.host(),
          destination.effectivePort(),
          transport == null ? SipTransport.UDP : transport, // §4.1, last resort
          destination.host());
    }
    return List.copyOf(servers);
  }

  private static void addService(
      List<NextHop> servers, SRVRecord service, SipTransport transport, String domain) {
    try {
      addAddresses(
          servers, service.getTarget().toString(true), service.getPort(), transport, domain);
    } catch (UnknownHostException e) {
      LOG.debug("No address for {}", service.getTarget());
    }
  }

  private static void addAddresses(
      List<NextHop> servers, String host, int port, SipTransport transport, String domain)
      throws UnknownHostException {
    for (InetAddress address : InetAddress.getAllByName(host)) {
      if (servers.size() < MAX_SERVERS) {
        servers.add(new NextHop(new InetSocketAddress(address, port), transport, domain));
      }
    }
  }

  /** Where SRV records may be found; empty where the destination is not to be looked up so. */
  private List<Place> places(SipDestination destination) {
    String host = destination.host();
    // A host without a domain is one of this network, which has no service records.
    boolean domain = host.indexOf('.') > 0 && host.indexOf(':') < 0 && !isLiteral(host);
    if (destination.port() > 0 || !domain) {
      return List.of();
    }
    SipTransport transport = destination.transport();
    if (transport == null) {
      List<Place> pointed = pointers(host);
      if (!pointed.isEmpty()) {
        return pointed;
      }
    }
    return Arrays.stream(Service.values())
        .filter(
            service ->
                transport == null
                    ? service.transport != SipTransport.TLS || tls
                    : service.transport == transport)
        .map(service -> new Place(service.prefix + host, service.transport))
        .toList();
  }

  /** The domain's NAPTR records that we understand, in their order (RFC 3263 §4.1, RFC 3403). */
  private List<Place> pointers(String host) {
    return Arrays.stream(lookUp(host, Type.NAPTR))
        .filter(NAPTRRecord.class::isInstance)
        .map(NAPTRRecord.class::cast)
        .filter(pointer -> pointer.getFlags().equalsIgnoreCase("s"))
        .sorted(
            Comparator.comparingInt(NAPTRRecord::getOrder)
                .thenComparingInt(NAPTRRecord::getPreference))
        .flatMap(
            pointer ->
                Arrays.stream(Service.values())
                    .filter(service -> service.pointer.equalsIgnoreCase(pointer.getService()))
                    .filter(service -> service.transport != SipTransport.TLS || tls)
                    .map(
                        service ->
                            new Place(pointer.getReplacement().toString(), service.transport)))
        .limit(MAX_SERVERS)
        .toList();
  }

  /** In the order in which they are to be tried (RFC 2782). */
  private List<SRVRecord> services(String name) {
    List<SRVRecord> found = new ArrayList<>();
    for (Record answer : lookUp(name, Type.SRV)) {
      if (answer instanceof SRVRecord one && !one.getTarget().toString(true).isEmpty()) {
        found.add(one);
      }
    }
    return ordered(found);
  }

  private Record[] lookUp(String name, int type) {
    try {
      Lookup lookup = new Lookup(name, type);
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
