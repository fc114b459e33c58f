package org.talkspurt.gateway.sip;

import gov.nist.javax.sip.message.SIPRequest;
import java.net.InetAddress;
import java.text.ParseException;
import java.util.UUID;
import javax.sip.address.Address;
import javax.sip.address.SipURI;
import javax.sip.header.CallIdHeader;
import org.jspecify.annotations.Nullable;

/**
 * The requests of one registration (RFC 3261 §10.2): all have the same Call-ID and tag, each a new
 * number.
 */
final class RegisterBuilder {

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
    SIPRequest register = request("REGISTER", callId, hop, local);
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
    return request("OPTIONS", callId + "-options", hop, local);
  }

  private SIPRequest request(String method, String id, NextHop hop, InetAddress local) {
    try {
      CallIdHeader callIdHeader = messages.headers().createCallIdHeader(id);
      return messages.request(
          method,
          ++sequence,
          registrar,
          new RequestParties(callIdHeader, addressOfRecord, tag, addressOfRecord, null),
          local,
          hop.toHop());
    } catch (ParseException e) {
      throw new IllegalStateException("our own Call-ID", e);
    }
  }
}
