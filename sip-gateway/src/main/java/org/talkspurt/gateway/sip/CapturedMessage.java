package org.talkspurt.gateway.sip;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Locale;

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

  /** The same message with asterisks for secrets: no length changes. */
  public CapturedMessage withoutSecrets() {
    return new CapturedMessage(source, destination, transport, at, callId, SipSecrets.hidden(text));
  }

  /** Neither numbers nor secrets. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%s %s -> %s", transport, source, destination);
  }
}
