package org.talkspurt.gateway.sip;

import gov.nist.javax.sip.header.ContentType;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import javax.sip.InvalidArgumentException;
import javax.sip.PeerUnavailableException;
import javax.sip.SipFactory;
import javax.sip.address.AddressFactory;
import javax.sip.address.Hop;
import javax.sip.address.SipURI;
import javax.sip.address.URI;
import javax.sip.header.ContactHeader;
import javax.sip.header.ContentTypeHeader;
import javax.sip.header.HeaderFactory;
import javax.sip.header.RetryAfterHeader;
import javax.sip.header.ViaHeader;
import org.jspecify.annotations.Nullable;

/**
 * Builds messages without JAIN-SIP's checked exceptions: what is passed in here was parsed or
 * written by us, so an exception is a bug. No message names product or version.
 */
final class SipMessages {

  private static final int MAX_FORWARDS = 70;

  private final HeaderFactory headers;
  private final AddressFactory addresses;
  private final NatMappings nat = new NatMappings();
  private final int port;
  private final int tlsPort;

  /**
   * @param tlsPort 0: none
   */
  SipMessages(int port, int tlsPort) {
    this.port = port;
    this.tlsPort = tlsPort;
    try {
      SipFactory factory = SipFactory.getInstance();
      factory.setPathName("gov.nist");
      headers = factory.createHeaderFactory();
      addresses = factory.createAddressFactory();
    } catch (PeerUnavailableException e) {
      throw new IllegalStateException("JAIN-SIP is not on the class path", e);
    }
  }

  /** A request over a hop, with what every request has (RFC 3261 §8.1.1). */
  SIPRequest request(
      String method,
      long sequence,
      URI target,
      RequestParties parties,
      InetAddress local,
      Hop hop) {
    SIPRequest request = new SIPRequest();
    try {
      request.setMethod(method);
      request.setRequestURI(target);
      request.setCallId(parties.callId());
      request.setCSeq(headers.createCSeqHeader(sequence, method));
      request.setFrom(headers.createFromHeader(parties.from(), parties.fromTag()));
      request.setTo(headers.createToHeader(parties.to(), parties.toTag()));
      request.setMaxForwards(headers.createMaxForwardsHeader(MAX_FORWARDS));
    } catch (ParseException | InvalidArgumentException e) {
      throw new IllegalStateException("parts that were parsed or checked do not fit", e);
    }
    request.setHeader(via(local, hop.getTransport()));
    request.setApplicationData(hop);
    return request;
  }

  static SIPResponse trying(SIPRequest request) {
    return request.createResponse(100);
  }

  /** A response with our To tag, where the request has none. */
  SIPResponse response(SIPRequest request, int status, @Nullable String reason, String localTag) {
    SIPResponse response =
        reason == null
            ? request.createResponse(status)
            : request.createResponse(status, HeaderText.clean(reason));
    if (response.getToTag() == null) {
      response.setToTag(localTag);
    }
    return response;
  }

  SIPResponse refusal(SIPRequest request, Refusal refusal, String localTag) {
    SIPResponse response = response(request, refusal.status(), refusal.reason(), localTag);
    for (Refusal.Header header : refusal.headers()) {
      addHeader(response, header.name(), header.value());
    }
    return response;
  }

  /** RFC 3261 §11.2: what an INVITE would be answered with, and what we understand. */
  SIPResponse capabilities(SIPRequest options, String localTag) {
    SIPResponse response = response(options, 200, null, localTag);
    addHeader(response, "Allow", SipMethods.ALLOW);
    addHeader(response, "Accept", "application/sdp");
    addHeader(response, "Accept-Encoding", "identity");
    addHeader(response, "Accept-Language", "en");
    addHeader(response, "Supported", OptionTags.SUPPORTED);
    return response;
  }

  /** A 200 to an INVITE or UPDATE. */
  SIPResponse answer(SIPRequest request, String localTag, SipURI contact, @Nullable String sdp) {
    SIPResponse response = response(request, 200, null, localTag);
    response.setHeader(contactHeader(contact));
    addHeader(response, "Allow", SipMethods.ALLOW);
    addHeader(response, "Supported", OptionTags.SUPPORTED);
    if (sdp != null) {
      setSdp(response, sdp);
    }
    return response;
  }

  ContactHeader contactHeader(SipURI contact) {
    return headers.createContactHeader(addresses.createAddress(contact));
  }

  NatMappings nat() {
    return nat;
  }

  /** Where this peer reaches us, by what it said when we registered with it. */
  SipURI contactUri(InetAddress local, SipTransport transport, InetAddress peer) {
    SipURI uri = contactUri(local, transport);
    InetSocketAddress seen = transport == SipTransport.UDP ? nat.seenBy(peer) : null;
    if (seen != null) {
      place(uri, seen);
    }
    return uri;
  }

  /** Has the URI lead to this address. */
  static void place(SipURI uri, InetSocketAddress address) {
    try {
      uri.setHost(literal(address.getAddress()));
      uri.setPort(address.getPort());
    } catch (ParseException e) {
      throw new IllegalArgumentException(address.toString(), e);
    }
  }

  SipURI contactUri(InetAddress local, SipTransport transport) {
    try {
      SipURI uri = addresses.createSipURI(null, literal(local));
      uri.setPort(transport == SipTransport.TLS ? tlsPort : port);
      switch (transport) {
        case UDP -> {}
        case TCP -> uri.setTransportParam("tcp");
        case TLS -> uri.setTransportParam("tls");
      }
      return uri;
    } catch (ParseException e) {
      throw new IllegalArgumentException(local.toString(), e);
    }
  }

  /** A Via of ours that asks for symmetric responses (RFC 3581); the stack adds the branch. */
  ViaHeader via(InetAddress local, String transport) {
    try {
      ViaHeader via =
          headers.createViaHeader(
              literal(local), transport.equals("TLS") ? tlsPort : port, transport, null);
      via.setRPort();
      return via;
    } catch (ParseException | InvalidArgumentException e) {
      throw new IllegalArgumentException(local.toString(), e);
    }
  }

  /**
   * Parses a URI.
   *
   * @throws IllegalArgumentException if it is none or holds anything that could break a header
   */
  URI uri(String text) {
    boolean clean = !text.isEmpty() && text.chars().allMatch(c -> c > ' ' && c < 0x7F);
    if (!clean || text.indexOf('<') >= 0 || text.indexOf('>') >= 0) {
      throw new IllegalArgumentException("not a URI");
    }
    try {
      return addresses.createURI(text);
    } catch (ParseException e) {
      throw new IllegalArgumentException("not a URI", e);
    }
  }

  HeaderFactory headers() {
    return headers;
  }

  AddressFactory addresses() {
    return addresses;
  }

  static void addHeader(SIPMessage message, String name, String value) {
    message.addHeader(name + ": " + value);
  }

  static void setSdp(SIPMessage message, String sdp) {
    try {
      message.setContent(
          sdp.getBytes(StandardCharsets.UTF_8),
          (ContentTypeHeader) new ContentType("application", "sdp"));
    } catch (ParseException e) {
      throw new IllegalArgumentException("session description", e);
    }
  }

  /** How long a peer wants to be left alone, at least 1 s (RFC 3261 §20.33). */
  static Duration retryAfter(@Nullable SIPResponse response, Duration otherwise) {
    return response != null
            && response.getHeader(RetryAfterHeader.NAME) instanceof RetryAfterHeader header
        ? Duration.ofSeconds(Math.max(1, header.getRetryAfter()))
        : otherwise;
  }

  /** The host of a URI, IPv6 without brackets. */
  static String withoutBrackets(String host) {
    return host.replace("[", "").replace("]", "");
  }

  /** An address as it stands in a URI (RFC 3261 §19.1.1). */
  static String literal(InetAddress address) {
    String text = LocalAddresses.withoutScope(address).getHostAddress();
    return address instanceof Inet6Address ? "[" + text + "]" : text;
  }
}
