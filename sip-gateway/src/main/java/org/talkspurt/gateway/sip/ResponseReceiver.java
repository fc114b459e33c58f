package org.talkspurt.gateway.sip;

import gov.nist.javax.sip.message.SIPResponse;
import org.jspecify.annotations.Nullable;

/** Whose request a response answers. */
interface ResponseReceiver {

  /** Hands a message of the peer to the receiver's strand; what is too much is counted and lost. */
  void receive(Runnable task);

  /**
   * A response to a request of ours. On the strand.
   *
   * @param response null when none came in time
   */
  void onResponse(String method, int status, @Nullable SIPResponse response);
}
