package org.talkspurt.gateway.sip;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.stack.SIPServerTransaction;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import javax.sip.ServerTransaction;
import javax.sip.address.SipURI;
import javax.sip.address.TelURL;
import javax.sip.address.URI;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A call from its INVITE to its end. Confined to its {@link Strand}: what the stack reports and
 * what the application asks for come in there, one after the other, so that CANCEL and 200, BYE and
 * BYE meet in order. What happens goes out on the home executor.
 */
final class InboundCall implements IncomingInvite, SipDialog {

  private static final Logger LOG = LoggerFactory.getLogger(InboundCall.class);

  private final SipRuntime runtime;
  private final SIPRequest invite;
  private final SIPServerTransaction inviteTransaction;
  private final InviteFacts facts;
  private final DialogKey key;
  private final DialogPath path;
  private final CallEvents events;
  private final Strand strand;
  private final Replies replies;
  private final Reinvites reinvites;
  private final long arrivedNs;

  private InviteState state = InviteState.PROCEEDING;
  private Runnable cancelRingTimeout = () -> {};
  private @Nullable PendingAck pendingAck;
  private @Nullable Transfer transfer;
  private boolean byeWanted;

  InboundCall(
      SipRuntime runtime,
      SIPRequest invite,
      SIPServerTransaction inviteTransaction,
      InviteFacts facts,
      DialogKey key,
      Executor home,
      long arrivedNs) {
    this.runtime = runtime;
    this.invite = invite;
    this.inviteTransaction = inviteTransaction;
    this.facts = facts;
    this.key = key;
    this.path = new DialogPath(runtime.messages(), invite, facts, key.localTag());
    this.events = new CallEvents(home, facts.sipCallId());
    this.strand = new Strand(runtime.pool());
    this.replies = new Replies(runtime, path, key.localTag(), facts.sipCallId());
    this.reinvites =
        new Reinvites(
            runtime,
            strand,
            replies,
            path,
            (transaction, request) -> awaitAck(transaction, request, !SdpBody.hasContent(request)));
    this.arrivedNs = arrivedNs;
  }

  DialogKey key() {
    return key;
  }

  /** Whether an INVITE is this call's own once more, not the same call on another way. */
  boolean isRepeatedBy(SIPRequest other) {
    String branch = invite.getTopmostVia().getBranch();
    return branch != null && branch.equals(other.getTopmostVia().getBranch());
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
    strand.execute(
        () -> {
          if (state == InviteState.PROCEEDING) {
            replies.ringing(inviteTransaction, invite);
          }
        });
  }

  @Override
  public SipDialog accept(String sdp) {
    strand.execute(() -> doAccept(sdp));
    return this;
  }

  private void doAccept(String sdp) {
    if (state != InviteState.PROCEEDING) {
      return;
    }
    cancelRingTimeout.run();
    if (!replies.answer(inviteTransaction, invite, sdp)) {
      end();
      tell(to -> to.onDialogFailed(DialogFailure.TRANSPORT));
      return;
    }
    state = state.become(InviteState.ACCEPTED);
    runtime.meters().callAnswered(System.nanoTime() - arrivedNs);
    awaitAck(inviteTransaction, invite, facts.offer() == null);
  }

  private void awaitAck(SIPServerTransaction transaction, SIPRequest request, boolean weOffered) {
    pendingAck =
        new PendingAck(
            runtime,
            strand,
            transaction,
            request.getCSeq().getSeqNumber(),
            weOffered,
            this::onNoAck);
  }

  @Override
  public void reject(int status, @Nullable String reason, @Nullable Duration retryAfter) {
    Refusal.requireFinal(status);
    strand.execute(
        () -> {
          if (state == InviteState.PROCEEDING) {
            rejectInvite(status, reason, retryAfter);
            end();
          }
        });
  }

  private void rejectInvite(int status, @Nullable String reason, @Nullable Duration retryAfter) {
    Map<String, String> headers =
        retryAfter == null
            ? Map.of()
            : Map.of("Retry-After", Long.toString(Math.max(1, retryAfter.toSeconds())));
    replies.refuse(inviteTransaction, invite, new Refusal(status, reason, headers));
  }

  @Override
  public void bye() {
    strand.execute(
        () -> {
          switch (state) {
            case PROCEEDING -> {
              rejectInvite(500, null, null);
              end();
            }
            // RFC 3261 §15: the called side sends no BYE before the ACK is in or given up.
            case ACCEPTED -> byeWanted = true;
            case CONFIRMED -> hangUp();
            case ENDED -> {}
          }
        });
  }

  private void hangUp() {
    end();
    if (!runtime.send(
        path, path.nextSequence(), this, (number, hop) -> path.request("BYE", number, hop))) {
      LOG.debug("No way to send the BYE of call {}", facts.sipCallId());
    }
  }

  @Override
  public void refer(String targetUri) {
    URI target = runtime.messages().uri(targetUri);
    if (!(target instanceof SipURI || target instanceof TelURL)) {
      throw new IllegalArgumentException("transfer target is neither a SIP nor a tel URI");
    }
    strand.execute(() -> doRefer(targetUri));
  }

  private void doRefer(String targetUri) {
    if (state == InviteState.ENDED) {
      return;
    }
    if (state != InviteState.CONFIRMED || (transfer != null && !transfer.isDone())) {
      tell(to -> to.onReferResult(new ReferResult.Failed(491)));
      return;
    }
    Transfer started = new Transfer(runtime, strand, this::onReferResult);
    transfer = started;
    started.send(path, this, targetUri);
  }

  private void onReferResult(ReferResult result) {
    tell(to -> to.onReferResult(result));
    if (result instanceof ReferResult.Transferred && state == InviteState.CONFIRMED) {
      hangUp();
    }
  }

  // ---- what the peer does

  /** Hands a message of the peer to the strand; what is too much is counted and lost. */
  void receive(Runnable task) {
    if (!strand.offer(task)) {
      runtime.meters().messageDropped(SipMeters.DropReason.OVERLOAD);
    }
  }

  /** The INVITE once more although its transaction is over: the 200 was lost. */
  void onRepeatedInvite() {
    PendingAck waiting = pendingAck;
    if (state == InviteState.ACCEPTED && waiting != null) {
      waiting.repeat();
    }
  }

  void onAck(SIPRequest ack) {
    PendingAck waiting = pendingAck;
    if (waiting == null || !waiting.isFor(ack)) {
      return; // an ACK comes again for every repeated 200
    }
    waiting.stop();
    pendingAck = null;
    if (state == InviteState.ACCEPTED) {
      state = state.become(InviteState.CONFIRMED);
    }
    if (byeWanted) {
      hangUp();
      return;
    }
    String answer = waiting.answerExpected() ? SdpBody.of(ack) : null;
    tell(to -> to.onAcknowledged(answer));
  }

  void onCancel(ServerTransaction cancelled) {
    if (!cancelled.equals(inviteTransaction)) {
      reinvites.cancel(cancelled);
    } else if (state == InviteState.PROCEEDING) {
      rejectInvite(487, null, null);
      end();
      tell(SipDialogListener::onCancelled);
    }
  }

  /** A request within the dialog, other than ACK and CANCEL. */
  void onRequest(SIPServerTransaction transaction, SIPRequest request) {
    if (state == InviteState.ENDED) {
      replies.refuse(transaction, request, new Refusal(481, "Call/Transaction Does Not Exist"));
    } else if (!path.advanceRemoteSequence(request)) {
      replies.refuse(transaction, request, new Refusal(500, "Request out of order"));
    } else {
      switch (request.getMethod()) {
        case "BYE" -> onBye(transaction, request);
        case "INVITE" -> onReinvite(transaction, request);
        case "NOTIFY" -> onNotify(transaction, request);
        case "INFO" -> onInfo(transaction, request);
        default ->
            replies.refuse(
                transaction,
                request,
                new Refusal(405, "Method Not Allowed", "Allow", SipMethods.ALLOW));
      }
    }
  }

  private void onBye(SIPServerTransaction transaction, SIPRequest bye) {
    replies.ok(transaction, bye);
    boolean early = state == InviteState.PROCEEDING;
    if (early) {
      rejectInvite(487, null, null); // RFC 3261 §15.1.2
    }
    Transfer transferring = transfer;
    boolean told = byeWanted;
    end();
    if (transferring != null) {
      transferring.onBye();
    }
    if (!told) {
      tell(early ? SipDialogListener::onCancelled : SipDialogListener::onBye);
    }
  }

  private void onReinvite(SIPServerTransaction transaction, SIPRequest request) {
    boolean settled = state == InviteState.CONFIRMED && pendingAck == null;
    Reinvite reinvite = reinvites.receive(transaction, request, settled);
    if (reinvite != null) {
      tell(to -> to.onReinvite(reinvite));
    }
  }

  private void onNotify(SIPServerTransaction transaction, SIPRequest notify) {
    Transfer transferring = transfer;
    if (transferring == null || !Transfer.isReferEvent(notify)) {
      replies.refuse(transaction, notify, new Refusal(481, "Subscription Does Not Exist"));
      return;
    }
    replies.ok(transaction, notify);
    transferring.onNotify(notify);
  }

  private void onInfo(SIPServerTransaction transaction, SIPRequest info) {
    switch (InfoDigit.of(info)) {
      case InfoDigit.Key(char key) -> {
        replies.ok(transaction, info);
        tell(to -> to.onInfoDigit(key));
      }
      case InfoDigit.Nothing _ -> replies.ok(transaction, info);
      case InfoDigit.Malformed _ ->
          replies.refuse(transaction, info, new Refusal(400, "No key in the body"));
      case InfoDigit.Foreign _ ->
          replies.refuse(
              transaction,
              info,
              new Refusal(415, "Unsupported Media Type", "Accept", InfoDigit.ACCEPT));
    }
  }

  /** A final response to a request of ours, or 408 when none came. */
  void onFinalResponse(String method, int status) {
    if (state == InviteState.ENDED) {
      return; // the answer to our BYE matters to nobody
    }
    Transfer transferring = transfer;
    if (method.equals("REFER") && transferring != null) {
      transferring.onResponse(status);
    }
    if (status == 408 || status == 481) {
      hangUp(); // RFC 3261 §12.2.1.2
      tell(to -> to.onDialogFailed(DialogFailure.PEER_GONE));
    }
  }

  // ---- what does not happen

  private void onNoAck() {
    if (state == InviteState.ENDED) {
      return;
    }
    boolean wanted = byeWanted;
    hangUp();
    if (!wanted) {
      tell(to -> to.onDialogFailed(DialogFailure.NO_ACK));
    }
  }

  private void onRingTimeout() {
    if (state == InviteState.PROCEEDING) {
      rejectInvite(480, null, null);
      end();
      tell(to -> to.onDialogFailed(DialogFailure.RING_TIMEOUT));
    }
  }

  /** Nothing of the call stays behind: no timer, no table entry. */
  private void end() {
    state = state.become(InviteState.ENDED);
    cancelRingTimeout.run();
    if (pendingAck != null) {
      pendingAck.stop();
      pendingAck = null;
    }
    if (transfer != null) {
      transfer.stopWaiting();
    }
    reinvites.end();
    runtime.calls().remove(invite, key);
  }

  private void tell(Consumer<SipDialogListener> event) {
    events.tell(
        event,
        () -> {
          bye();
          events.tell(to -> to.onDialogFailed(DialogFailure.INTERNAL_ERROR), () -> {});
        });
  }
}
