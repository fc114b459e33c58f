package org.talkspurt.gateway.sip;

/** Who refreshes a session, seen from the request that says so (RFC 4028 §4). */
enum Refresher {
  /** Not said. */
  UNSAID,
  /** Who sent the request. */
  UAC,
  /** Who answers it. */
  UAS
}
