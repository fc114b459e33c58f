package org.talkspurt.gateway.sip;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.stack.SIPServerTransaction;
import java.io.IOException;
import java.time.Duration;

/**
 * Repeats a 200 until its ACK comes: after T1, then in doubling intervals up to T2, on every
 * transport, for 64 × T1 (RFC 3261 §13.3.1.4; the transaction itself ended with the 200). Confined
 * to the call's strand.
 */
final class PendingAck {

  private final SipRuntime runtime;
  private final Strand strand;
  private final SIPServerTransaction transaction;
  private final long sequence;
  private final boolean answerExpected;
  private final Runnable cancelTimeout;
  private Runnable cancelRepetition;
  private Duration interval;

  /**
   * Starts to wait.
   *
   * @param answerExpected whether our 200 brought an offer, so that the ACK brings the answer
   * @param onTimeout runs on the strand when no ACK came in time
   */
  PendingAck(
      SipRuntime runtime,
      Strand strand,
      SIPServerTransaction transaction,
      long sequence,
      boolean answerExpected,
      Runnable onTimeout) {
    this.runtime = runtime;
    this.strand = strand;
    this.transaction = transaction;
    this.sequence = sequence;
    this.answerExpected = answerExpected;
    this.interval = runtime.t1();
    this.cancelRepetition = runtime.schedule(interval, strand, this::repeatLater);
    this.cancelTimeout = runtime.schedule(runtime.patience(), strand, onTimeout);
  }

  boolean isFor(SIPRequest ack) {
    return ack.getCSeq().getSeqNumber() == sequence;
  }

  boolean answerExpected() {
    return answerExpected;
  }

  void stop() {
    cancelRepetition.run();
    cancelTimeout.run();
  }

  private void repeatLater() {
    repeat();
    Duration doubled = interval.multipliedBy(2);
    interval = doubled.compareTo(runtime.t2()) > 0 ? runtime.t2() : doubled;
    cancelRepetition = runtime.schedule(interval, strand, this::repeatLater);
  }

  /** Sends the 200 once more, as it was. */
  void repeat() {
    try {
      transaction.resendLastResponseAsBytes();
      runtime.meters().answerRetransmitted();
    } catch (IOException connectionGone) {
      // The caller may open another, or the timeout ends the call.
    }
  }
}
