package org.talkspurt.gateway.call;

import java.net.InetAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.talkspurt.gateway.sip.NextHop;
import org.talkspurt.gateway.sip.RegistrationSettings;
import org.talkspurt.gateway.sip.RegistrationStatus;
import org.talkspurt.gateway.sip.ServiceRoute;
import org.talkspurt.gateway.sip.SipRegistration;

/** The registrations of all trunks that have one. Thread-safe. */
public final class TrunkRegistrations {
  private static final Duration LAST_ANSWERS = Duration.ofSeconds(2);

  private final List<RegistrationSettings> accounts;
  private final Map<String, SipRegistration> byTrunk = new ConcurrentHashMap<>();

  public TrunkRegistrations(List<RegistrationSettings> accounts) {
    this.accounts = List.copyOf(accounts);
  }

  /**
   * Begins to register; returns at once.
   *
   * @param endpoint registers one account
   */
  public void begin(Function<RegistrationSettings, SipRegistration> endpoint) {
    accounts.forEach(account -> byTrunk.put(account.name(), endpoint.apply(account)));
  }

  /** Ends all bindings, and waits up to 2 s for the registrars' answers. */
  public void end() {
    CompletableFuture.allOf(
            byTrunk.values().stream().map(SipRegistration::end).toArray(CompletableFuture[]::new))
        .completeOnTimeout(null, LAST_ANSWERS.toMillis(), TimeUnit.MILLISECONDS)
        .join();
  }

  /** Whether an address is that of the trunk's registrar. */
  public boolean isPeer(String trunk, InetAddress address) {
    SipRegistration registration = byTrunk.get(trunk);
    return registration != null && registration.peers().contains(address);
  }

  /** Whether an address is that of any registrar. */
  public boolean isPeer(InetAddress address) {
    return byTrunk.keySet().stream().anyMatch(trunk -> isPeer(trunk, address));
  }

  /** The way that the trunk's registrar wants calls to take; empty if it says nothing of it. */
  public Optional<ServiceRoute> serviceRoute(String trunk) {
    return Optional.ofNullable(byTrunk.get(trunk)).flatMap(SipRegistration::serviceRoute);
  }

  /** Which of the trunk's servers has the binding; empty if none has. */
  public Optional<NextHop> server(String trunk) {
    return Optional.ofNullable(byTrunk.get(trunk)).flatMap(SipRegistration::server);
  }

  /** How each stands, by the trunk's name, in the order of the settings. */
  public Map<String, RegistrationStatus> statuses() {
    Map<String, RegistrationStatus> statuses = new LinkedHashMap<>();
    for (RegistrationSettings account : accounts) {
      SipRegistration registration = byTrunk.get(account.name());
      if (registration != null) {
        statuses.put(account.name(), registration.status());
      }
    }
    return statuses;
  }
}
