package org.talkspurt.gateway.sip;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.stack.SIPServerTransaction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The blind transfers of one call, one after the other. Confined to the call's strand. */
final class Transfers {

  private static final int PENDING = 491;

  private final SipRuntime runtime;
  private final Strand strand;
  private final DialogPath path;
  private final Replies replies;
  private final Consumer<ReferResult> onResult;
  private @Nullable Transfer last;

  Transfers(
      SipRuntime runtime,
      Strand strand,
      DialogPath path,
      Replies replies,
      Consumer<ReferResult> onResult) {
    this.runtime = runtime;
    this.strand = strand;
    this.path = path;
    this.replies = replies;
    this.onResult = onResult;
  }

  boolean isPending() {
    return last != null && !last.isDone();
  }

  /**
   * Begins one.
   *
   * @param possible whether the call stands
   * @param owner gets the responses
   */
  void refer(String targetUri, boolean possible, ResponseReceiver owner) {
    if (!possible || isPending()) {
      onResult.accept(new ReferResult.Failed(PENDING));
      return;
    }
    Transfer started = new Transfer(runtime, strand, targetUri, onResult);
    last = started;
    started.send(path, owner);
  }

  /** The REFER was challenged, and its answer is known. */
  void sendAgain(ResponseReceiver owner) {
    if (last != null) {
      last.send(path, owner);
    }
  }

  void onResponse(String method, int status) {
    Transfer transfer = last;
    if (method.equals("REFER") && transfer != null) {
      transfer.onResponse(status);
    }
  }

  void onNotify(SIPServerTransaction transaction, SIPRequest notify) {
    Transfer transfer = last;
    if (transfer == null || !Transfer.isReferEvent(notify)) {
      replies.refuse(transaction, notify, new Refusal(481, "Subscription Does Not Exist"));
      return;
    }
    replies.ok(transaction, notify);
    transfer.onNotify(notify);
  }

  /** The peer hung up. */
  void onBye() {
    if (last != null) {
      last.onBye();
    }
  }

  /** The call is over: no timer stays behind. */
  void end() {
    if (last != null) {
      last.stopWaiting();
    }
  }
}
