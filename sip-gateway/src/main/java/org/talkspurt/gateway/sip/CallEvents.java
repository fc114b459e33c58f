package org.talkspurt.gateway.sip;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way from a call to the application: everything runs on the call's home executor, in order.
 */
final class CallEvents {

  private static final Logger LOG = LoggerFactory.getLogger(CallEvents.class);

  private final Executor home;
  private final String sipCallId;
  private volatile @Nullable SipDialogListener listener;

  CallEvents(Executor home, String sipCallId) {
    this.home = home;
    this.sipCallId = sipCallId;
  }

  void listen(SipDialogListener listener) {
    this.listener = listener;
  }

  /** Nothing is told any more. */
  void mute() {
    listener = null;
  }

  Executor home() {
    return home;
  }

  /** Who listens; null: nobody, or nobody any more. */
  @Nullable SipDialogListener listener() {
    return listener;
  }

  /**
   * Runs a task of the application.
   *
   * @param onError runs when it throws, so that its error ends this call only
   * @throws RejectedExecutionException if the home executor is gone
   */
  void run(Runnable task, Runnable onError) {
    home.execute(
        () -> {
          try {
            task.run();
          } catch (RuntimeException e) {
            LOG.error("Call {} is ended by an error", sipCallId, e);
            onError.run();
          }
        });
  }

  /** Tells the listener, if there is one. */
  void tell(Consumer<SipDialogListener> event, Runnable onError) {
    try {
      run(
          () -> {
            SipDialogListener to = listener;
            if (to != null) {
              event.accept(to);
            }
          },
          onError);
    } catch (RejectedExecutionException e) {
      LOG.debug("The loop of call {} is gone", sipCallId);
    }
  }
}
