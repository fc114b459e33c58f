package org.talkspurt.gateway.sip;

import gov.nist.javax.sip.header.SIPHeader;
import gov.nist.javax.sip.header.SIPHeaderList;
import gov.nist.javax.sip.header.ims.PAssertedIdentityHeader;
import gov.nist.javax.sip.header.ims.PCalledPartyIDHeader;
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
import org.jspecify.annotations.Nullable;

/** Turns an INVITE into {@link InviteFacts}: the one place where a stranger's text is cleaned. */
final class FactsReader {

  /** More than these are not looked at. */
  private static final int MAX_HEADERS = 32;

  private static final Set<String> IDENTITY =
      Set.of("diversion", "p-asserted-identity", "remote-party-id");

  private FactsReader() {}

  static InviteFacts read(
      SIPRequest invite,
      SipTransport transport,
      InetAddress mediaAddress,
      @Nullable CallerAccount account,
      Set<String> accountNames) {
    Address from = invite.getFrom().getAddress();
    return new InviteFacts(
        HeaderText.clean(invite.getCallId().getCallId()),
        userOf(invite.getRequestURI()),
        dialled(invite, accountNames),
        userOf(from.getURI()),
        HeaderText.clean(from.getDisplayName()),
        assertedUser(invite),
        headers(invite),
        new InetSocketAddress(invite.getRemoteAddress(), invite.getRemotePort()),
        account == null ? null : account.trunk(),
        transport,
        mediaAddress,
        SdpBody.of(invite));
  }

  /**
   * A registrar sends a call to where the account is; the number stands in P-Called-Party-ID (RFC
   * 7315 §4.2), else in To.
   */
  private static String dialled(SIPRequest invite, Set<String> accountNames) {
    String called = userOf(invite.getRequestURI());
    if (!accountNames.contains(called)) {
      return called;
    }
    String number =
        invite.getHeader(PCalledPartyIDHeader.NAME) instanceof PCalledPartyIDHeader party
            ? userOf(party.getAddress().getURI())
            : userOf(invite.getTo().getAddress().getURI());
    return number.isEmpty() ? called : number;
  }

  private static String assertedUser(SIPRequest invite) {
    return invite.getHeader(PAssertedIdentityHeader.NAME)
            instanceof PAssertedIdentityHeader asserted
        ? userOf(asserted.getAddress().getURI())
        : "";
  }

  private static Map<String, String> headers(SIPRequest invite) {
    var headers = new LinkedHashMap<String, String>();
    Iterator<SIPHeader> all = invite.getHeaders();
    while (all.hasNext() && headers.size() < MAX_HEADERS) {
      SIPHeader header = all.next();
      String name = header.getName().toLowerCase(Locale.ROOT);
      if (IDENTITY.contains(name) || name.startsWith("x-")) {
        headers.putIfAbsent(
            HeaderText.clean(name), HeaderText.clean(firstOf(header).getHeaderValue()));
      }
    }
    return Map.copyOf(headers);
  }

  private static SIPHeader firstOf(SIPHeader header) {
    return header instanceof SIPHeaderList<?> list && !list.isEmpty()
        ? (SIPHeader) list.getFirst()
        : header;
  }

  private static String userOf(URI uri) {
    return switch (uri) {
      case SipURI sip -> HeaderText.cleanUnescaped(withoutParameters(sip.getUser()));
      case TelURL tel -> (tel.isGlobal() ? "+" : "") + HeaderText.clean(tel.getPhoneNumber());
      default -> "";
    };
  }

  /** A number may bring parameters with it (RFC 3261 §19.1.6): {@code +15550100;npdi}. */
  private static @Nullable String withoutParameters(@Nullable String user) {
    return user == null || user.indexOf(';') < 0 ? user : user.substring(0, user.indexOf(';'));
  }
}
