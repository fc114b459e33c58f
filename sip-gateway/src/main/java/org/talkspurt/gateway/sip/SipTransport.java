package org.talkspurt.gateway.sip;

/** Transports of SIP messages (RFC 3261 §18). */
public enum SipTransport {
  UDP,
  TCP,
  TLS
}
