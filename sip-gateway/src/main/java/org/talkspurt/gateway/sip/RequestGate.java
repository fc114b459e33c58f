package org.talkspurt.gateway.sip;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.stack.MessageChannel;
import java.util.ListIterator;
import java.util.StringJoiner;
import javax.sip.address.SipURI;
import javax.sip.address.TelURL;
import javax.sip.address.URI;
import javax.sip.header.AcceptHeader;
import javax.sip.header.ContactHeader;
import javax.sip.header.ContentEncodingHeader;
import javax.sip.header.RequireHeader;
import org.jspecify.annotations.Nullable;

/**
 * Refuses what no call needs to see, in the order of RFC 3261 §8.2: method, URI, extensions, body.
 * Refusals cost no transaction (§8.2.7).
 */
final class RequestGate {

  private final SipSettings settings;

  RequestGate(SipSettings settings) {
    this.settings = settings;
  }

  /** The refusal that the request deserves; null if it may pass. */
  @Nullable Refusal check(SIPRequest request, boolean inDialog) {
    if (!inDialog && !settings.hears(request.getRemoteAddress())) {
      return new Refusal(403, "Forbidden");
    }
    if (!request.getRequestLine().getSipVersion().equalsIgnoreCase("SIP/2.0")) {
      return new Refusal(505, "Version Not Supported");
    }
    String method = request.getMethod();
    if (!method.equals(request.getCSeq().getMethod())) {
      return new Refusal(400, "CSeq names another method");
    }
    if (!SipMethods.isKnown(method)) {
      return new Refusal(501, "Not Implemented");
    }
    if (!SipMethods.isServed(method)) {
      return new Refusal(405, "Method Not Allowed", "Allow", SipMethods.ALLOW);
    }
    return method.equals("CANCEL") || method.equals("ACK") ? null : checkDemands(request);
  }

  private static @Nullable Refusal checkDemands(SIPRequest request) {
    URI target = request.getRequestURI();
    // RFC 3261 §26.2.2: sips is for TLS all the way, and who has TLS serves it (§26.3.1).
    boolean supportedScheme =
        target instanceof TelURL
            || (target instanceof SipURI sip && (!sip.isSecure() || isOverTls(request)));
    if (!supportedScheme) {
      return new Refusal(416, "Unsupported URI Scheme");
    }
    String required = requiredExtensions(request);
    if (!required.isEmpty()) {
      return new Refusal(420, "Bad Extension", "Unsupported", required);
    }
    if (!request.getMethod().equals("INVITE")) {
      return null;
    }
    if (countContacts(request) != 1) {
      return new Refusal(400, "INVITE needs one Contact");
    }
    if (request.getHeader(ContentEncodingHeader.NAME) instanceof ContentEncodingHeader encoding
        && !encoding.getEncoding().equalsIgnoreCase("identity")) {
      return new Refusal(415, "Unsupported Media Type", "Accept-Encoding", "identity");
    }
    if (SdpBody.isForeign(request)) {
      return new Refusal(415, "Unsupported Media Type", "Accept", "application/sdp");
    }
    if (!readsSdp(request)) {
      return new Refusal(406, "Not Acceptable", "Accept", "application/sdp");
    }
    return null;
  }

  private static boolean isOverTls(SIPRequest request) {
    return request.getMessageChannel() instanceof MessageChannel channel && channel.isSecure();
  }

  /**
   * Whether the caller reads what an answer must hold (RFC 3261 §20.1: it does if it says nothing,
   * or nothing that can be read).
   */
  private static boolean readsSdp(SIPRequest invite) {
    ListIterator<?> accepted = invite.getHeaders(AcceptHeader.NAME);
    boolean unsaid = true;
    while (accepted.hasNext()) {
      AcceptHeader range = (AcceptHeader) accepted.next();
      String type = range.getContentType();
      String subtype = String.valueOf(range.getContentSubType());
      if (type == null || type.isEmpty()) {
        continue;
      }
      unsaid = false;
      if (type.equals("*")
          || (type.equalsIgnoreCase("application")
              && (subtype.equals("*") || subtype.equalsIgnoreCase("sdp")))) {
        return true;
      }
    }
    return unsaid;
  }

  /** Extensions of the protocol that are demanded and that we do not know. */
  private static String requiredExtensions(SIPRequest request) {
    StringJoiner required = new StringJoiner(", ");
    ListIterator<?> headers = request.getHeaders(RequireHeader.NAME);
    while (headers.hasNext()) {
      String tag = HeaderText.clean(((RequireHeader) headers.next()).getOptionTag());
      if (!OptionTags.isKnown(tag)) {
        required.add(tag);
      }
    }
    return required.toString();
  }

  private static int countContacts(SIPRequest request) {
    ListIterator<?> headers = request.getHeaders(ContactHeader.NAME);
    int count = 0;
    while (headers.hasNext()) {
      ContactHeader contact = (ContactHeader) headers.next();
      count += contact.getAddress().getURI() instanceof SipURI ? 1 : 0;
    }
    return count;
  }
}
