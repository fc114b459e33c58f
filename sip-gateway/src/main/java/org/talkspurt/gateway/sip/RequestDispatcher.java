package org.talkspurt.gateway.sip;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.stack.MessageChannel;
import gov.nist.javax.sip.stack.SIPServerTransaction;
import java.io.IOException;
import java.security.SecureRandom;
import java.text.ParseException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import javax.sip.ClientTransaction;
import javax.sip.DialogTerminatedEvent;
import javax.sip.IOExceptionEvent;
import javax.sip.RequestEvent;
import javax.sip.ResponseEvent;
import javax.sip.ServerTransaction;
import javax.sip.SipException;
import javax.sip.SipListener;
import javax.sip.TimeoutEvent;
import javax.sip.TransactionTerminatedEvent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.talkspurt.gateway.sip.CallerAuthentication.Verdict;

/**
 * Where the stack delivers messages. Refuses what needs no call, answers OPTIONS, and hands the
 * rest to the strand of its call; on the stack's threads nothing else happens.
 */
final class RequestDispatcher implements SipListener {

  private static final Logger LOG = LoggerFactory.getLogger(RequestDispatcher.class);
  private static final Duration OVERLOAD_RETRY = Duration.ofSeconds(2);

  private final SipRuntime runtime;
  private final RequestGate gate;
  private final CallerAuthentication authentication;
  private final LocalAddresses addresses;
  private final InviteListener application;
  private final SecureRandom random = new SecureRandom();
  private final int tagSalt = random.nextInt();

  RequestDispatcher(SipRuntime runtime, LocalAddresses addresses, InviteListener application) {
    this.runtime = runtime;
    this.gate = new RequestGate(runtime.settings());
    this.authentication =
        new CallerAuthentication(runtime.settings(), InstantSource.system(), random);
    this.addresses = addresses;
    this.application = application;
  }

  @Override
  public void processRequest(RequestEvent event) {
    SIPRequest request = (SIPRequest) event.getRequest();
    CallDialog dialog = runtime.calls().byDialog(DialogKey.of(request));
    OutboundCall ringing =
        dialog == null && request.getMethod().equals("UPDATE")
            ? runtime.calls().rungFor(request)
            : null;
    Refusal refusal = gate.check(request, dialog != null || ringing != null);
    if (refusal == null && isSessionRequest(request)) {
      refusal = TimerTerms.of(request).refusal(runtime.settings().sessionTimer());
    }
    if (request.getMethod().equals("ACK")) {
      onAck(request, dialog);
    } else if (refusal != null) {
      refuse(request, refusal);
    } else if (request.getMethod().equals("CANCEL")) {
      onCancel(event, request);
    } else if (dialog != null) {
      onInDialogRequest(event, request, dialog);
    } else if (ringing != null) {
      onEarlyUpdate(event, request, ringing);
    } else if (request.getToTag() != null) {
      refuse(request, Refusal.NO_SUCH_CALL);
    } else {
      onNewRequest(event, request);
    }
  }

  private static boolean isSessionRequest(SIPRequest request) {
    return request.getMethod().equals("INVITE") || request.getMethod().equals("UPDATE");
  }

  private void onAck(SIPRequest ack, @Nullable CallDialog dialog) {
    if (dialog != null) {
      dialog.receive(() -> dialog.onAck(ack));
    } else if (!statelessTag(ack).equals(ack.getToTag())) {
      runtime.meters().messageDropped(SipMeters.DropReason.STRAY);
    }
  }

  private void onCancel(RequestEvent event, SIPRequest cancel) {
    SIPServerTransaction transaction = (SIPServerTransaction) event.getServerTransaction();
    ServerTransaction invite =
        transaction == null ? null : transaction.getCanceledInviteTransaction();
    if (invite == null) {
      refuse(cancel, Refusal.NO_SUCH_CALL);
      return;
    }
    switch (invite.getApplicationData()) {
      case InboundCall call -> {
        acceptCancel(transaction, cancel, call.dialog());
        call.dialog().receive(call::onCancel);
      }
      case CallDialog dialog -> {
        acceptCancel(transaction, cancel, dialog);
        dialog.receive(() -> dialog.onCancel(invite));
      }
      case null, default -> refuse(cancel, Refusal.NO_SUCH_CALL);
    }
  }

  private void acceptCancel(
      SIPServerTransaction transaction, SIPRequest cancel, CallDialog dialog) {
    respond(transaction, runtime.messages().response(cancel, 200, null, dialog.key().localTag()));
  }

  private void onInDialogRequest(RequestEvent event, SIPRequest request, CallDialog dialog) {
    if (request.getMethod().equals("OPTIONS")) {
      answerOptions(request);
      return;
    }
    SIPServerTransaction transaction = transactionOf(event, request);
    if (transaction == null) {
      return;
    }
    if (request.getMethod().equals("INVITE")) {
      transaction.setApplicationData(dialog); // for its CANCEL; a BYE's would hold an ended call
      respond(transaction, SipMessages.trying(request));
    }
    dialog.receive(() -> dialog.onRequest(transaction, request));
  }

  private void onEarlyUpdate(RequestEvent event, SIPRequest update, OutboundCall call) {
    SIPServerTransaction transaction = transactionOf(event, update);
    if (transaction != null) {
      call.receive(
          () -> {
            if (!call.onUpdate(transaction, update)) {
              refuse(transaction, update, Refusal.NO_SUCH_CALL);
            }
          });
    }
  }

  private void onNewRequest(RequestEvent event, SIPRequest request) {
    switch (request.getMethod()) {
      case "INVITE" -> onInvite(event, request);
      case "OPTIONS" -> onOptions(request);
      default -> refuse(request, Refusal.NO_SUCH_CALL);
    }
  }

  private void onInvite(RequestEvent event, SIPRequest invite) {
    long arrivedNs = System.nanoTime();
    InboundCall standing = runtime.calls().byInvite(invite);
    if (standing != null) {
      onSameInvite(invite, standing);
      return;
    }
    if (runtime.calls().size() >= runtime.settings().maxCalls()) {
      refuse(invite, overload());
      return;
    }
    switch (authentication.check(invite, arrivedNs)) {
      case Verdict.Refused refused -> refuse(invite, refused.refusal());
      case Verdict.Passed passed -> onAdmittedInvite(event, invite, arrivedNs, passed.account());
    }
  }

  private void onAdmittedInvite(
      RequestEvent event, SIPRequest invite, long arrivedNs, @Nullable CallerAccount account) {
    Replacement replacement = Replacement.of(invite);
    CallDialog replaced =
        replacement == null ? null : runtime.calls().byDialog(replacement.dialog());
    if (replacement != null && replaced == null) {
      refuse(invite, cannotReplace(replacement));
      return;
    }
    SIPServerTransaction transaction = transactionOf(event, invite);
    if (transaction == null) {
      return;
    }
    if (replacement == null || replaced == null) {
      begin(transaction, invite, arrivedNs, account, null);
    } else {
      replaced.receive(
          () -> {
            Refusal refusal = replaced.replacementRefusal(replacement);
            if (refusal == null) {
              begin(transaction, invite, arrivedNs, account, replaced);
            } else {
              refuse(transaction, invite, refusal);
            }
          });
    }
  }

  private void refuse(SIPServerTransaction transaction, SIPRequest request, Refusal refusal) {
    runtime.meters().requestRefused(SipMethods.label(request.getMethod()), refusal.status());
    respond(transaction, runtime.messages().refusal(request, refusal, newTag()));
  }

  private Refusal cannotReplace(Replacement replacement) {
    DialogKey dialog = replacement.dialog();
    if (dialog == null) {
      return new Refusal(400, "Replaces names no call");
    }
    return runtime.calls().hasEnded(dialog) ? Refusal.CALL_IS_OVER : Refusal.NO_SUCH_CALL;
  }

  private void begin(
      SIPServerTransaction transaction,
      SIPRequest invite,
      long arrivedNs,
      @Nullable CallerAccount account,
      @Nullable CallDialog replaced) {
    InviteListener listener = replaced == null ? application : replaced.successor();
    DialogKey key =
        new DialogKey(
            invite.getCallId().getCallId(), newTag(), DialogKey.remoteTag(invite.getFromTag()));
    InviteFacts facts =
        FactsReader.read(
            invite,
            transportOf(invite),
            addresses.toward(invite.getRemoteAddress()),
            account,
            runtime.accountNames());
    Executor home;
    try {
      home = listener.assignLoop(facts);
    } catch (RejectedExecutionException e) {
      refuse(invite, new Refusal(503, "Service Unavailable"));
      return;
    }
    InboundCall call =
        new InboundCall(
            runtime,
            invite,
            transaction,
            facts,
            application.credentials(facts),
            key,
            home,
            arrivedNs,
            replaced);
    if (runtime.calls().putIfNew(invite, call) != null) {
      listener.unassign(home);
      refuse(invite, new Refusal(482, "Merged Request"));
      return;
    }
    transaction.setApplicationData(call);
    respond(transaction, SipMessages.trying(invite));
    call.begin(listener);
  }

  private void onSameInvite(SIPRequest invite, InboundCall standing) {
    if (standing.isRepeatedBy(invite)) {
      standing.dialog().receive(standing.dialog()::onRepeatedInvite);
    } else {
      refuse(invite, new Refusal(482, "Merged Request")); // RFC 3261 §8.2.2.2
    }
  }

  private static Refusal overload() {
    return new Refusal(
        503, "Service Unavailable", "Retry-After", Long.toString(OVERLOAD_RETRY.toSeconds()));
  }

  private void onOptions(SIPRequest options) {
    if (!application.takesCalls()) {
      refuse(options, overload());
    } else if (authentication.check(options, System.nanoTime())
        instanceof Verdict.Refused refused) {
      refuse(options, refused.refusal());
    } else {
      answerOptions(options);
    }
  }

  private void answerOptions(SIPRequest options) {
    sendStateless(options, runtime.messages().capabilities(options, statelessTag(options)));
  }

  private @Nullable SIPServerTransaction transactionOf(RequestEvent event, SIPRequest request) {
    ServerTransaction given = event.getServerTransaction();
    if (given != null) {
      return (SIPServerTransaction) given;
    }
    try {
      return (SIPServerTransaction) runtime.provider().getNewServerTransaction(request);
    } catch (SipException e) {
      if (e.getCause() instanceof ParseException) {
        // A header field that this method must have is not there; the stack names it.
        refuse(request, new Refusal(400, "Missing mandatory header field"));
        return null;
      }
      // A repetition whose transaction stands, or the stack is being stopped.
      LOG.debug("No transaction for a {}: {}", request.getMethod(), e.getClass().getName());
      return null;
    }
  }

  /** Refuses without a transaction (RFC 3261 §8.2.7): a repeated request gets the same again. */
  private void refuse(SIPRequest request, Refusal refusal) {
    runtime.meters().requestRefused(SipMethods.label(request.getMethod()), refusal.status());
    sendStateless(request, runtime.messages().refusal(request, refusal, statelessTag(request)));
  }

  private void sendStateless(SIPRequest request, SIPResponse response) {
    try {
      MessageChannel channel = (MessageChannel) request.getMessageChannel();
      if (channel.isReliable()) {
        channel.sendMessage(response); // RFC 3261 §18.2.2: over the same connection
      } else {
        runtime.provider().sendResponse(response);
      }
    } catch (IOException | SipException e) {
      LOG.debug("A {} was not sent: {}", response.getStatusCode(), e.getClass().getName());
    }
  }

  private void respond(SIPServerTransaction transaction, SIPResponse response) {
    try {
      transaction.sendResponse(response);
    } catch (SipException e) {
      LOG.debug("A {} was not sent: {}", response.getStatusCode(), e.getClass().getName());
    }
  }

  private String newTag() {
    return HexFormat.of().toHexDigits(random.nextLong());
  }

  /** The To tag of a response without a transaction: the same for every repetition, and its ACK. */
  private String statelessTag(SIPRequest request) {
    int hash =
        Objects.hash(
            tagSalt,
            request.getCallId().getCallId(),
            request.getFromTag(),
            request.getCSeq().getSeqNumber());
    return "s" + HexFormat.of().toHexDigits(hash);
  }

  private static SipTransport transportOf(SIPRequest request) {
    MessageChannel channel = (MessageChannel) request.getMessageChannel();
    if (channel.isSecure()) {
      return SipTransport.TLS;
    }
    return channel.isReliable() ? SipTransport.TCP : SipTransport.UDP;
  }

  @Override
  public void processResponse(ResponseEvent event) {
    SIPResponse response = (SIPResponse) event.getResponse();
    onOutcome(event.getClientTransaction(), response.getStatusCode(), response);
  }

  @Override
  public void processTimeout(TimeoutEvent event) {
    if (!event.isServerTransaction()) {
      onOutcome(event.getClientTransaction(), 408, null);
    }
  }

  private void onOutcome(
      @Nullable ClientTransaction transaction, int status, @Nullable SIPResponse response) {
    if (transaction == null
        || !(transaction.getApplicationData() instanceof ResponseReceiver receiver)) {
      if (response != null && onRepeatedAnswer(response)) {
        return;
      }
      runtime.meters().messageDropped(SipMeters.DropReason.STRAY);
    } else {
      String method = transaction.getRequest().getMethod();
      receiver.receive(() -> receiver.onResponse(method, status, response));
    }
  }

  /** The transaction of an INVITE is over with its first 2xx (RFC 3261 §17.1.1.2). */
  private boolean onRepeatedAnswer(SIPResponse response) {
    if (response.getStatusCode() / 100 != 2 || !response.getCSeq().getMethod().equals("INVITE")) {
      return false;
    }
    OutboundCall call = runtime.calls().answeredBy(response);
    CallDialog dialog = runtime.calls().byDialog(DialogKey.ofResponse(response));
    if (call != null) {
      call.receive(
          () -> {
            if (dialog == null || !dialog.onRepeatedAnswer(response)) {
              call.onAnswer(response);
            }
          });
    } else if (dialog != null) {
      dialog.receive(() -> dialog.onRepeatedAnswer(response));
    }
    return call != null || dialog != null;
  }

  @Override
  public void processIOException(IOExceptionEvent event) {
    LOG.debug("The stack could not send over {}", event.getTransport());
  }

  @Override
  public void processTransactionTerminated(TransactionTerminatedEvent event) {}

  @Override
  public void processDialogTerminated(DialogTerminatedEvent event) {}
}
