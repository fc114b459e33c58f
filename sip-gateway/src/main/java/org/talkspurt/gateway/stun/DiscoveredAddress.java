package org.talkspurt.gateway.stun;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The address that a STUN server sees us at: asked for at the start and every five minutes, every
 * half minute while there is no answer. The last one that was told counts. Thread-safe.
 */
public final class DiscoveredAddress implements AutoCloseable {

  static final Duration REFRESH = Duration.ofMinutes(5);
  static final Duration RETRY = Duration.ofSeconds(30);
  private static final Logger LOG = LoggerFactory.getLogger(DiscoveredAddress.class);

  /** What a start waits for: 0.5 + 1 + 2 s. */
  private static final int FIRST_REQUESTS = 3;

  private static final int REQUESTS = 5;

  private final StunServer server;
  private final StunClient client;
  private final ScheduledExecutorService timer;
  private volatile @Nullable InetAddress address;

  DiscoveredAddress(StunServer server, StunClient client, ScheduledExecutorService timer) {
    this.server = server;
    this.client = client;
    this.timer = timer;
  }

  /** Asks at once, for some seconds at most, and goes on asking; a start does not fail by it. */
  public static DiscoveredAddress of(StunServer server) {
    DiscoveredAddress found =
        new DiscoveredAddress(
            server,
            new StunClient(Duration.ofMillis(500)),
            new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("stun").factory()));
    found.begin();
    return found;
  }

  /** The address; null as long as no server has told. */
  public @Nullable InetAddress address() {
    return address;
  }

  private void ask(int requests) {
    Optional<InetAddress> told = client.ask(server, requests);
    InetAddress known = address;
    if (told.isEmpty()) {
      LOG.warn(
          "{} does not answer: callers are told {} until it does",
          server,
          known == null ? "the local address" : known.getHostAddress());
    } else if (!told.get().equals(known)) {
      address = told.get();
      LOG.info("our address is {} by {}", told.get().getHostAddress(), server);
    }
    Duration pause = told.isPresent() ? REFRESH : RETRY;
    try {
      var _ = timer.schedule(() -> ask(REQUESTS), pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("closed meanwhile");
    }
  }

  /** Asks for the first time; see {@link #of}. */
  void begin() {
    ask(FIRST_REQUESTS);
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
