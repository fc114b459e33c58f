package org.talkspurt.gateway.sip;

import gov.nist.javax.sip.header.RAck;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The reliable provisional responses to one INVITE (RFC 3262 §3): one at a time, repeated in
 * doubling intervals until its PRACK comes, for 64 × T1. Confined to the call's strand.
 */
final class ReliableProvisionals {

  /** §3: the first number is below 2^31, so that none wraps around. */
  private static final int MAX_FIRST_NUMBER = Integer.MAX_VALUE;

  private final SipRuntime runtime;
  private final Strand strand;
  private final Consumer<SIPResponse> sender;
  private final Runnable onNoPrack;
  private long number = ThreadLocalRandom.current().nextInt(1, MAX_FIRST_NUMBER);
  private @Nullable SIPResponse pending;
  private @Nullable SIPResponse next;
  private Runnable onceAcknowledged = () -> {};
  private Duration interval = Duration.ZERO;
  private Runnable cancelRepetition = () -> {};
  private Runnable cancelTimeout = () -> {};

  /**
   * None yet.
   *
   * @param sender sends a response, and the same once more
   * @param onNoPrack run on the strand when no PRACK came in time
   */
  ReliableProvisionals(
      SipRuntime runtime, Strand strand, Consumer<SIPResponse> sender, Runnable onNoPrack) {
    this.runtime = runtime;
    this.strand = strand;
    this.sender = sender;
    this.onNoPrack = onNoPrack;
  }

  /**
   * Sends a response. While the one before waits for its PRACK, the last one that describes
   * something waits behind it, and others are left out.
   */
  void send(SIPResponse response) {
    if (pending != null) {
      next = SdpBody.hasContent(response) ? response : next;
      return;
    }
    number++;
    SipMessages.addHeader(response, "Require", OptionTags.RELIABLE);
    SipMessages.addHeader(response, "RSeq", Long.toString(number));
    pending = response;
    interval = runtime.t1();
    cancelTimeout = runtime.schedule(runtime.patience(), strand, this::giveUp);
    sender.accept(response);
    repeatLater(response);
  }

  /** §3: unlike a 200 without an upper bound of the interval. */
  private void repeatLater(SIPResponse response) {
    cancelRepetition =
        runtime.schedule(
            interval,
            strand,
            () -> {
              sender.accept(response);
              interval = interval.multipliedBy(2);
              repeatLater(response);
            });
  }

  private void giveUp() {
    stop();
    onNoPrack.run();
  }

  /** Whether a PRACK is for the response that waits: it does not any more. */
  boolean acknowledge(SIPRequest prack) {
    SIPResponse waiting = pending;
    if (waiting == null
        || !(prack.getHeader(RAck.NAME) instanceof RAck named)
        || named.getRSequenceNumber() != number
        || named.getCSequenceNumber() != waiting.getCSeq().getSeqNumber()
        || !named.getMethod().equals("INVITE")) {
      return false;
    }
    pending = null;
    cancelTimers();
    strand.execute(this::goOn); // after the PRACK's own answer
    return true;
  }

  private void goOn() {
    SIPResponse waiting = next;
    next = null;
    if (waiting != null) {
      send(waiting);
    } else {
      Runnable task = onceAcknowledged;
      onceAcknowledged = () -> {};
      task.run();
    }
  }

  /**
   * Runs a task that sends the 2xx: not while a response with a description waits for its PRACK
   * (§3), and not at all after {@link #stop}.
   */
  void beforeAnswer(Runnable task) {
    next = null; // the 2xx describes the same
    SIPResponse waiting = pending;
    if (waiting != null && SdpBody.hasContent(waiting)) {
      onceAcknowledged = task;
    } else {
      task.run();
    }
  }

  /** The final response is out: nothing is repeated; a PRACK may still come. */
  void stop() {
    next = null;
    onceAcknowledged = () -> {};
    cancelTimers();
  }

  private void cancelTimers() {
    cancelRepetition.run();
    cancelTimeout.run();
  }
}
