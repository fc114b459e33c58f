package org.talkspurt.gateway.sip;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.stack.HopImpl;
import java.net.InetAddress;
import java.text.ParseException;
import java.util.UUID;
import javax.sip.InvalidArgumentException;
import javax.sip.address.Address;
import javax.sip.address.SipURI;
import javax.sip.address.URI;
import org.jspecify.annotations.Nullable;

/**
 * The requests of one registration (RFC 3261 §10.2): all have the same Call-ID and tag, each a new
 * number.
 */
final class RegisterBuilder {

  private static final int MAX_FORWARDS = 70;

  private final SipMessages messages;
  private final Address addressOfRecord;
  private final SipURI registrar;
  private final String callId = UUID.randomUUID().toString();
  private final String tag = UUID.randomUUID().toString().substring(0, 8);
  private long sequence;

  /**
   * @throws IllegalArgumentException if user name and domain make no address
   */
  RegisterBuilder(SipMessages messages, String username, String domain) {
    this.messages = messages;
    try {
      addressOfRecord =
          messages.addresses().createAddress(messages.addresses().createSipURI(username, domain));
      registrar = messages.addresses().createSipURI(null, domain);
    } catch (ParseException e) {
      throw new IllegalArgumentException("no address: " + username + " at " + domain, e);
    }
  }

  /** Our contact by this hop, seen from it as {@code address}. */
  SipURI contact(InetAddress address, SipTransport transport) {
    SipURI contact = messages.contactUri(address, transport);
    try {
      contact.setUser(((SipURI) addressOfRecord.getURI()).getUser());
    } catch (ParseException e) {
      throw new IllegalStateException("the address of record has the same user", e);
    }
    return contact;
  }

  /**
   * A REGISTER.
   *
   * @param expiresS 0 ends the binding
   * @param former another contact of ours, whose binding ends (RFC 3261 §10.2.2); null: none
   */
  SIPRequest register(
      NextHop hop, InetAddress local, SipURI contact, long expiresS, @Nullable SipURI former) {
    SIPRequest register = request("REGISTER", registrar, hop, local);
    register.setHeader(messages.contactHeader(contact));
    if (former != null) {
      SipMessages.addHeader(register, "Contact", "<" + former + ">;expires=0");
    }
    SipMessages.addHeader(register, "Expires", Long.toString(expiresS));
    SipMessages.addHeader(register, "Supported", "path"); // RFC 3327
    SipMessages.addHeader(register, "Allow", SipMethods.ALLOW);
    return register;
  }

  SIPRequest options(NextHop hop, InetAddress local) {
    return request("OPTIONS", registrar, hop, local);
  }

  private SIPRequest request(String method, URI target, NextHop hop, InetAddress local) {
    SIPRequest request = new SIPRequest();
    sequence++;
    try {
      request.setMethod(method);
      request.setRequestURI(target);
      request.setCallId(
          messages
              .headers()
              .createCallIdHeader(method.equals("OPTIONS") ? callId + "-options" : callId));
      request.setCSeq(messages.headers().createCSeqHeader(sequence, method));
      request.setFrom(messages.headers().createFromHeader(addressOfRecord, tag));
      request.setTo(messages.headers().createToHeader(addressOfRecord, null));
      request.setMaxForwards(messages.headers().createMaxForwardsHeader(MAX_FORWARDS));
    } catch (ParseException | InvalidArgumentException e) {
      throw new IllegalStateException("parts that were checked do not fit", e);
    }
    request.setHeader(messages.via(local, hop.transport().name()));
    request.setApplicationData(
        new HopImpl(
            hop.address().getAddress().getHostAddress(),
            hop.address().getPort(),
            hop.transport().name()));
    return request;
  }
}
