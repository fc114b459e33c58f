package org.talkspurt.gateway.sip;

import gov.nist.javax.sip.message.SIPRequest;
import java.util.function.Consumer;
import javax.sip.SipException;
import javax.sip.address.Hop;
import org.jspecify.annotations.Nullable;

/**
 * The ACK to a 2xx, which is sent again whenever that is repeated (RFC 3261 §13.2.2.4). Confined to
 * the call's strand.
 */
final class Acknowledgement {

  private final SipRuntime runtime;
  private final SIPRequest ack;

  private Acknowledgement(SipRuntime runtime, SIPRequest ack) {
    this.runtime = runtime;
    this.ack = ack;
  }

  /**
   * Sends the ACK to the first hop that takes it.
   *
   * @param sequence of the INVITE
   * @param completion adds what else the ACK holds
   * @return null: the path leads nowhere
   */
  static @Nullable Acknowledgement send(
      SipRuntime runtime, DialogPath path, long sequence, Consumer<SIPRequest> completion) {
    Acknowledgement last = null;
    for (Hop hop : path.hops()) {
      SIPRequest ack = path.request("ACK", sequence, hop);
      completion.accept(ack);
      last = new Acknowledgement(runtime, ack);
      if (last.send()) {
        break;
      }
    }
    return last;
  }

  /** Whether it is to the INVITE of this number. */
  boolean isFor(long sequence) {
    return ack.getCSeq().getSeqNumber() == sequence;
  }

  /** The 2xx came again. */
  void repeat() {
    send();
  }

  private boolean send() {
    try {
      runtime.provider().sendRequest(ack);
      return true;
    } catch (SipException e) {
      return false; // a repeated 2xx asks for it once more
    }
  }
}
