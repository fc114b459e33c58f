package org.talkspurt.gateway.agent;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the agent files every few seconds. Polling instead of a watch service: it also notices
 * changes on network file systems, bind mounts and Kubernetes config maps, and a file that an
 * editor saves in several steps is read again when it is complete.
 */
public final class AgentReloader implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(AgentReloader.class);

  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("agent-reloader").factory());

  /**
   * Starts looking.
   *
   * @param catalog refreshed once already
   */
  public AgentReloader(AgentCatalog catalog, Duration interval) {
    // Cancelled by close(); the task reports its own failures.
    var _ =
        timer.scheduleWithFixedDelay(
            () -> refresh(catalog),
            interval.toMillis(),
            interval.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  private static void refresh(AgentCatalog catalog) {
    try {
      catalog.refresh();
    } catch (RuntimeException e) {
      // The next look may succeed; the agents in use stay.
      LOG.error("agents could not be reloaded", e);
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
