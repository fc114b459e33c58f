package org.talkspurt.gateway.sip;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import javax.sip.address.Hop;
import org.jspecify.annotations.Nullable;

/**
 * Refreshes the session of one call (RFC 4028 §10): by UPDATE where the peer takes it, else by a
 * re-INVITE that offers our description as it is. Tries again until it succeeds or the session
 * timer runs out. Confined to the call's strand.
 */
final class SessionRefresh implements ResponseReceiver, InviteAttempt.Owner {

  /** What the call has to do with it. */
  interface Session {

    /** Hands a message of the peer to the strand. */
    void receive(Runnable task);

    /** Whether the peer takes UPDATE, by its Allow. */
    boolean peerTakesUpdate();

    /** Whether an INVITE of the peer is not over yet: no other may begin (RFC 3261 §14.1). */
    boolean isBusy();

    /**
     * The session lives on.
     *
     * @param answer the peer's description where it is another than before
     */
    void onRefreshed(@Nullable String answer);

    /** 408, 481 or no response at all (RFC 3261 §12.2.1.2). */
    void onPeerGone();
  }

  private static final Duration LATER = Duration.ofSeconds(10);
  private static final Duration SOON = Duration.ofSeconds(1);
  private static final int NO_ANSWER = 408;

  private final SipRuntime runtime;
  private final Strand strand;
  private final DialogPath path;
  private final SessionTimer timer;
  private final Descriptions descriptions;
  private final Session session;

  private @Nullable InviteAttempt reinvite;
  private @Nullable Acknowledgement lastAck;
  private boolean updating;
  private boolean updateRefused;
  private boolean ended;
  private Runnable cancelRetry = () -> {};
  private Runnable cancelPatience = () -> {};

  SessionRefresh(
      SipRuntime runtime,
      Strand strand,
      DialogPath path,
      SessionTimer timer,
      Descriptions descriptions,
      Session session) {
    this.runtime = runtime;
    this.strand = strand;
    this.path = path;
    this.timer = timer;
    this.descriptions = descriptions;
    this.session = session;
  }

  /** Whether an offer of ours waits for its answer. */
  boolean offers() {
    return reinvite != null;
  }

  /** Sends a refresh, unless one is under way. */
  void begin() {
    cancelRetry.run();
    if (ended || updating || reinvite != null) {
      return;
    }
    String description = descriptions.ours();
    if (session.peerTakesUpdate() && !updateRefused) {
      updating = runtime.send(path, path.nextSequence(), this, this::update);
      if (!updating) {
        retry(LATER);
      }
    } else if (session.isBusy() || description == null) {
      retry(SOON);
    } else if (!reinvite(description)) {
      retry(LATER);
    }
  }

  private SIPRequest update(long sequence, Hop hop) {
    SIPRequest request = path.request("UPDATE", sequence, hop);
    describe(request);
    return request;
  }

  private boolean reinvite(String description) {
    long sequence = path.nextSequence();
    for (Hop hop : path.hops()) {
      SIPRequest request = path.request("INVITE", sequence, hop);
      describe(request);
      SipMessages.setSdp(request, description);
      path.sign(request);
      InviteAttempt attempt = new InviteAttempt(runtime, strand, this, request);
      if (attempt.send()) {
        reinvite = attempt;
        cancelPatience = runtime.schedule(runtime.patience(), strand, attempt::cancel);
        return true;
      }
    }
    return false;
  }

  private void describe(SIPRequest request) {
    SipMessages.addHeader(request, "Allow", SipMethods.ALLOW);
    SipMessages.addHeader(request, "Supported", OptionTags.SUPPORTED);
    timer.request(request);
  }

  private void retry(Duration wait) {
    cancelRetry = runtime.schedule(wait, strand, this::begin);
  }

  // ---- what the peer answers

  @Override
  public void receive(Runnable task) {
    session.receive(task);
  }

  @Override
  public void onResponse(String method, int status, @Nullable SIPResponse response) {
    if (ended || status < 200) {
      return;
    }
    updating = false;
    if (status < 300 && response != null) {
      refreshed(response, null);
    } else {
      failed(status, response, true);
    }
  }

  @Override
  public void onProvisional(SIPResponse response) {}

  @Override
  public void onAnswer(SIPResponse response) {
    if (acknowledgeAgain(response)) {
      return;
    }
    path.refreshTarget(response);
    acknowledge(response.getCSeq().getSeqNumber());
    finishReinvite();
    if (!ended) {
      String answer = SdpBody.of(response);
      refreshed(response, descriptions.received(answer) ? answer : null);
    }
  }

  @Override
  public void onFailure(InviteAttempt attempt, @Nullable SIPResponse response) {
    finishReinvite();
    if (!ended) {
      failed(response == null ? NO_ANSWER : response.getStatusCode(), response, false);
    }
  }

  private void finishReinvite() {
    reinvite = null;
    cancelPatience.run();
  }

  private void refreshed(SIPResponse response, @Nullable String answer) {
    path.refreshTarget(response);
    timer.answered(response);
    session.onRefreshed(answer);
  }

  private void failed(int status, @Nullable SIPResponse response, boolean byUpdate) {
    if (response != null && path.takeChallenge(response)) {
      begin();
      return;
    }
    switch (status) {
      case 408, 481 -> session.onPeerGone();
      case 491 -> retry(GlareDelay.next(path.ownsCallId(), ThreadLocalRandom.current()));
      case 422 -> {
        if (response != null && timer.raise(response)) {
          begin();
        } else {
          retry(LATER);
        }
      }
      case 405, 415, 420, 501 -> {
        if (byUpdate) {
          updateRefused = true; // whatever its Allow says
          begin();
        } else {
          retry(LATER);
        }
      }
      default -> retry(SipMessages.retryAfter(response, LATER));
    }
  }

  // ---- the ACK

  /** A 2xx once more: its ACK was lost. Whether it is one to a re-INVITE of ours. */
  boolean acknowledgeAgain(SIPResponse response) {
    Acknowledgement known = lastAck;
    if (known == null || !known.isFor(response.getCSeq().getSeqNumber())) {
      return false;
    }
    known.repeat();
    return true;
  }

  private void acknowledge(long sequence) {
    Acknowledgement sent = Acknowledgement.send(runtime, path, sequence, _ -> {});
    if (sent != null) {
      lastAck = sent;
    }
  }

  /** The call is over: nothing is tried any more. */
  void end() {
    ended = true;
    cancelRetry.run();
    cancelPatience.run();
  }
}
