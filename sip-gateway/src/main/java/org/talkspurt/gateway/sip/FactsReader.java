package org.talkspurt.gateway.sip;

import gov.nist.javax.sip.header.SIPHeader;
import gov.nist.javax.sip.header.SIPHeaderList;
import gov.nist.javax.sip.message.SIPRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.sip.address.Address;
import javax.sip.address.SipURI;
import javax.sip.address.TelURL;
import javax.sip.address.URI;

/** Turns an INVITE into {@link InviteFacts}: the one place where a stranger's text is cleaned. */
final class FactsReader {

  private static final int MAX_HEADERS = 32;

  private static final Set<String> CHOSEN =
      Set.of(
          "p-asserted-identity",
          "remote-party-id",
          "diversion",
          "history-info",
          "user-agent",
          "subject");

  private FactsReader() {}

  static InviteFacts read(SIPRequest invite, SipTransport transport, InetAddress mediaAddress) {
    Address from = invite.getFrom().getAddress();
    return new InviteFacts(
        HeaderText.clean(invite.getCallId().getCallId()),
        userOf(invite.getRequestURI()),
        HeaderText.clean(invite.getRequestURI().toString()),
        userOf(from.getURI()),
        HeaderText.clean(from.getDisplayName()),
        HeaderText.clean(from.getURI().toString()),
        new InetSocketAddress(invite.getRemoteAddress(), invite.getRemotePort()),
        transport,
        mediaAddress,
        chosenHeaders(invite),
        SdpBody.of(invite));
  }

  private static String userOf(URI uri) {
    return switch (uri) {
      case SipURI sip -> HeaderText.cleanUnescaped(sip.getUser());
      case TelURL tel -> (tel.isGlobal() ? "+" : "") + HeaderText.clean(tel.getPhoneNumber());
      default -> "";
    };
  }

  private static Map<String, String> chosenHeaders(SIPRequest invite) {
    Map<String, String> chosen = new LinkedHashMap<>();
    Iterator<SIPHeader> headers = invite.getHeaders();
    while (headers.hasNext() && chosen.size() < MAX_HEADERS) {
      SIPHeader header = first(headers.next());
      String name = HeaderText.clean(header.getName()).toLowerCase(Locale.ROOT);
      if (name.startsWith("x-") || CHOSEN.contains(name)) {
        String line = header.toString();
        chosen.putIfAbsent(name, HeaderText.clean(line.substring(line.indexOf(':') + 1).strip()));
      }
    }
    return chosen;
  }

  private static SIPHeader first(SIPHeader header) {
    return header instanceof SIPHeaderList<?> list && list.getFirst() instanceof SIPHeader first
        ? first
        : header;
  }
}
