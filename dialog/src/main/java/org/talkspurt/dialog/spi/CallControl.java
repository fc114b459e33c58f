package org.talkspurt.dialog.spi;

/** What a conversation may do to its call. Home loop only. */
public interface CallControl {

  /** Ends the call with a BYE; the conversation asks only after its last word was played. */
  void hangUp();

  /**
   * Hands the caller over to somebody else (RFC 3515), perhaps after telling that person why (RFC
   * 5589 §7). The outcome is reported to the conversation as an event.
   */
  void transfer(TransferOrder order);
}
