package org.talkspurt.rtp.crypto;

/** Who begins (RFC 5763 §5). */
public enum DtlsRole {
  /** Begins: a=setup:active. */
  CLIENT,
  /** Waits: a=setup:passive. */
  SERVER
}
