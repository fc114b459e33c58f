package org.talkspurt.gateway.stun;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server that tells us our address, as {@code stun:HOST:PORT} names it (RFC 7064).
 *
 * @param host name or address literal, IPv6 without brackets
 */
public record StunServer(String host, int port) {

  private static final int USUAL_PORT = 3_478;
  private static final Pattern URI =
      Pattern.compile(
          "(?i:stun):([A-Za-z0-9][A-Za-z0-9.-]{0,252}|\\[[0-9A-Fa-f:.]{2,45}])(?::([0-9]{1,5}))?");

  /** What the text names; empty if that is no STUN server. */
  public static Optional<StunServer> parse(String text) {
    Matcher parts = URI.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    int port = parts.group(2) == null ? USUAL_PORT : Integer.parseInt(parts.group(2));
    return port < 1 || port > 65_535
        ? Optional.empty()
        : Optional.of(new StunServer(parts.group(1).replaceAll("[\\[\\]]", ""), port));
  }

  @Override
  public String toString() {
    return "stun:" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
