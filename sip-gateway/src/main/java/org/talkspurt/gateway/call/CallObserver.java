package org.talkspurt.gateway.call;

/** Told of calls' beginnings and ends; called on their home loops, must not block. */
public interface CallObserver {

  void began();

  /** A call that had begun is over; its record is complete. */
  void ended(CallRecord call);

  /** An INVITE was refused before it became a call. */
  void refused(int status);
}
