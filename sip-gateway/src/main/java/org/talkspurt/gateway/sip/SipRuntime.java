package org.talkspurt.gateway.sip;

import gov.nist.javax.sip.message.SIPRequest;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sip.ClientTransaction;
import javax.sip.ObjectInUseException;
import javax.sip.SipException;
import javax.sip.SipProvider;
import javax.sip.address.Hop;
import org.jspecify.annotations.Nullable;

/**
 * What every call of an endpoint shares.
 *
 * @param pool carries the strands of the calls
 * @param timers runs nothing itself but hands over to strands
 * @param accountNames of the accounts that are registered: what calls to them name in place of the
 *     number
 */
record SipRuntime(
    SipSettings settings,
    SipMeters meters,
    SipProvider provider,
    SipMessages messages,
    CallTable calls,
    ServerLocator servers,
    Executor pool,
    ScheduledExecutorService timers,
    Set<String> accountNames,
    ConnectionWatch connections) {

  /** T2 of RFC 3261 §17.1.2.2 in units of T1: 4 s by default. */
  private static final int T2_IN_T1 = 8;

  Duration t1() {
    return settings.timerT1();
  }

  Duration t2() {
    return settings.timerT1().multipliedBy(T2_IN_T1);
  }

  /** How long anybody waits for an answer: 64 × T1, 32 s by default. */
  Duration patience() {
    return settings.timerT1().multipliedBy(64);
  }

  /** Hands a message of a peer to a strand; what is too much is counted and lost. */
  void receive(Strand strand, Runnable task) {
    if (!strand.offer(task)) {
      meters.messageDropped(SipMeters.DropReason.OVERLOAD);
    }
  }

  /** Runs a task on a strand later; the handle cancels it. */
  Runnable schedule(Duration delay, Strand strand, Runnable task) {
    try {
      var future =
          timers.schedule(() -> strand.execute(task), delay.toNanos(), TimeUnit.NANOSECONDS);
      return () -> future.cancel(false);
    } catch (RejectedExecutionException e) {
      return () -> {}; // the endpoint is being stopped
    }
  }

  /**
   * Sends a request of a dialog over the first hop that takes it.
   *
   * @param owner gets the responses
   * @return false if none does
   */
  boolean send(DialogPath path, long sequence, ResponseReceiver owner, RequestBuilder builder) {
    for (Hop hop : path.hops()) {
      SIPRequest request = builder.build(sequence, hop);
      path.sign(request);
      if (start(request, owner) != null) {
        return true;
      }
    }
    return false;
  }

  /** Sends a request over the hop that it carries; null if that does not take it. */
  @Nullable ClientTransaction start(SIPRequest request, ResponseReceiver owner) {
    try {
      return ServerNames.lookingFor(
          (Hop) request.getApplicationData(), () -> startThere(request, owner));
    } catch (SipException e) {
      return null;
    }
  }

  private ClientTransaction startThere(SIPRequest request, ResponseReceiver owner)
      throws SipException {
    ClientTransaction transaction = provider.getNewClientTransaction(request);
    try {
      transaction.setApplicationData(owner);
      transaction.sendRequest();
      return transaction;
    } catch (SipException e) {
      terminate(transaction);
      throw e;
    }
  }

  /** A transaction whose request never left would stay in the stack's table for ever. */
  static void terminate(ClientTransaction transaction) {
    try {
      transaction.terminate();
    } catch (ObjectInUseException e) {
      throw new IllegalStateException("the stack never says so of a client transaction", e);
    }
  }

  /** Builds a request anew for each hop. */
  @FunctionalInterface
  interface RequestBuilder {
    SIPRequest build(long sequence, Hop hop);
  }
}
