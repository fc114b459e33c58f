package org.talkspurt.gateway.sip;

import java.net.InetAddress;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** A registration that is kept alive. Thread-safe. */
public interface SipRegistration {

  RegistrationStatus status();

  /** Addresses that the registrar's name led to the last time: calls come from there. */
  Set<InetAddress> peers();

  /** The way that the registrar wants our calls to take; empty if it says nothing of it. */
  Optional<ServiceRoute> serviceRoute();

  /** Which server has the binding; empty if none has. */
  Optional<NextHop> server();

  /** Ends the binding for good; done when the registrar has answered, or nobody did in time. */
  CompletableFuture<Void> end();
}
