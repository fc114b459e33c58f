package org.talkspurt.gateway.sip;

import gov.nist.javax.sip.header.Via;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.stack.SIPServerTransaction;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A call that somebody else began, from its INVITE to the final response; what follows is the
 * {@link CallDialog}'s. Confined to its {@link Strand}, so that CANCEL and 200 meet in order.
 */
final class InboundCall implements IncomingInvite, CallDialog.Beginning {

  private final SipRuntime runtime;
  private final SIPRequest invite;
  private final SIPServerTransaction inviteTransaction;
  private final InviteFacts facts;
  private final CallEvents events;
  private final Strand strand;
  private final CallDialog dialog;
  private final ReliableProvisionals provisionals;
  private final long arrivedNs;
  private final @Nullable CallDialog predecessor;

  private Runnable cancelRingTimeout = () -> {};

  /** The application has left the predecessor for this call. */
  private volatile boolean successionAccepted;

  /**
   * @param credentials for the caller's challenges; null: none
   * @param predecessor whose place the call takes; null: nobody's
   */
  InboundCall(
      SipRuntime runtime,
      SIPRequest invite,
      SIPServerTransaction inviteTransaction,
      InviteFacts facts,
      @Nullable SipCredentials credentials,
      DialogKey key,
      Executor home,
      long arrivedNs,
      @Nullable CallDialog predecessor) {
    this.runtime = runtime;
    this.invite = invite;
    this.inviteTransaction = inviteTransaction;
    this.facts = facts;
    this.events = new CallEvents(home, facts.sipCallId());
    this.strand = new Strand(runtime.pool());
    DigestClient digest = DigestClient.of(credentials);
    DialogPath path =
        DialogPath.asCalled(runtime.messages(), invite, facts, key.localTag(), digest);
    TimerRequest timer = new TimerRequest(runtime.settings().sessionTimer());
    this.dialog =
        new CallDialog(
            runtime, key, path, events, strand, this, timer, new Descriptions(null, facts.offer()));
    this.provisionals = new ReliableProvisionals(runtime, strand, this::send, this::onNoPrack);
    this.arrivedNs = arrivedNs;
    this.predecessor = predecessor;
  }

  CallDialog dialog() {
    return dialog;
  }

  /**
   * Whether an INVITE is this call's own once more, not the same call on another way (RFC 3261
   * §17.2.3). Callers of RFC 2543 give no branch.
   */
  boolean isRepeatedBy(SIPRequest other) {
    Via mine = invite.getTopmostVia();
    Via theirs = other.getTopmostVia();
    return Objects.equals(mine.getBranch(), theirs.getBranch())
        && mine.getSentBy().equals(theirs.getSentBy());
  }

  /** Shows the call to the application, on the home executor. */
  void begin(InviteListener application) {
    strand.execute(
        () ->
            cancelRingTimeout =
                runtime.schedule(runtime.settings().maxRinging(), strand, this::onRingTimeout));
    try {
      events.run(() -> application.onInvite(this), () -> reject(500, null, null));
    } catch (RejectedExecutionException e) {
      reject(503, null, Duration.ofSeconds(5));
    }
  }

  // ---- what the application asks for

  @Override
  public InviteFacts facts() {
    return facts;
  }

  @Override
  public void listen(SipDialogListener listener) {
    events.listen(listener);
  }

  @Override
  public void ring() {
    sendProvisional(() -> dialog.replies().ringing(invite));
  }

  @Override
  public void progress(String sdp) {
    sendProvisional(() -> dialog.replies().progress(invite, sdp));
  }

  private void sendProvisional(Supplier<SIPResponse> response) {
    strand.execute(
        () -> {
          if (isWaiting()) {
            doSendProvisional(response.get());
          }
        });
  }

  private void doSendProvisional(SIPResponse response) {
    // RFC 3262 §5: the first reliable response to an INVITE without an offer would have to bring
    // one; that is the 200's.
    boolean offered = facts.offer() != null;
    if (offered && OptionTags.isSupportedBy(invite, OptionTags.RELIABLE)) {
      provisionals.send(response);
    } else if (!OptionTags.isRequiredBy(invite, OptionTags.RELIABLE)) {
      send(response);
    }
  }

  private void send(SIPResponse response) {
    dialog.replies().send(inviteTransaction, response);
  }

  @Override
  public boolean isAcknowledgedBy(SIPRequest prack) {
    return provisionals.acknowledge(prack);
  }

  /** RFC 3262 §3. */
  private void onNoPrack() {
    if (isWaiting()) {
      refuse(504);
      dialog.end();
      dialog.tell(to -> to.onDialogFailed(DialogFailure.NO_PRACK));
    }
  }

  @Override
  public SipDialog accept(String sdp) {
    CallDialog replaced = predecessor;
    if (replaced != null) {
      successionAccepted = true;
      replaced.mute();
    }
    strand.execute(
        () ->
            provisionals.beforeAnswer(
                () -> {
                  doAccept(sdp);
                  if (replaced != null) {
                    replaced.bye(); // RFC 3891 §3: after the 200
                  }
                }));
    return dialog;
  }

  private void doAccept(String sdp) {
    if (!isWaiting()) {
      return;
    }
    cancelRingTimeout.run();
    provisionals.stop();
    dialog.learn(invite);
    if (!dialog.replies().answer(inviteTransaction, invite, sdp)) {
      dialog.end();
      dialog.tell(to -> to.onDialogFailed(DialogFailure.TRANSPORT));
      return;
    }
    runtime.meters().callAnswered(System.nanoTime() - arrivedNs);
    dialog.accepted(inviteTransaction, invite, facts.offer() == null);
  }

  @Override
  public void reject(int status, @Nullable String reason, @Nullable Duration retryAfter) {
    Refusal.requireFinal(status);
    Refusal refusal =
        retryAfter == null
            ? new Refusal(status, reason)
            : new Refusal(
                status, reason, "Retry-After", Long.toString(Math.max(1, retryAfter.toSeconds())));
    strand.execute(
        () -> {
          if (isWaiting()) {
            refuse(refusal);
            dialog.end();
          }
        });
  }

  private boolean isWaiting() {
    return dialog.state() == InviteState.PROCEEDING;
  }

  @Override
  public void refuse(int status) {
    refuse(new Refusal(status));
  }

  private void refuse(Refusal refusal) {
    dialog.replies().refuse(inviteTransaction, invite, refusal);
  }

  // ---- what the caller does

  /**
   * One that comes when a predecessor has been left is too late (RFC 3261 §9.2): there is nothing
   * to go back to, and the peer, who gets that 200, can end the call.
   */
  void onCancel() {
    if (isWaiting() && !successionAccepted) {
      refuse(487);
      dialog.end();
      dialog.tell(SipDialogListener::onCancelled);
    }
  }

  private void onRingTimeout() {
    if (isWaiting()) {
      refuse(480);
      dialog.end();
      dialog.tell(to -> to.onDialogFailed(DialogFailure.RING_TIMEOUT));
    }
  }

  @Override
  public void onEnd() {
    cancelRingTimeout.run();
    provisionals.stop();
    runtime.calls().remove(invite, dialog.key());
  }
}
