package org.talkspurt.gateway.call;

/** What is done with comfort noise (RFC 3389) where a peer knows it. */
public enum ComfortNoise {
  /** It is neither offered nor agreed on. */
  OFF,
  /** The peer may send it; we send silence, which keeps bindings of routers and peers alive. */
  RECEIVE,
  /** As well we. */
  BOTH
}
