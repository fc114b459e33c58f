package org.talkspurt.gateway.sip;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.stack.SIPServerTransaction;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javax.sip.address.SipURI;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A call that we began, from its INVITE to the answer; what follows is the {@link CallDialog}'s.
 * Confined to its {@link Strand}, so that CANCEL and 200 meet in order.
 */
final class OutboundCall implements SipDialog, InviteAttempt.Owner, CallDialog.Beginning {

  private static final Logger LOG = LoggerFactory.getLogger(OutboundCall.class);

  /** A peer that is never content would be called for ever. */
  private static final int MAX_CHALLENGES = 4;

  /** What calls without a final response are counted as. */
  private static final int NO_ANSWER = 408;

  private static final int GIVEN_UP = 487;
  private static final int NOBODY_REACHED = 503;

  private final SipRuntime runtime;
  private final OutgoingCall call;
  private final OutgoingListener listener;
  private final String callId;
  private final String localTag;
  private final InviteBuilder invites;
  private final Redirections redirections;
  private final Answers answers;
  private final TimerRequest timer;
  private final CallEvents events;
  private final Strand strand;
  private final Deque<NextHop> hopsLeft = new ArrayDeque<>();
  private final EarlyDialogs early = new EarlyDialogs();

  private @Nullable DigestClient digest;
  private int challenges;
  private long begunNs;
  private long audibleNs;
  private OutboundState state = OutboundState.CALLING;
  private SipURI target;
  private Runnable cancelRingTimeout = () -> {};
  private Runnable cancelHopTimeout = () -> {};
  private @Nullable InviteAttempt attempt;
  private NextHop attemptHop;
  private @Nullable CallDialog dialog;

  OutboundCall(
      SipRuntime runtime,
      OutgoingCall call,
      SipURI target,
      Executor home,
      OutgoingListener listener,
      String localTag) {
    this.runtime = runtime;
    this.call = call;
    this.target = target;
    this.attemptHop = call.hops().getFirst();
    this.timer = new TimerRequest(runtime.settings().sessionTimer());
    this.digest = DigestClient.of(call.credentials());
    this.listener = listener;
    this.callId = call.sipCallId();
    this.localTag = localTag;
    this.invites = new InviteBuilder(runtime.messages(), call, callId, localTag);
    this.redirections = new Redirections(target, call.redirectTargets());
    this.answers = new Answers(runtime);
    this.events = new CallEvents(home, callId);
    this.strand = new Strand(runtime.pool());
    events.listen(listener);
  }

  String callId() {
    return callId;
  }

  String localTag() {
    return localTag;
  }

  void begin() {
    strand.execute(
        () -> {
          begunNs = System.nanoTime();
          cancelRingTimeout = runtime.schedule(call.ringTimeout(), strand, this::onRingTimeout);
          dial(target, call.hops());
        });
  }

  private void dial(SipURI next, List<NextHop> hops) {
    target = next;
    hopsLeft.clear();
    hopsLeft.addAll(hops);
    if (!tryNextHop()) {
      fail(DialFailure.without(DialFailure.Cause.TRANSPORT));
    }
  }

  /** RFC 3263 §4.3: the next one if this one cannot be reached. */
  private boolean tryNextHop() {
    cancelHopTimeout.run();
    while (!hopsLeft.isEmpty()) {
      NextHop hop = hopsLeft.remove();
      SIPRequest invite = invites.build(target, hop);
      timer.write(invite, Refresher.UNSAID);
      sign(invite);
      InviteAttempt next = new InviteAttempt(runtime, strand, this, invite);
      attempt = next;
      attemptHop = hop;
      if (next.send()) {
        if (!hopsLeft.isEmpty()) {
          cancelHopTimeout = runtime.schedule(runtime.t2(), strand, () -> onSilence(next));
        }
        return true;
      }
    }
    return false;
  }

  /** 32 s of Timer B are too long where another server may answer at once. */
  private void onSilence(InviteAttempt silent) {
    if (state == OutboundState.CALLING
        && silent == attempt
        && !silent.wasHeard()
        && !silent.isOver()) {
      LOG.debug("Call {} goes on without a server that keeps silent", callId);
      silent.cancel(); // should it wake up after all
      if (!tryNextHop()) {
        fail(DialFailure.without(DialFailure.Cause.NO_RESPONSE));
      }
    }
  }

  // ---- what the application asks for

  @Override
  public void bye() {
    strand.execute(
        () -> {
          if (state == OutboundState.CALLING) {
            abandon(GIVEN_UP);
          } else if (dialog != null) {
            dialog.bye();
          }
        });
  }

  @Override
  public void refer(String target) {
    strand.execute(
        () -> {
          if (dialog != null) {
            dialog.refer(target);
          } else if (state == OutboundState.CALLING) {
            tell(() -> listener.onReferResult(new ReferResult.Failed(491)));
          }
        });
  }

  @Override
  public void whenReplaceable(Consumer<String> taker) {
    strand.execute(
        () -> {
          if (dialog != null) {
            dialog.whenReplaceable(taker);
          }
        });
  }

  private void abandon(int status) {
    cancelRingTimeout.run();
    meter(status);
    state = state.become(OutboundState.ABANDONED);
    if (attempt == null || attempt.isOver()) {
      end(); // between two attempts
    } else {
      attempt.cancel();
    }
  }

  private void onRingTimeout() {
    if (state == OutboundState.CALLING) {
      boolean heard = attempt != null && attempt.wasHeard();
      abandon(heard ? GIVEN_UP : NO_ANSWER);
      DialFailure.Cause cause = heard ? DialFailure.Cause.NO_ANSWER : DialFailure.Cause.NO_RESPONSE;
      tell(() -> listener.onNotAnswered(DialFailure.without(cause)));
    }
  }

  // ---- what the peer does

  @Override
  public void receive(Runnable task) {
    runtime.receive(strand, task);
  }

  @Override
  public void onProvisional(SIPResponse response) {
    int status = response.getStatusCode();
    InviteAttempt answered = attempt;
    if (state != OutboundState.CALLING || status == 100 || answered == null) {
      return;
    }
    if (audibleNs == 0) {
      audibleNs = System.nanoTime();
    }
    if (early.take(response, first -> ringing(answered.invite(), first))) {
      tell(() -> listener.onRinging(status));
    }
  }

  private EarlyDialog ringing(SIPRequest invite, SIPResponse first) {
    return new EarlyDialog(
        runtime,
        strand,
        DialogPath.asCaller(runtime.messages(), invite, first, attemptHop, digest),
        keyOf(first),
        call.offer());
  }

  private DialogKey keyOf(SIPResponse response) {
    return new DialogKey(callId, localTag, String.valueOf(response.getToTag()));
  }

  /** An UPDATE of a phone that rings; false: there is no such phone. */
  boolean onUpdate(SIPServerTransaction transaction, SIPRequest update) {
    CallDialog standing = dialog;
    if (standing != null && standing.key().equals(DialogKey.of(update))) {
      standing.onRequest(transaction, update); // it answered meanwhile
      return true;
    }
    EarlyDialog ringing = state == OutboundState.CALLING ? early.of(update.getFromTag()) : null;
    if (ringing == null) {
      return false;
    }
    Reinvite change = ringing.onUpdate(transaction, update);
    if (change != null) {
      tell(() -> listener.onEarlyReinvite(change));
    }
    return true;
  }

  private void sign(SIPRequest request) {
    if (digest != null) {
      digest.authorize(request);
    }
  }

  @Override
  public void onAnswer(SIPResponse response) {
    InviteAttempt answered = attempt;
    if (answered == null) {
      return;
    }
    DialogPath path = answers.acknowledge(answered.invite(), response, attemptHop, digest);
    if (path == null) {
      return; // a repetition
    }
    EarlyDialog rang = early.of(response.getToTag());
    if (rang != null) {
      path.goOnAfter(rang.path());
    }
    runtime.schedule(runtime.patience(), strand, () -> runtime.calls().forgetAnswers(this));
    if (state != OutboundState.CALLING) {
      hangUp(path); // it crossed our CANCEL, or another phone was faster
      if (state == OutboundState.ABANDONED) {
        end();
      }
      return;
    }
    cancelRingTimeout.run();
    cancelHopTimeout.run();
    early.end();
    answered.cancel(); // the answer may be that of a server that we had given up
    state = state.become(OutboundState.ANSWERED);
    meter(response.getStatusCode());
    Reinvite changed = rang == null ? null : rang.inForce();
    if (rang != null && changed != null) {
      stand(response, path, rang.descriptions());
      tell(() -> listener.onAnsweredAsChanged(changed));
    } else {
      String late = SdpBody.of(response);
      String sdp = late == null && rang != null ? rang.answer() : late;
      stand(response, path, new Descriptions(call.offer(), sdp));
      tell(() -> listener.onAnswered(sdp));
    }
  }

  private void stand(SIPResponse answer, DialogPath path, Descriptions descriptions) {
    CallDialog standing =
        new CallDialog(runtime, keyOf(answer), path, events, strand, this, timer, descriptions);
    dialog = standing;
    runtime.calls().add(standing);
    standing.confirmed(answer);
  }

  /** A dialog that nobody wants. */
  private void hangUp(DialogPath path) {
    new LoneRequest(runtime, strand, path, (number, hop) -> path.request("BYE", number, hop))
        .send();
  }

  @Override
  public void onFailure(InviteAttempt failed, @Nullable SIPResponse response) {
    if (failed != attempt) {
      return; // of a server that kept silent for too long
    }
    early.forget();
    int status = response == null ? 0 : response.getStatusCode();
    if (state == OutboundState.ABANDONED) {
      end();
    } else if (state != OutboundState.CALLING
        || ((status == 0 || status == 503) && tryNextHop())
        || (response != null && authorize(response))
        || (response != null && status == 422 && raiseInterval(response))
        || (response != null && status < 400 && redirect(response))) {
      LOG.debug("Call {} goes on after {}", callId, status);
    } else {
      fail(
          status == 0
              ? DialFailure.without(DialFailure.Cause.NO_RESPONSE)
              : DialFailure.of(status));
    }
  }

  /** Answers a challenge (RFC 3261 §22.2), if that makes sense. */
  private boolean authorize(SIPResponse response) {
    if (!DigestClient.isChallenge(response)
        || digest == null
        || ++challenges > MAX_CHALLENGES
        || !digest.take(response)) {
      return false;
    }
    return tryAgain();
  }

  /** RFC 4028 §7.3: a longer session interval. */
  private boolean raiseInterval(SIPResponse tooShort) {
    return timer.raise(tooShort) && tryAgain();
  }

  private boolean tryAgain() {
    hopsLeft.addFirst(attemptHop);
    return tryNextHop();
  }

  private boolean redirect(SIPResponse response) {
    SipURI next = redirections.next(response);
    if (next == null) {
      return false;
    }
    if (call.proxy() != null || !call.route().isEmpty()) {
      dial(next, call.hops());
    } else {
      digest = null;
      resolve(next);
    }
    return true;
  }

  /** Asking for a name may take seconds: no strand waits for it. */
  private void resolve(SipURI next) {
    int port = Math.max(0, next.getPort());
    String named = next.getTransportParam();
    SipTransport transport =
        named == null
            ? call.hops().getFirst().transport()
            : SipTransport.valueOf(named.toUpperCase(Locale.ROOT));
    String host = SipMessages.withoutBrackets(next.getHost());
    SipDestination destination = new SipDestination(host, port, transport);
    Thread.startVirtualThread(
        () -> {
          List<NextHop> hops = List.of();
          try {
            hops = runtime.servers().locate(destination);
          } catch (UnknownHostException e) {
            LOG.debug("Call {} is redirected to an unknown host", callId);
          }
          List<NextHop> found = hops;
          strand.execute(
              () -> {
                if (state == OutboundState.CALLING) {
                  dial(next, found);
                }
              });
        });
  }

  private void fail(DialFailure failure) {
    meter(
        switch (failure.cause()) {
          case NO_RESPONSE -> NO_ANSWER;
          case TRANSPORT -> NOBODY_REACHED;
          default -> failure.status();
        });
    end();
    tell(() -> listener.onNotAnswered(failure));
  }

  private void meter(int status) {
    boolean answered = status < 300 && audibleNs != 0;
    runtime.meters().dialled(status, (answered ? audibleNs : System.nanoTime()) - begunNs);
  }

  // ---- the end

  @Override
  public void refuse(int status) {
    throw new IllegalStateException("our own INVITE is not ours to refuse");
  }

  @Override
  public boolean isAcknowledgedBy(SIPRequest prack) {
    return false;
  }

  @Override
  public void onEnd() {
    end();
    CallDialog over = dialog;
    if (over != null) {
      runtime.calls().remove(over);
    }
  }

  private void end() {
    cancelRingTimeout.run();
    cancelHopTimeout.run();
    early.end();
    boolean answered = state == OutboundState.ANSWERED;
    state = state.become(OutboundState.ENDED);
    runtime.calls().ended(this);
    if (!answered) {
      runtime.schedule(runtime.patience(), strand, () -> runtime.calls().forgetAnswers(this));
    }
  }

  private void tell(Runnable event) {
    events.tell(
        _ -> event.run(),
        () -> {
          bye();
          events.tell(
              _ -> listener.onNotAnswered(DialFailure.without(DialFailure.Cause.INTERNAL_ERROR)),
              () -> {});
        });
  }
}
