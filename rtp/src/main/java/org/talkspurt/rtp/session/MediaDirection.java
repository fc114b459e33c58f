package org.talkspurt.rtp.session;

/** Which way media flows, in the words of SDP (RFC 4566 §6) and as seen from here. */
public enum MediaDirection {
  SENDRECV(true, true),
  /** The peer listens only. */
  SENDONLY(true, false),
  /** The peer put us on hold and talks on, e.g. with music. */
  RECVONLY(false, true),
  INACTIVE(false, false);

  private final boolean sends;
  private final boolean receives;

  MediaDirection(boolean sends, boolean receives) {
    this.sends = sends;
    this.receives = receives;
  }

  /** Whether we send RTP. */
  public boolean sends() {
    return sends;
  }

  /** Whether RTP from the peer is heard. */
  public boolean receives() {
    return receives;
  }
}
