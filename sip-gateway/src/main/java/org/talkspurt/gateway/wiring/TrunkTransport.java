package org.talkspurt.gateway.wiring;

import org.jspecify.annotations.Nullable;
import org.talkspurt.gateway.sip.SipTransport;

/** What a trunk's requests go over. */
enum TrunkTransport {
  UDP(SipTransport.UDP),
  TCP(SipTransport.TCP),
  TLS(SipTransport.TLS),
  /** What the trunk's domain likes best. */
  AUTO(null);

  private final @Nullable SipTransport given;

  TrunkTransport(@Nullable SipTransport given) {
    this.given = given;
  }

  /** Null: the domain decides. */
  @Nullable SipTransport given() {
    return given;
  }
}
