package org.talkspurt.gateway.sip;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.stack.SIPServerTransaction;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiConsumer;
import javax.sip.ServerTransaction;
import org.jspecify.annotations.Nullable;

/**
 * The peer's re-INVITEs (RFC 3261 §14.2) and UPDATEs (RFC 3311 §5.2) of one call, of which one at a
 * time waits for the application; an UPDATE without an offer waits for nobody. Confined to the
 * call's strand.
 */
final class Reinvites {

  /** Whether the last offer of a call is answered. */
  enum OfferState {
    /** It is. */
    SETTLED,
    /** It is ours, and an answer or an ACK is to come. */
    OURS_PENDING,
    /** It is the peer's, in an INVITE that is not answered yet. */
    THEIRS_PENDING
  }

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
   * @param onAnswered told when a 200 was sent; a re-INVITE's ACK is to come
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

  boolean isPending() {
    return pending != null;
  }

  /**
   * A re-INVITE or an UPDATE came.
   *
   * @return what the application has to answer; null if nothing is left to
   */
  @Nullable Reinvite receive(
      SIPServerTransaction transaction, SIPRequest request, OfferState offers) {
    boolean update = request.getMethod().equals("UPDATE");
    boolean overlaps = pending != null && (!update || pending.isUpdate() || hasOffer(request));
    if (SdpBody.isForeign(request)) {
      replies.refuse(
          transaction,
          request,
          new Refusal(415, "Unsupported Media Type", "Accept", "application/sdp"));
    } else if (overlaps) {
      refuseForNow(transaction, request);
    } else if (update && !hasOffer(request)) {
      path.refreshTarget(request);
      replies.answer(transaction, request, null);
    } else if (offers == OfferState.OURS_PENDING || (!update && offers != OfferState.SETTLED)) {
      replies.refuse(transaction, request, new Refusal(491, "Request Pending"));
    } else if (offers == OfferState.THEIRS_PENDING) {
      refuseForNow(transaction, request);
    } else {
      Pending received = new Pending(transaction, request);
      pending = received;
      return received;
    }
    return null;
  }

  private static boolean hasOffer(SIPRequest request) {
    return SdpBody.hasContent(request);
  }

  private void refuseForNow(SIPServerTransaction transaction, SIPRequest request) {
    int seconds = ThreadLocalRandom.current().nextInt(MAX_RETRY_AFTER_S + 1);
    replies.refuse(
        transaction,
        request,
        new Refusal(500, "Another change is pending", "Retry-After", Integer.toString(seconds)));
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

    boolean isUpdate() {
      return request.getMethod().equals("UPDATE");
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
