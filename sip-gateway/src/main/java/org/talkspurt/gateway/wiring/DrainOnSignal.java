package org.talkspurt.gateway.wiring;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.talkspurt.gateway.ops.DrainController;
import org.talkspurt.gateway.ops.DrainState;
import org.talkspurt.gateway.ops.TerminationSignals;

/**
 * The first SIGTERM or SIGINT begins the drain, the second ends it. The application stays whole,
 * health and meters included, until the drain is done; then it is closed, which hangs up what is
 * left, and the process exits with code 0.
 */
final class DrainOnSignal implements ApplicationListener<ApplicationReadyEvent> {
  private static final Logger log = LoggerFactory.getLogger(DrainOnSignal.class);
  private static final long POLL_MS = 20;

  private final DrainController controller;
  private final AtomicBoolean begun = new AtomicBoolean();
  private final CountDownLatch impatience = new CountDownLatch(1);

  DrainOnSignal(DrainController controller) {
    this.controller = controller;
  }

  @Override
  public void onApplicationEvent(ApplicationReadyEvent event) {
    ConfigurableApplicationContext application = event.getApplicationContext();
    TerminationSignals.handle(() -> signalled(() -> end(application)));
  }

  private static void end(ConfigurableApplicationContext application) {
    try {
      application.close();
    } finally {
      System.exit(0);
    }
  }

  /**
   * A signal came.
   *
   * @param end runs when the drain that the first one began is over
   */
  void signalled(Runnable end) {
    if (begun.compareAndSet(false, true)) {
      Thread.ofPlatform().name("drain").start(() -> drain(end));
    } else {
      log.info("signalled again: not waiting for calls any more");
      impatience.countDown();
    }
  }

  private void drain(Runnable end) {
    try {
      controller.begin(System.nanoTime());
      while (controller.advance(System.nanoTime()) != DrainState.DONE
          && !impatience.await(POLL_MS, TimeUnit.MILLISECONDS)) {
        // calls go on
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      log.error("the drain failed", e);
    } finally {
      end.run();
    }
  }
}
