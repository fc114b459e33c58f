package org.talkspurt.gateway.sip;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a registration stands.
 *
 * @param lastStatus of the last REGISTER: 408 when nothing answered, 503 when nobody could be
 *     reached; 0 before the first
 * @param expires when the binding ends unless it is refreshed; null while there is none
 * @param contact where the registrar sends calls; empty while there is no binding
 */
public record RegistrationStatus(
    State state, int lastStatus, @Nullable Instant expires, String contact) {

  /** States of a registration. */
  public enum State {
    /** Under way, or about to be tried again. */
    REGISTERING,
    REGISTERED,
    /** Refused, or nobody answers; tried again later. */
    FAILED,
    /** Given up on purpose. */
    UNREGISTERED
  }
}
