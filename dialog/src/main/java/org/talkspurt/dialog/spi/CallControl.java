package org.talkspurt.dialog.spi;

/** What a conversation may do to its call. Home loop only. */
public interface CallControl {

  /** Ends the call with a BYE; the conversation asks only after its last word was played. */
  void hangUp();

  /**
   * Hands the caller over to somebody else (blind transfer, RFC 3515). The outcome is reported to
   * the conversation as an event.
   *
   * @param target SIP URI from the agent file, never from what a caller said
   */
  void transfer(String target);
}
