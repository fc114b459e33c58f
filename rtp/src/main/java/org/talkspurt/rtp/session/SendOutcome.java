package org.talkspurt.rtp.session;

/** What became of an RTP packet to be sent. */
public enum SendOutcome {
  SENT,
  /** The network did not take it. */
  FAILED
}
