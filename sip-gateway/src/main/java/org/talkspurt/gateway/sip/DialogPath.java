package org.talkspurt.gateway.sip;

import gov.nist.javax.sip.header.RouteList;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.stack.HopImpl;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.ListIterator;
import java.util.Locale;
import javax.sip.address.Address;
import javax.sip.address.Hop;
import javax.sip.address.SipURI;
import javax.sip.address.URI;
import javax.sip.header.CallIdHeader;
import javax.sip.header.ContactHeader;
import javax.sip.header.RecordRouteHeader;
import javax.sip.header.RouteHeader;
import org.jspecify.annotations.Nullable;

/**
 * The dialog state of RFC 3261 §12.1: tags, sequence numbers, route set and remote target; builds
 * the requests of ours. Confined to the call's strand.
 */
final class DialogPath {

  private static final int DEFAULT_PORT = 5060;

  /** A peer that is never content would be asked for ever. */
  private static final int MAX_CHALLENGES = 3;

  private final SipMessages messages;
  private final SipTransport transport;
  private final InetAddress local;
  private final InetSocketAddress source;
  private final @Nullable String server;
  private final boolean behindNat;

  /** Called by a sips: URI, which our Contact must be then, too (RFC 3261 §12.1.1). */
  private final boolean secure;

  private final CallIdHeader callId;
  private final boolean ownsCallId;
  private final Address localAddress;
  private final Address remoteAddress;
  private final String localTag;
  private final String remoteTag;
  private final List<Address> routes = new ArrayList<>();
  private final @Nullable DigestClient digest;
  private URI remoteTarget;
  private long challengedSequence;
  private int challenges;
  private long localSequence;
  private long remoteSequence;

  private DialogPath(
      SipMessages messages,
      SIPRequest invite,
      InviteFacts facts,
      String localTag,
      @Nullable DigestClient digest) {
    this.messages = messages;
    this.transport = facts.transport();
    this.local = facts.mediaAddress();
    this.source = facts.source();
    this.server = null;
    this.callId = invite.getCallId();
    this.ownsCallId = false;
    this.localAddress = invite.getTo().getAddress();
    this.remoteAddress = invite.getFrom().getAddress();
    this.localTag = localTag;
    this.remoteTag = DialogKey.remoteTag(invite.getFromTag());
    ListIterator<?> recorded = invite.getHeaders(RecordRouteHeader.NAME);
    while (recorded.hasNext()) {
      routes.add(((RecordRouteHeader) recorded.next()).getAddress());
    }
    this.remoteTarget = contactOf(invite, remoteAddress.getURI());
    this.digest = digest;
    this.behindNat = isBehindNat(invite);
    this.secure =
        transport == SipTransport.TLS
            && invite.getRequestURI() instanceof SipURI called
            && called.isSecure();
    this.remoteSequence = invite.getCSeq().getSeqNumber();
  }

  /**
   * Of a call that the peer began.
   *
   * @param digest answers the peer's challenges; null: nobody can
   */
  static DialogPath asCalled(
      SipMessages messages,
      SIPRequest invite,
      InviteFacts facts,
      String localTag,
      @Nullable DigestClient digest) {
    return new DialogPath(messages, invite, facts, localTag, digest);
  }

  /**
   * Of a call that we began: the answer's Record-Route in reverse (RFC 3261 §12.1.2).
   *
   * @param digest answers the peer's challenges; null: nobody can
   */
  static DialogPath asCaller(
      SipMessages messages,
      SIPRequest invite,
      SIPResponse answer,
      NextHop hop,
      @Nullable DigestClient digest) {
    return new DialogPath(messages, invite, answer, hop, digest);
  }

  private DialogPath(
      SipMessages messages,
      SIPRequest invite,
      SIPResponse answer,
      NextHop hop,
      @Nullable DigestClient digest) {
    this.messages = messages;
    this.transport = hop.transport();
    this.local =
        InetAddress.ofLiteral(SipMessages.withoutBrackets(invite.getTopmostVia().getHost()));
    this.source = hop.address();
    this.server = hop.server();
    this.callId = invite.getCallId();
    this.ownsCallId = true;
    this.localAddress = invite.getFrom().getAddress();
    this.remoteAddress = invite.getTo().getAddress();
    this.localTag = String.valueOf(invite.getFromTag());
    this.remoteTag = String.valueOf(answer.getToTag());
    ListIterator<?> recorded = answer.getHeaders(RecordRouteHeader.NAME);
    while (recorded.hasNext()) {
      routes.addFirst(((RecordRouteHeader) recorded.next()).getAddress());
    }
    this.remoteTarget = contactOf(answer, invite.getRequestURI());
    this.digest = digest;
    this.behindNat = false;
    this.secure = false;
    this.localSequence = invite.getCSeq().getSeqNumber();
    this.remoteSequence = -1; // §12.1.2: empty
  }

  private static URI contactOf(SIPMessage message, URI otherwise) {
    return message.getHeader(ContactHeader.NAME) instanceof ContactHeader contact
            && contact.getAddress().getURI() instanceof SipURI uri
        ? uri
        : otherwise;
  }

  /**
   * Whether the caller names the same address in Contact and Via, but sends from another: then its
   * Contact leads nowhere, and the way its packets came is the only one back.
   */
  private boolean isBehindNat(SIPRequest invite) {
    return routes.isEmpty()
        && remoteTarget instanceof SipURI contact
        && invite.getTopmostVia().getHost().equalsIgnoreCase(contact.getHost())
        && invite.getTopmostVia().getReceived() != null
        && !sameHost(contact, source.getAddress());
  }

  /** Takes over the Contact of a target refresh request or its 2xx (RFC 3261 §12.2). */
  void refreshTarget(SIPMessage message) {
    remoteTarget = contactOf(message, remoteTarget);
  }

  /** Whether the Call-ID is ours: we began the call (RFC 3261 §14.1). */
  boolean ownsCallId() {
    return ownsCallId;
  }

  /**
   * Checks and takes over the sequence number of a request from the peer (RFC 3261 §12.2.2).
   *
   * @return false if it is out of order
   */
  boolean advanceRemoteSequence(SIPRequest request) {
    long sequence = request.getCSeq().getSeqNumber();
    if (sequence <= remoteSequence) {
      return false;
    }
    remoteSequence = sequence;
    return true;
  }

  SipURI localContact() {
    SipURI contact = messages.contactUri(local, transport, source.getAddress());
    if (secure) {
      contact.removeParameter("transport");
      contact.setSecure(true);
    }
    return contact;
  }

  /** A number as the peer's host knows it. */
  String uriOfNumber(String number) {
    String host = remoteAddress.getURI() instanceof SipURI uri ? uri.getHost() : "invalid";
    return DialString.uri(number, host);
  }

  /** Where another finds the peer, and our place to be taken (RFC 3891 §3, RFC 5589 §7.3). */
  String referTo() {
    String replaced = callId.getCallId() + ";to-tag=" + remoteTag + ";from-tag=" + localTag;
    String target = remoteTarget.toString();
    return target
        + (target.indexOf('?') < 0 ? "?" : "&")
        + "Replaces="
        + URLEncoder.encode(replaced, StandardCharsets.UTF_8).replace("+", "%20");
  }

  Address localAddress() {
    return localAddress;
  }

  /** Counts the next request of ours; its retries over other hops keep the number. */
  long nextSequence() {
    return ++localSequence;
  }

  /** Numbers go on after those of the early dialog (RFC 3261 §13.2.2.4). */
  void goOnAfter(DialogPath early) {
    localSequence = Math.max(localSequence, early.localSequence);
    remoteSequence = Math.max(remoteSequence, early.remoteSequence);
  }

  /** A request within the dialog (RFC 3261 §12.2.1.1) for one of {@link #hops}. */
  SIPRequest request(String method, long sequence, Hop hop) {
    SIPRequest request =
        messages.request(
            method,
            sequence,
            requestUri(),
            new RequestParties(
                callId,
                localAddress,
                localTag,
                remoteAddress,
                remoteTag.isEmpty() ? null : remoteTag),
            local,
            hop);
    request.setHeader(messages.contactHeader(localContact()));
    List<Address> route = routeHeaders();
    if (!route.isEmpty()) {
      RouteList list = new RouteList();
      for (Address address : route) {
        RouteHeader header = messages.headers().createRouteHeader(address);
        list.add((gov.nist.javax.sip.header.Route) header);
      }
      request.setHeader(list);
    }
    return request;
  }

  /** Answers the peer's last challenge, if there was one; not for an ACK, whose INVITE has. */
  void sign(SIPRequest request) {
    if (digest != null) {
      digest.authorize(request);
    }
  }

  /**
   * Takes a response to a request of ours.
   *
   * @return whether it is a challenge (RFC 3261 §22.2) that the same request, sent anew, answers
   */
  boolean takeChallenge(SIPResponse response) {
    if (digest == null || !DigestClient.isChallenge(response)) {
      return false;
    }
    long sequence = response.getCSeq().getSeqNumber();
    challenges = sequence == challengedSequence + 1 ? challenges + 1 : 1;
    challengedSequence = sequence;
    return challenges <= MAX_CHALLENGES && digest.take(response);
  }

  private boolean firstRouteIsStrict() {
    return !routes.isEmpty()
        && routes.getFirst().getURI() instanceof SipURI first
        && !first.hasLrParam();
  }

  private URI requestUri() {
    return firstRouteIsStrict() ? routes.getFirst().getURI() : remoteTarget;
  }

  private List<Address> routeHeaders() {
    if (!firstRouteIsStrict()) {
      return routes;
    }
    List<Address> strict = new ArrayList<>(routes.subList(1, routes.size()));
    strict.add(messages.addresses().createAddress(remoteTarget));
    return strict;
  }

  /**
   * Where a request of ours may go, best first: over the connection the call came on if it leads to
   * the same host or is encrypted, else to the first route or the remote target.
   */
  List<Hop> hops() {
    URI next = routes.isEmpty() ? remoteTarget : routes.getFirst().getURI();
    List<Hop> hops = new ArrayList<>(2);
    if (transport == SipTransport.TLS) {
      String host = source.getAddress().getHostAddress();
      hops.add(
          server == null
              ? hop(host, source.getPort(), "TLS")
              : new NamedHop(host, source.getPort(), "TLS", server));
      if (next instanceof SipURI uri && SipUris.isForTls(uri)) {
        // Once that connection is gone: another, to whoever proves that name (RFC 5922 §7.3).
        hops.add(new NamedHop(uri.getHost(), SipUris.port(uri), "TLS", uri.getHost()));
      }
      return hops;
    }
    if (next instanceof SipURI uri) {
      if (behindNat || (transport == SipTransport.TCP && sameHost(uri, source.getAddress()))) {
        hops.add(hop(source.getAddress().getHostAddress(), source.getPort(), transport.name()));
      }
      String host = uri.getMAddrParam() == null ? uri.getHost() : uri.getMAddrParam();
      int port = uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort();
      hops.add(hop(host, port, transportOf(uri)));
    }
    return hops;
  }

  private static Hop hop(String host, int port, String transport) {
    return new HopImpl(host, port, transport);
  }

  private String transportOf(SipURI uri) {
    @Nullable String named = uri.getTransportParam();
    if (named == null) {
      return transport.name();
    }
    return named.equalsIgnoreCase("tcp") ? "TCP" : named.toUpperCase(Locale.ROOT);
  }

  /** Compares addresses, not text: IPv6 has many spellings. */
  private static boolean sameHost(SipURI uri, InetAddress address) {
    String host = SipMessages.withoutBrackets(uri.getHost());
    try {
      return InetAddress.ofLiteral(host).equals(LocalAddresses.withoutScope(address));
    } catch (IllegalArgumentException e) {
      return false; // a name
    }
  }
}
