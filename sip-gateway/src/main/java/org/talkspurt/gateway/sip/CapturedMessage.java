package org.talkspurt.gateway.sip;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A SIP message that came or went.
 *
 * @param at when
 * @param callId its Call-ID; empty if it has none
 * @param text whole, as the stack has understood it; with whatever secrets are in it
 */
public record CapturedMessage(
    InetSocketAddress source,
    InetSocketAddress destination,
    SipTransport transport,
    Instant at,
    String callId,
    String text) {

  /** Headers with digest answers, and SDP lines with keys (RFC 4568, RFC 4567), by their names. */
  private static final Pattern SECRET =
      Pattern.compile(
          "(?im)^((?:proxy-)?authorization[ \\t]*:|a=(?:crypto|key-mgmt)[ \\t]*:|k=)(.*)$");

  /** The same message with asterisks for secrets: no length changes. */
  public CapturedMessage withoutSecrets() {
    Matcher secrets = SECRET.matcher(text);
    String blanked =
        secrets.replaceAll(
            found ->
                Matcher.quoteReplacement(found.group(1) + "*".repeat(found.group(2).length())));
    return new CapturedMessage(source, destination, transport, at, callId, blanked);
  }

  /** Neither numbers nor secrets. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%s %s -> %s", transport, source, destination);
  }
}
