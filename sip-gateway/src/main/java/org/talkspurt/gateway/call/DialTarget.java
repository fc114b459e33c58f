package org.talkspurt.gateway.call;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.talkspurt.gateway.sip.DialString;
import org.talkspurt.gateway.sip.SipDestination;

/** Whom to call; its text can end no header and start no other one. */
public sealed interface DialTarget {

  /** For people who got it wrong. */
  String EXPECTED = "a number (digits, *, # and a leading +, at most 32) or sip:USER@HOST[:PORT]";

  /** A number at the trunk's domain. */
  record PhoneNumber(String digits) implements DialTarget {}

  /**
   * A SIP URI.
   *
   * @param host in lower case, IPv6 without brackets
   * @param port 0: none is named
   */
  record Uri(String uri, String user, String host, int port) implements DialTarget {}

  /** Reads a target; empty if it is none. */
  static Optional<DialTarget> parse(String text) {
    if (DialString.isOne(text)) {
      return Optional.of(new PhoneNumber(text));
    }
    Matcher uri = Patterns.URI.matcher(text);
    if (!uri.matches() || (uri.group(3) != null && !isPort(uri.group(3)))) {
      return Optional.empty();
    }
    int port = uri.group(3) == null ? 0 : Integer.parseInt(uri.group(3));
    String host = uri.group(2).toLowerCase(Locale.ROOT).replace("[", "").replace("]", "");
    return Optional.of(new Uri(text, uri.group(1), host, port));
  }

  private static boolean isPort(String digits) {
    int port = Integer.parseInt(digits);
    return port > 0 && port < 65_536;
  }

  /** User part or number, for the record. */
  default String user() {
    return switch (this) {
      case PhoneNumber(String digits) -> digits;
      case Uri(_, String user, _, _) -> user;
    };
  }

  /** The request URI at a trunk's domain. */
  default String uri(SipDestination domain) {
    return switch (this) {
      case PhoneNumber(String digits) -> {
        String port = domain.port() > 0 ? ":" + domain.port() : "";
        yield DialString.uri(digits, domain.uriHost() + port);
      }
      case Uri(String uri, _, _, _) -> uri;
    };
  }

  /** What is taken. */
  final class Patterns {
    private static final Pattern URI =
        Pattern.compile(
            "sip:([A-Za-z0-9+*._~!$&'()=-]{1,64})"
                + "@([A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?|\\[[0-9A-Fa-f:.]{2,45}])"
                + "(?::([0-9]{1,5}))?");

    private Patterns() {}
  }
}
