package org.talkspurt.gateway.sip;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.stack.SIPServerTransaction;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiConsumer;
import javax.sip.ServerTransaction;
import org.jspecify.annotations.Nullable;

/**
 * The re-INVITEs of one call (RFC 3261 §14.2), of which one at a time waits for the application.
 * Confined to the call's strand.
 */
final class Reinvites {

  /** RFC 3261 §14.2: up to ten seconds, at random, until the peer may try again. */
  private static final int MAX_RETRY_AFTER_S = 10;

  private final SipRuntime runtime;
  private final Strand strand;
  private final Replies replies;
  private final DialogPath path;
  private final BiConsumer<SIPServerTransaction, SIPRequest> onAnswered;
  private @Nullable Pending pending;

  /**
   * None yet.
   *
   * @param onAnswered told when a 200 was sent whose ACK is to come
   */
  Reinvites(
      SipRuntime runtime,
      Strand strand,
      Replies replies,
      DialogPath path,
      BiConsumer<SIPServerTransaction, SIPRequest> onAnswered) {
    this.runtime = runtime;
    this.strand = strand;
    this.replies = replies;
    this.path = path;
    this.onAnswered = onAnswered;
  }

  /**
   * A re-INVITE came.
   *
   * @param settled whether the INVITE before it is answered and acknowledged
   * @return what the application has to answer; null if it was refused
   */
  @Nullable Reinvite receive(
      SIPServerTransaction transaction, SIPRequest request, boolean settled) {
    if (pending != null) {
      int seconds = ThreadLocalRandom.current().nextInt(MAX_RETRY_AFTER_S + 1);
      replies.refuse(
          transaction,
          request,
          new Refusal(500, "Another INVITE is pending", "Retry-After", Integer.toString(seconds)));
      return null;
    }
    if (!settled) {
      replies.refuse(transaction, request, new Refusal(491, "Request Pending"));
      return null;
    }
    Pending received = new Pending(transaction, request);
    pending = received;
    return received;
  }

  /** A CANCEL came; nothing happens if it is for another transaction. */
  void cancel(ServerTransaction cancelled) {
    Pending waiting = pending;
    if (waiting != null && waiting.transaction.equals(cancelled)) {
      finish(waiting, 487);
    }
  }

  /** The call is over. */
  void end() {
    Pending waiting = pending;
    if (waiting != null) {
      finish(waiting, 487);
    }
  }

  private void finish(Pending reinvite, int status) {
    if (take(reinvite)) {
      replies.refuse(reinvite.transaction, reinvite.request, new Refusal(status));
    }
  }

  private void answer(Pending reinvite, String sdp) {
    if (take(reinvite)) {
      path.refreshTarget(reinvite.request);
      if (replies.answer(reinvite.transaction, reinvite.request, sdp)) {
        onAnswered.accept(reinvite.transaction, reinvite.request);
      }
    }
  }

  /** Whether it still waits; from now on it does not. */
  private boolean take(Pending reinvite) {
    if (!reinvite.equals(pending)) {
      return false;
    }
    pending = null;
    reinvite.cancelTimeout.run();
    return true;
  }

  private final class Pending implements Reinvite {

    private final SIPServerTransaction transaction;
    private final SIPRequest request;
    private final @Nullable String offer;
    private final Runnable cancelTimeout;

    Pending(SIPServerTransaction transaction, SIPRequest request) {
      this.transaction = transaction;
      this.request = request;
      this.offer = SdpBody.of(request);
      this.cancelTimeout =
          runtime.schedule(runtime.patience(), strand, () -> finish(Pending.this, 500));
    }

    @Override
    public @Nullable String offer() {
      return offer;
    }

    @Override
    public void accept(String sdp) {
      strand.execute(() -> answer(this, sdp));
    }

    @Override
    public void reject(int status) {
      Refusal.requireFinal(status);
      strand.execute(() -> finish(this, status));
    }
  }
}
