package org.talkspurt.gateway.sip;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import javax.sip.ClientTransaction;
import javax.sip.SipException;
import org.jspecify.annotations.Nullable;

/**
 * One INVITE transaction of ours, and its CANCEL (RFC 3261 §9.1, §17.1.1). Confined to the call's
 * strand.
 */
final class InviteAttempt implements ResponseReceiver {

  /** Whose INVITE it is. */
  interface Owner {

    /** Hands a message of the peer to the strand. */
    void receive(Runnable task);

    /** 100 to 199. */
    void onProvisional(SIPResponse response);

    /** A 2xx, perhaps not the first. */
    void onAnswer(SIPResponse response);

    /**
     * The transaction is over without an answer.
     *
     * @param response null: none came
     */
    void onFailure(InviteAttempt attempt, @Nullable SIPResponse response);
  }

  /** Does not want to know. */
  static final ResponseReceiver NOBODY =
      new ResponseReceiver() {
        @Override
        public void receive(Runnable task) {}

        @Override
        public void onResponse(String method, int status, @Nullable SIPResponse response) {}
      };

  private final SipRuntime runtime;
  private final Strand strand;
  private final Owner owner;
  private final SIPRequest invite;
  private @Nullable ClientTransaction transaction;
  private Runnable cancelPatience = () -> {};
  private boolean proceeding;
  private boolean cancelWanted;
  private boolean over;

  InviteAttempt(SipRuntime runtime, Strand strand, Owner owner, SIPRequest invite) {
    this.runtime = runtime;
    this.strand = strand;
    this.owner = owner;
    this.invite = invite;
  }

  SIPRequest invite() {
    return invite;
  }

  /** Whether any response came. */
  boolean wasHeard() {
    return proceeding;
  }

  boolean isOver() {
    return over;
  }

  /** Sends the INVITE; false if it could not be. */
  boolean send() {
    transaction = runtime.start(invite, this);
    over = transaction == null;
    return !over;
  }

  /**
   * Gives up: with a CANCEL, as soon as a provisional response allows it. {@link Owner#onFailure}
   * or, if the two crossed, {@link Owner#onAnswer} follows.
   */
  void cancel() {
    if (!over && !cancelWanted) {
      cancelWanted = true;
      if (proceeding) {
        sendCancel();
      }
    }
  }

  private void sendCancel() {
    // §9.1: a peer that knows no CANCEL may never answer.
    cancelPatience = runtime.schedule(runtime.patience(), strand, this::stopWaiting);
    ClientTransaction open = transaction;
    if (open != null) {
      try {
        SIPRequest cancel = (SIPRequest) open.createCancel();
        cancel.setApplicationData(invite.getApplicationData());
        runtime.start(cancel, NOBODY);
      } catch (SipException e) {
        throw new IllegalStateException("an INVITE can be cancelled", e);
      }
    }
  }

  private void stopWaiting() {
    ClientTransaction open = transaction;
    if (!over && open != null) {
      SipRuntime.terminate(open);
      fail(null);
    }
  }

  @Override
  public void receive(Runnable task) {
    owner.receive(task);
  }

  @Override
  public void onResponse(String method, int status, @Nullable SIPResponse response) {
    if (response != null && status >= 200 && status < 300) {
      finish();
      owner.onAnswer(response);
    } else if (over) {
      return; // the stack has seen to its ACK
    } else if (response != null && status < 200) {
      boolean first = !proceeding;
      proceeding = true;
      if (cancelWanted && first) {
        sendCancel();
      }
      if (!cancelWanted) {
        owner.onProvisional(response);
      }
    } else {
      fail(response);
    }
  }

  private void fail(@Nullable SIPResponse response) {
    finish();
    owner.onFailure(this, response);
  }

  private void finish() {
    over = true;
    cancelPatience.run();
  }
}
