package org.talkspurt.gateway.sip;

import gov.nist.javax.sip.message.SIPResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.ListIterator;
import java.util.Locale;
import java.util.Optional;
import javax.sip.address.SipURI;
import javax.sip.header.HeaderAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way that a registrar wants our own requests to take (RFC 3608): it becomes the route of calls
 * that we dial.
 *
 * @param uris of the Route headers, in order; at least one
 * @param first where the first of them is
 */
public record ServiceRoute(List<String> uris, SipDestination first) {

  private static final Logger LOG = LoggerFactory.getLogger(ServiceRoute.class);
  private static final String HEADER = "Service-Route";
  private static final int MAX_URIS = 8;

  public ServiceRoute {
    uris = List.copyOf(uris);
  }

  /**
   * What the answer to a REGISTER says; empty if that is nothing, or nothing that makes sense.
   *
   * @param transport of the registration, where the route names none
   */
  static Optional<ServiceRoute> of(SIPResponse response, SipTransport transport) {
    List<SipURI> found = new ArrayList<>();
    ListIterator<?> headers = response.getHeaders(HEADER);
    while (headers.hasNext()) {
      // §6.1: loose routers, all of them.
      if (headers.next() instanceof HeaderAddress one
          && one.getAddress().getURI() instanceof SipURI uri
          && uri.hasLrParam()
          && found.size() < MAX_URIS) {
        found.add(uri);
      } else {
        LOG.warn("a Service-Route is left out: not loose routers, or too many");
        return Optional.empty();
      }
    }
    return found.isEmpty()
        ? Optional.empty()
        : destination(found.getFirst(), transport)
            .map(first -> new ServiceRoute(found.stream().map(SipURI::toString).toList(), first));
  }

  private static Optional<SipDestination> destination(SipURI uri, SipTransport otherwise) {
    String named = uri.getTransportParam();
    SipTransport transport = uri.isSecure() ? SipTransport.TLS : otherwise;
    if (named != null && !uri.isSecure()) {
      try {
        transport = SipTransport.valueOf(named.toUpperCase(Locale.ROOT));
      } catch (IllegalArgumentException e) {
        return Optional.empty(); // one that we do not have
      }
    }
    String host = SipMessages.withoutBrackets(uri.getHost());
    return Optional.of(new SipDestination(host, Math.max(0, uri.getPort()), transport));
  }
}
