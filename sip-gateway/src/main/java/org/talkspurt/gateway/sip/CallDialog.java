package org.talkspurt.gateway.sip;

import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.stack.SIPServerTransaction;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javax.sip.ServerTransaction;
import javax.sip.address.SipURI;
import javax.sip.address.TelURL;
import javax.sip.address.URI;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What both sides may do in a call's dialog (RFC 3261 §12 to §15), whichever of them began it.
 * Confined to the call's {@link Strand}: what the stack reports and what the application asks for
 * come in there, one after the other, so that BYE and BYE meet in order. What happens goes out on
 * the home executor.
 */
final class CallDialog implements SipDialog, ResponseReceiver {

  private static final Logger LOG = LoggerFactory.getLogger(CallDialog.class);

  /** The INVITE that the dialog began with. */
  interface Beginning {

    /** The call ends before it was accepted: the INVITE's final response is this. */
    void refuse(int status);

    /** Whether a PRACK is for a response to it. */
    boolean isAcknowledgedBy(SIPRequest prack);

    /** The dialog is over: nothing of the call stays behind. */
    void onEnd();
  }

  private final SipRuntime runtime;
  private final DialogKey key;
  private final DialogPath path;
  private final CallEvents events;
  private final Strand strand;
  private final Beginning beginning;
  private final Replies replies;
  private final Descriptions descriptions;
  private final SessionTimer timer;
  private final SessionRefresh refresh;
  private final Reinvites reinvites;
  private final Transfers transfers;

  private InviteState state = InviteState.PROCEEDING;
  private @Nullable PendingAck pendingAck;
  private boolean byeWanted;
  private long byeSentNs;
  private boolean peerTakesUpdate;

  CallDialog(
      SipRuntime runtime,
      DialogKey key,
      DialogPath path,
      CallEvents events,
      Strand strand,
      Beginning beginning,
      TimerRequest timerRequest,
      Descriptions descriptions) {
    this.runtime = runtime;
    this.key = key;
    this.path = path;
    this.events = events;
    this.strand = strand;
    this.beginning = beginning;
    this.descriptions = descriptions;
    this.timer =
        new SessionTimer(runtime, strand, timerRequest, this::onRefreshDue, this::onExpired);
    this.replies = new Replies(runtime, path, key, timer, descriptions);
    this.refresh =
        new SessionRefresh(runtime, strand, path, timer, descriptions, new RefreshedSession());
    this.transfers = new Transfers(runtime, strand, path, replies, this::onReferResult);
    this.reinvites = new Reinvites(runtime, strand, replies, path, this::onChanged);
  }

  DialogKey key() {
    return key;
  }

  Replies replies() {
    return replies;
  }

  InviteState state() {
    return state;
  }

  /** Our 200 to the INVITE is sent; repeats it until the ACK is in. */
  void accepted(SIPServerTransaction transaction, SIPRequest invite, boolean weOffered) {
    state = state.become(InviteState.ACCEPTED);
    awaitAck(transaction, invite, weOffered);
  }

  /** The peer's 200 to our INVITE is here and its ACK under way. */
  void confirmed(SIPResponse answer) {
    state = state.become(InviteState.CONFIRMED);
    learn(answer);
    timer.answered(answer);
  }

  /** Takes over what the peer says that it can. */
  void learn(SIPMessage message) {
    peerTakesUpdate = SipMethods.isAllowedBy(message, "UPDATE", peerTakesUpdate);
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

  // ---- what the application asks for

  @Override
  public void bye() {
    strand.execute(
        () -> {
          switch (state) {
            case PROCEEDING -> {
              beginning.refuse(500);
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
    sendBye();
  }

  private void sendBye() {
    if (byeSentNs == 0) {
      byeSentNs = System.nanoTime();
    }
    if (!runtime.send(
        path, path.nextSequence(), this, (number, hop) -> path.request("BYE", number, hop))) {
      LOG.debug("No way to send the BYE of call {}", key.callId());
    }
  }

  @Override
  public void refer(String target) {
    String targetUri = DialString.isOne(target) ? path.uriOfNumber(target) : target;
    URI uri = runtime.messages().uri(targetUri);
    if (!(uri instanceof SipURI || uri instanceof TelURL)) {
      throw new IllegalArgumentException("transfer target is neither a SIP nor a tel URI");
    }
    strand.execute(() -> doRefer(targetUri));
  }

  @Override
  public void whenReplaceable(Consumer<String> taker) {
    strand.execute(
        () -> {
          if (state == InviteState.CONFIRMED) {
            taker.accept(path.referTo());
          }
        });
  }

  private void doRefer(String targetUri) {
    if (state != InviteState.ENDED) {
      transfers.refer(targetUri, state == InviteState.CONFIRMED, this);
    }
  }

  private void onReferResult(ReferResult result) {
    tell(to -> to.onReferResult(result));
    if (result instanceof ReferResult.Transferred && state == InviteState.CONFIRMED) {
      hangUp();
    }
  }

  // ---- a call that takes this one's place

  /** Why an INVITE may not take this call's place (RFC 3891 §3); null: it may. */
  @Nullable Refusal replacementRefusal(Replacement wanted) {
    return switch (state) {
      case PROCEEDING -> Refusal.NO_SUCH_CALL;
      case ENDED -> Refusal.CALL_IS_OVER;
      case ACCEPTED, CONFIRMED -> {
        if (wanted.earlyOnly()) {
          yield new Refusal(486, "Busy Here");
        }
        yield transfers.isPending() ? new Refusal(491, "Request Pending") : null;
      }
    };
  }

  /** Whom to ask about such an INVITE: this call's own listener. */
  InviteListener successor() {
    return new InviteListener() {
      @Override
      public Executor assignLoop(InviteFacts facts) {
        return events.home();
      }

      @Override
      public void onInvite(IncomingInvite invite) {
        SipDialogListener listener = events.listener();
        if (listener == null) {
          invite.reject(481, null, null);
        } else {
          listener.onReplaced(invite);
        }
      }
    };
  }

  /** The other is accepted: what happens here from now on is nobody's matter. */
  void mute() {
    events.mute();
  }

  // ---- what the peer does

  @Override
  public void receive(Runnable task) {
    runtime.receive(strand, task);
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
    descriptions.received(answer);
    tell(to -> to.onAcknowledged(answer));
  }

  /** A CANCEL for a request within the dialog. */
  void onCancel(ServerTransaction cancelled) {
    reinvites.cancel(cancelled);
  }

  /** A request within the dialog, other than ACK and CANCEL. */
  void onRequest(SIPServerTransaction transaction, SIPRequest request) {
    if (state == InviteState.ENDED) {
      replies.refuse(transaction, request, Refusal.NO_SUCH_CALL);
    } else if (!path.advanceRemoteSequence(request)) {
      replies.refuse(transaction, request, new Refusal(500, "Request out of order"));
    } else {
      switch (request.getMethod()) {
        case "BYE" -> onBye(transaction, request);
        case "INVITE", "UPDATE" -> onChange(transaction, request);
        case "PRACK" -> onPrack(transaction, request);
        case "NOTIFY" -> transfers.onNotify(transaction, request);
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
      beginning.refuse(487); // RFC 3261 §15.1.2
    }
    boolean told = byeWanted;
    end();
    transfers.onBye();
    if (!told) {
      tell(early ? SipDialogListener::onCancelled : SipDialogListener::onBye);
    }
  }

  private void onChange(SIPServerTransaction transaction, SIPRequest request) {
    learn(request);
    Reinvite reinvite = reinvites.receive(transaction, request, offerState(request));
    if (reinvite != null) {
      tell(to -> to.onReinvite(reinvite));
    }
  }

  /** Whether there is room for what another offer of the peer, or another INVITE, brings. */
  private Reinvites.OfferState offerState(SIPRequest request) {
    PendingAck waiting = pendingAck;
    if (refresh.offers() || (waiting != null && waiting.answerExpected())) {
      return Reinvites.OfferState.OURS_PENDING;
    } else if (state == InviteState.PROCEEDING) {
      return Reinvites.OfferState.THEIRS_PENDING;
    }
    boolean invites = request.getMethod().equals("INVITE");
    return invites && waiting != null
        ? Reinvites.OfferState.OURS_PENDING
        : Reinvites.OfferState.SETTLED;
  }

  private void onChanged(SIPServerTransaction transaction, SIPRequest request) {
    descriptions.received(SdpBody.of(request));
    if (request.getMethod().equals("INVITE")) {
      awaitAck(transaction, request, !SdpBody.hasContent(request));
    }
  }

  private void onPrack(SIPServerTransaction transaction, SIPRequest prack) {
    if (!beginning.isAcknowledgedBy(prack)) {
      replies.refuse(transaction, prack, new Refusal(481, "No Such Response"));
    } else if (SdpBody.hasContent(prack)) {
      // RFC 3262 §5: only an INVITE whose offer was answered in a 1xx leaves room for another.
      replies.refuse(transaction, prack, new Refusal(488, "Not Acceptable Here"));
    } else {
      replies.ok(transaction, prack);
    }
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

  @Override
  public void onResponse(String method, int status, @Nullable SIPResponse response) {
    boolean challenged = response != null && path.takeChallenge(response);
    if (challenged && method.equals("BYE")) {
      sendBye();
    } else if (status >= 200 && method.equals("BYE")) {
      runtime.meters().disconnected(status < 300, System.nanoTime() - byeSentNs);
    }
    if (state == InviteState.ENDED || status < 200) {
      return; // the answer to our BYE matters to nobody else
    }
    if (challenged && method.equals("REFER")) {
      transfers.sendAgain(this);
      return;
    }
    transfers.onResponse(method, status);
    if (status == 408 || status == 481) {
      hangUp(); // RFC 3261 §12.2.1.2
      tell(to -> to.onDialogFailed(DialogFailure.PEER_GONE));
    }
  }

  /** Repeats an ACK whose 2xx came again; false: the 2xx is not to a re-INVITE. */
  boolean onRepeatedAnswer(SIPResponse response) {
    return refresh.acknowledgeAgain(response);
  }

  private void onRefreshDue() {
    if (state == InviteState.CONFIRMED) {
      refresh.begin();
    }
  }

  /** RFC 4028 §10: nobody has refreshed the session. */
  private void onExpired() {
    if (state == InviteState.CONFIRMED) {
      hangUp();
      tell(to -> to.onDialogFailed(DialogFailure.EXPIRED));
    }
  }

  private final class RefreshedSession implements SessionRefresh.Session {
    @Override
    public void receive(Runnable task) {
      CallDialog.this.receive(task);
    }

    @Override
    public boolean peerTakesUpdate() {
      return peerTakesUpdate;
    }

    @Override
    public boolean isBusy() {
      return pendingAck != null || reinvites.isPending();
    }

    @Override
    public void onRefreshed(@Nullable String answer) {
      if (answer != null) {
        tell(to -> to.onDescriptionChanged(answer));
      }
    }

    @Override
    public void onPeerGone() {
      hangUp();
      tell(to -> to.onDialogFailed(DialogFailure.PEER_GONE));
    }
  }

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

  /** Nothing of the dialog stays behind: no timer, no table entry. */
  void end() {
    state = state.become(InviteState.ENDED);
    if (pendingAck != null) {
      pendingAck.stop();
      pendingAck = null;
    }
    transfers.end();
    timer.stop();
    refresh.end();
    reinvites.end();
    beginning.onEnd();
  }

  void tell(Consumer<SipDialogListener> event) {
    events.tell(
        event,
        () -> {
          bye();
          events.tell(to -> to.onDialogFailed(DialogFailure.INTERNAL_ERROR), () -> {});
        });
  }
}
