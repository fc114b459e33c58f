package org.talkspurt.gateway.sip;

import gov.nist.javax.sip.message.SIPMessage;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Locale;
import javax.sip.header.ViaHeader;
import org.jspecify.annotations.Nullable;

/** Makes copies of the stack's messages. */
final class MessageCopy {
  /** Where the stack knows of no other address than "all". */
  private static final LocalAddresses LOCAL =
      new LocalAddresses(InetAddress.ofLiteral("0.0.0.0"), AdvertisedAddress.NONE);

  private MessageCopy() {}

  /**
   * @param from {@code address:port}, as is {@code to}
   * @return null where it is not known between whom it went
   */
  static @Nullable CapturedMessage of(SIPMessage message, String from, String to) {
    InetSocketAddress source = address(from);
    InetSocketAddress destination = address(to);
    if (source == null || destination == null) {
      return null;
    }
    source = besides(destination, source);
    destination = besides(source, destination);
    boolean alike =
        source.getAddress().getAddress().length == destination.getAddress().getAddress().length;
    String callId = message.getCallId() == null ? "" : message.getCallId().getCallId();
    return alike
        ? new CapturedMessage(
            source, destination, transport(message), Instant.now(), callId, message.toString())
        : null;
  }

  private static InetSocketAddress besides(InetSocketAddress peer, InetSocketAddress ours) {
    return ours.getAddress().isAnyLocalAddress()
        ? new InetSocketAddress(LOCAL.toward(peer.getAddress()), ours.getPort())
        : ours;
  }

  static @Nullable InetSocketAddress address(String text) {
    int colon = text.lastIndexOf(':');
    try {
      return new InetSocketAddress(
          InetAddress.ofLiteral(SipMessages.withoutBrackets(text.substring(0, Math.max(0, colon)))),
          Integer.parseInt(text.substring(colon + 1)));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static SipTransport transport(SIPMessage message) {
    ViaHeader via = message.getTopmostVia();
    return switch (via == null ? "" : via.getTransport().toUpperCase(Locale.ROOT)) {
      case "TCP" -> SipTransport.TCP;
      case "TLS" -> SipTransport.TLS;
      default -> SipTransport.UDP;
    };
  }
}
