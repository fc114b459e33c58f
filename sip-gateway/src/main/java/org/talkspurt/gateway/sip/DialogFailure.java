package org.talkspurt.gateway.sip;

/** Why a call ended although nobody hung up. */
public enum DialogFailure {
  /** No ACK within 64 × T1 after the 200 (RFC 3261 §13.3.1.4). */
  NO_ACK,
  /** No PRACK within 64 × T1 after a reliable response (RFC 3262 §3). */
  NO_PRACK,
  /** A response could not be sent: the connection is gone or the address does not route. */
  TRANSPORT,
  /** A request of ours in the dialog got 408, 481 or no response at all (RFC 3261 §12.2.1.2). */
  PEER_GONE,
  /** Nobody refreshed the session before it ran out (RFC 4028 §10). */
  EXPIRED,
  /** Nobody answered or rejected the INVITE in time (RFC 3261 §13.3.1.1 lets proxies give up). */
  RING_TIMEOUT,
  /** The listener threw: a bug; the peer gets a BYE. */
  INTERNAL_ERROR
}
