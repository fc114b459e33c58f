package org.talkspurt.gateway.call;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.talkspurt.dialog.spi.TransferOrder;
import org.talkspurt.gateway.call.Switchboard.Extension;

/**
 * An attended transfer (RFC 5589 §7): the person is called and told who is coming, then the caller
 * is sent there in our place. Confined to the home loop of the caller's call.
 */
final class Consultation {

  /** How long the person's telephone may ring. */
  static final Duration RING_TIMEOUT = Duration.ofSeconds(30);

  /** How long the person may be talked to, the ringing included. */
  private static final long MAX_BRIEFING_NS = TransferOrder.MAX_BRIEFING.toNanos();

  /**
   * How long the other side has to end the call to the person, whose place the caller has taken.
   */
  static final Duration GRACE = Duration.ofSeconds(2);

  /** What comes of it: one of these. */
  interface Outcome {

    /** The person knows; another may take our place under this Refer-To URI. */
    void briefed(String referTo);

    /** Nobody can be called this way. */
    void impossible();

    /** The person was not reached, or has hung up. */
    void failed();
  }

  private final CallHome home;
  private final Consultant consultant;
  private final Outcome outcome;
  private @Nullable Call person;
  private Runnable cancelTimer = () -> {};
  private boolean over;

  Consultation(CallHome home, Consultant consultant, Outcome outcome) {
    this.home = home;
    this.consultant = consultant;
    this.outcome = outcome;
  }

  /**
   * Calls the person.
   *
   * @param trunk of the caller's call; null: none
   */
  void begin(TransferOrder order, @Nullable String trunk) {
    Optional<DialTarget> target = DialTarget.parse(order.target());
    Optional<Extension> briefing =
        consultant.briefing(order.briefing(), () -> home.execute(this::onBriefed));
    if (target.isEmpty() || briefing.isEmpty()) {
      home.execute(() -> onCalled(null));
      return;
    }
    consultant.call(
        new DialOrder(
            target.get(),
            trunk,
            briefing.get().agent(),
            null,
            Map.of(),
            RING_TIMEOUT,
            Screening.NEVER),
        briefing.get(),
        called -> home.execute(() -> onCalled(called.orElse(null))));
  }

  private void onCalled(@Nullable Call called) {
    if (over) {
      if (called != null) {
        called.hangUp("caller_left");
      }
    } else if (called == null) {
      over = true;
      outcome.impossible();
    } else {
      person = called;
      cancelTimer = home.schedule(this::fail, MAX_BRIEFING_NS);
      var _ = called.ended().thenAccept(_ -> home.execute(this::fail));
    }
  }

  private void onBriefed() {
    Call briefed = person;
    if (!over && briefed != null) {
      briefed.whenReplaceable(referTo -> home.execute(() -> conclude(referTo)));
    }
  }

  private void conclude(String referTo) {
    if (!over) {
      over = true;
      cancelTimer.run();
      outcome.briefed(referTo);
    }
  }

  private void fail() {
    if (!over) {
      cancel("not_transferred");
      outcome.failed();
    }
  }

  /** The caller has taken our place, or is about to. */
  void succeed() {
    var _ = home.schedule(() -> hangUp("transferred"), GRACE.toNanos());
  }

  /** The caller has left, or could not be sent there. */
  void cancel(String cause) {
    over = true;
    hangUp(cause);
  }

  private void hangUp(String cause) {
    cancelTimer.run();
    if (person != null) {
      person.hangUp(cause);
    }
  }
}
