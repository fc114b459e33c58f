package org.talkspurt.gateway.sip;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.stack.HopImpl;
import java.text.ParseException;
import java.util.Locale;
import javax.sip.InvalidArgumentException;
import javax.sip.address.Address;
import javax.sip.address.SipURI;
import javax.sip.header.CallIdHeader;
import org.jspecify.annotations.Nullable;

/**
 * The INVITEs of one call of ours (RFC 3261 §8.1.1, §13.2.1): the same call and caller, a new
 * number each.
 */
final class InviteBuilder {

  private static final int MAX_FORWARDS = 70;

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
    SIPRequest invite = new SIPRequest();
    sequence++;
    try {
      invite.setMethod("INVITE");
      invite.setRequestURI(target);
      invite.setCallId(callId);
      invite.setCSeq(messages.headers().createCSeqHeader(sequence, "INVITE"));
      invite.setFrom(messages.headers().createFromHeader(from, localTag));
      invite.setTo(
          messages.headers().createToHeader(messages.addresses().createAddress(target), null));
      invite.setMaxForwards(messages.headers().createMaxForwardsHeader(MAX_FORWARDS));
    } catch (ParseException | InvalidArgumentException e) {
      throw new IllegalStateException("parts that were checked do not fit", e);
    }
    invite.setHeader(messages.via(call.localAddress(), hop.transport().name()));
    invite.setHeader(
        messages.contactHeader(messages.contactUri(call.localAddress(), hop.transport())));
    SipMessages.addHeader(invite, "Allow", SipMethods.ALLOW);
    SipURI proxy = proxy();
    if (proxy != null) {
      invite.setHeader(
          messages.headers().createRouteHeader(messages.addresses().createAddress(proxy)));
    }
    SipMessages.setSdp(invite, call.offer());
    invite.setApplicationData(hop(hop));
    return invite;
  }

  /** RFC 3261 §8.1.2: a loose router. */
  private @Nullable SipURI proxy() {
    SipDestination proxy = call.proxy();
    if (proxy == null) {
      return null;
    }
    try {
      String host = proxy.host().contains(":") ? "[" + proxy.host() + "]" : proxy.host();
      SipURI uri = messages.addresses().createSipURI(null, host);
      if (proxy.port() > 0) {
        uri.setPort(proxy.port());
      }
      if (proxy.transport() != SipTransport.UDP) {
        uri.setTransportParam(proxy.transport().name().toLowerCase(Locale.ROOT));
      }
      uri.setLrParam();
      return uri;
    } catch (ParseException e) {
      throw new IllegalArgumentException("proxy " + proxy.host(), e);
    }
  }

  static HopImpl hop(NextHop hop) {
    return new HopImpl(
        hop.address().getAddress().getHostAddress(),
        hop.address().getPort(),
        hop.transport().name());
  }
}
