package org.talkspurt.gateway.sip;

import gov.nist.javax.sip.message.SIPRequest;
import java.text.ParseException;
import java.util.Locale;
import javax.sip.address.Address;
import javax.sip.address.SipURI;
import javax.sip.header.CallIdHeader;
import org.jspecify.annotations.Nullable;

/**
 * The INVITEs of one call of ours (RFC 3261 §8.1.1, §13.2.1): the same call and caller, a new
 * number each.
 */
final class InviteBuilder {

  private final SipMessages messages;
  private final OutgoingCall call;
  private final CallIdHeader callId;
  private final String localTag;
  private final Address from;
  private long sequence;

  /**
   * @throws IllegalArgumentException if the caller does not make an address
   */
  InviteBuilder(SipMessages messages, OutgoingCall call, String callId, String localTag) {
    this.messages = messages;
    this.call = call;
    this.localTag = localTag;
    OutgoingCall.Caller caller = call.caller();
    try {
      this.callId = messages.headers().createCallIdHeader(callId);
      SipURI uri = messages.addresses().createSipURI(caller.user(), caller.host());
      this.from = messages.addresses().createAddress(uri);
      if (!caller.name().isEmpty()) {
        from.setDisplayName(caller.name());
      }
    } catch (ParseException e) {
      throw new IllegalArgumentException("caller", e);
    }
  }

  /** The next INVITE. */
  SIPRequest build(SipURI target, NextHop hop) {
    Address to = messages.addresses().createAddress(target);
    SIPRequest invite =
        messages.request(
            "INVITE",
            ++sequence,
            target,
            new RequestParties(callId, from, localTag, to, null),
            call.localAddress(),
            hop.toHop());
    invite.setHeader(
        messages.contactHeader(
            messages.contactUri(call.localAddress(), hop.transport(), hop.address().getAddress())));
    SipMessages.addHeader(invite, "Allow", SipMethods.ALLOW);
    SipMessages.addHeader(invite, "Supported", OptionTags.SUPPORTED);
    SipURI proxy = proxy();
    if (proxy != null && !leadsTo(proxy)) {
      SipMessages.addHeader(invite, "Route", "<" + proxy + ">");
    }
    call.route().forEach(uri -> SipMessages.addHeader(invite, "Route", "<" + uri + ">"));
    SipMessages.setSdp(invite, call.offer());
    return invite;
  }

  /** Whether the route begins with the proxy anyway. */
  private boolean leadsTo(SipURI proxy) {
    return !call.route().isEmpty()
        && messages.uri(call.route().getFirst()) instanceof SipURI first
        && first.getHost().equalsIgnoreCase(proxy.getHost())
        && first.getPort() == proxy.getPort();
  }

  /** RFC 3261 §8.1.2: a loose router. */
  private @Nullable SipURI proxy() {
    SipDestination proxy = call.proxy();
    if (proxy == null) {
      return null;
    }
    try {
      SipURI uri = messages.addresses().createSipURI(null, proxy.uriHost());
      if (proxy.port() > 0) {
        uri.setPort(proxy.port());
      }
      SipTransport transport = proxy.transport();
      if (transport != null && transport != SipTransport.UDP) {
        uri.setTransportParam(transport.name().toLowerCase(Locale.ROOT));
      }
      uri.setLrParam();
      return uri;
    } catch (ParseException e) {
      throw new IllegalArgumentException("proxy " + proxy.host(), e);
    }
  }
}
