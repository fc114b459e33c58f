package org.talkspurt.gateway.sip;

import gov.nist.javax.sip.message.SIPRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import javax.sip.address.Address;
import javax.sip.address.SipURI;
import javax.sip.address.TelURL;
import javax.sip.address.URI;

/** Turns an INVITE into {@link InviteFacts}: the one place where a stranger's text is cleaned. */
final class FactsReader {

  private FactsReader() {}

  static InviteFacts read(SIPRequest invite, SipTransport transport, InetAddress mediaAddress) {
    Address from = invite.getFrom().getAddress();
    return new InviteFacts(
        HeaderText.clean(invite.getCallId().getCallId()),
        userOf(invite.getRequestURI()),
        userOf(from.getURI()),
        HeaderText.clean(from.getDisplayName()),
        new InetSocketAddress(invite.getRemoteAddress(), invite.getRemotePort()),
        transport,
        mediaAddress,
        SdpBody.of(invite));
  }

  private static String userOf(URI uri) {
    return switch (uri) {
      case SipURI sip -> HeaderText.cleanUnescaped(sip.getUser());
      case TelURL tel -> (tel.isGlobal() ? "+" : "") + HeaderText.clean(tel.getPhoneNumber());
      default -> "";
    };
  }
}
