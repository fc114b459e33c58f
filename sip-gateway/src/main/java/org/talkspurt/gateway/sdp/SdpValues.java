package org.talkspurt.gateway.sdp;

import java.net.InetAddress;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the small values of session descriptions, each within its range. */
final class SdpValues {

  private static final Pattern SPACE = Pattern.compile(" +");

  private static final Pattern TOKEN = Pattern.compile("[!#-'*+\\-.0-9A-Z^-~]{1,64}");
  private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
  private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]{2,45}");

  private SdpValues() {}

  /** The fields of a line, which spaces separate. */
  static String[] fields(String line) {
    return SPACE.split(line, -1);
  }

  /** A decimal number of at most nine digits between the bounds. */
  static int number(String text, int min, int max, String what) throws SdpSyntaxException {
    boolean digits = !text.isEmpty() && text.length() <= 9;
    for (int i = 0; digits && i < text.length(); i++) {
      digits = text.charAt(i) >= '0' && text.charAt(i) <= '9';
    }
    int number = digits ? Integer.parseInt(text) : -1;
    if (number < min || number > max) {
      throw new SdpSyntaxException(what + " is not a number from " + min + " to " + max);
    }
    return number;
  }

  /** A token of RFC 8866 §9, with slashes where they separate tokens. */
  static String token(String text, String what) throws SdpSyntaxException {
    for (String part : text.split("/", -1)) {
      if (!TOKEN.matcher(part).matches()) {
        throw new SdpSyntaxException(what + " is no token");
      }
    }
    return text;
  }

  /**
   * The address of a c-line value.
   *
   * @return null for a name: looking it up would block, and nobody's phone sends one
   */
  static @Nullable InetAddress connection(String value) throws SdpSyntaxException {
    String[] fields = fields(value);
    if (fields.length != 3 || !fields[0].equals("IN")) {
      throw new SdpSyntaxException("a c-line that is not IN and an address");
    }
    int suffix = fields[2].indexOf('/'); // TTL of a multicast address
    return address(fields[1], suffix < 0 ? fields[2] : fields[2].substring(0, suffix));
  }

  static @Nullable InetAddress address(String type, String text) throws SdpSyntaxException {
    boolean literal =
        switch (type) {
          case "IP4" -> IPV4.matcher(text).matches();
          case "IP6" -> text.indexOf(':') >= 0 && IPV6.matcher(text).matches();
          default -> throw new SdpSyntaxException("an address type other than IP4 and IP6");
        };
    if (!literal) {
      return null;
    }
    try {
      return InetAddress.ofLiteral(text);
    } catch (IllegalArgumentException e) {
      throw new SdpSyntaxException("an impossible address");
    }
  }

  /** Whether {@code rcvr-rtt=all voip-metrics} has the latter (RFC 3611 §5.1). */
  static boolean asksForVoipMetrics(String formats) {
    return List.of(fields(formats)).contains("voip-metrics");
  }

  static @Nullable MediaDirection direction(String attribute) {
    return switch (attribute) {
      case "sendrecv" -> MediaDirection.SENDRECV;
      case "sendonly" -> MediaDirection.SENDONLY;
      case "recvonly" -> MediaDirection.RECVONLY;
      case "inactive" -> MediaDirection.INACTIVE;
      default -> null;
    };
  }
}
