package org.talkspurt.gateway.wiring;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.talkspurt.gateway.call.CallRegistry;
import org.talkspurt.gateway.call.TrunkRegistrations;
import org.talkspurt.gateway.sip.SipEndpoint;
import org.talkspurt.gateway.sip.SipStartException;

/** Listens for calls while the application runs; at its end hangs up what is left. */
final class SipLifecycle implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(SipLifecycle.class);
  private static final long LAST_BYES_MS = 2_000;
  private static final long POLL_MS = 20;

  private final SipEndpoint endpoint;
  private final CallRegistry calls;
  private final TrunkRegistrations registrations;
  private volatile boolean running;

  SipLifecycle(SipEndpoint endpoint, CallRegistry calls, TrunkRegistrations registrations) {
    this.endpoint = endpoint;
    this.calls = calls;
    this.registrations = registrations;
  }

  @Override
  public void start() {
    try {
      endpoint.start();
    } catch (SipStartException e) {
      throw new SettingException(String.valueOf(e.getMessage()), e);
    }
    registrations.begin(endpoint::register);
    running = true;
    log.info("answering SIP calls on UDP and TCP port {}", endpoint.port());
  }

  @Override
  public void stop() {
    running = false;
    long deadline = System.nanoTime() + LAST_BYES_MS * 1_000_000;
    try {
      while ((!calls.active().isEmpty() || endpoint.activeCalls() > 0)
          && System.nanoTime() < deadline) {
        // Again and again: calls may still come in.
        calls.active().forEach(call -> call.hangUp("shutdown"));
        Thread.sleep(POLL_MS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    endpoint.stop();
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  int port() {
    return endpoint.port();
  }
}
