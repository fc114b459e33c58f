package org.talkspurt.gateway.sdp;

/** Whether media are encrypted. */
public enum EncryptionPolicy {
  /** Never. */
  OFF,
  /** If the peer can. */
  PREFER,
  /** Or there is no call. */
  REQUIRE
}
