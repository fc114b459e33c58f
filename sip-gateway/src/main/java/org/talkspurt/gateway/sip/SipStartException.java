package org.talkspurt.gateway.sip;

/** The endpoint cannot listen; the message names address, transport and setting. */
public final class SipStartException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SipStartException(String message, Throwable cause) {
    super(message, cause);
  }
}
