package org.talkspurt.gateway.call;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.talkspurt.gateway.call.AdmissionControl.Admission;
import org.talkspurt.gateway.call.AdmissionControl.Place;
import org.talkspurt.gateway.call.OutboundTrunks.OutboundTrunk;
import org.talkspurt.gateway.call.Switchboard.Extension;
import org.talkspurt.gateway.sdp.SdpNegotiator;
import org.talkspurt.gateway.sip.NextHop;
import org.talkspurt.gateway.sip.OutgoingCall;
import org.talkspurt.gateway.sip.ServiceRoute;
import org.talkspurt.gateway.sip.SipDestination;
import org.talkspurt.gateway.sip.SipDialer;

/** Begins calls through trunks. Thread-safe. */
public final class CallDialer implements Consultant {
  private static final Logger log = LoggerFactory.getLogger(CallDialer.class);

  /** A loop that takes longer has other worries than a new call. */
  private static final long LOOP_PATIENCE_MS = 5_000;

  private final OutboundTrunks trunks;
  private final Switchboard switchboard;
  private final String defaultAgent;
  private final CallSetup setup;
  private final SipDialer sip;
  private final Function<String, Optional<ServiceRoute>> routes;
  private final Function<String, Optional<NextHop>> servers;

  /**
   * @param defaultAgent for orders without one; empty: none
   * @param routes the way that a trunk's registrar wants its calls to take, by the trunk's name
   * @param servers the server that a trunk is registered at, which is known to answer
   */
  public CallDialer(
      OutboundTrunks trunks,
      Switchboard switchboard,
      String defaultAgent,
      CallSetup setup,
      SipDialer sip,
      Function<String, Optional<ServiceRoute>> routes,
      Function<String, Optional<NextHop>> servers) {
    this.trunks = trunks;
    this.switchboard = switchboard;
    this.defaultAgent = defaultAgent;
    this.setup = setup;
    this.sip = sip;
    this.routes = routes;
    this.servers = servers;
    setup.consultBy(this);
  }

  /** Dials. Blocks while names are looked up; not for the home loops. */
  public DialResult dial(DialOrder order) {
    return dial(order, switchboard.find(order.agent() == null ? defaultAgent : order.agent()));
  }

  @Override
  public Optional<Extension> briefing(String text, Runnable whenSaid) {
    return switchboard.briefing(text, whenSaid);
  }

  @Override
  public void call(DialOrder order, Extension briefing, Consumer<Optional<Call>> then) {
    Thread.startVirtualThread(
        () ->
            then.accept(
                dial(order, Optional.of(briefing)) instanceof DialResult.Begun(Call call)
                    ? Optional.of(call)
                    : Optional.empty()));
  }

  private DialResult dial(DialOrder order, Optional<Extension> extension) {
    Optional<OutboundTrunk> through =
        order.trunk() == null ? trunks.only() : trunks.named(order.trunk());
    if (through.isEmpty()) {
      String names = String.join(", ", trunks.trunks().stream().map(OutboundTrunk::name).toList());
      return new DialResult.Unfit(
          "trunk", "one that has a domain" + (names.isEmpty() ? "; there is none" : ": " + names));
    }
    OutboundTrunk trunk = through.get();
    if (order.target() instanceof DialTarget.Uri uri && !trunk.reaches(uri.host())) {
      return new DialResult.Unfit(
          "to", "a number, or a host that trunk " + trunk.name() + " leads to");
    }
    return extension.isPresent()
        ? dial(order, trunk, extension.get())
        : new DialResult.Unfit("agent", "the name of an agent");
  }

  private DialResult dial(DialOrder order, OutboundTrunk trunk, Extension extension) {
    if (extension.hindrance().isPresent()) {
      return new DialResult.NoRoom(extension.hindrance().get(), AdmissionControl.RETRY_AFTER);
    }
    if (!setup.hasRoom()) {
      return new DialResult.NoRoom("No call is taken now", AdmissionControl.RETRY_AFTER);
    }
    Optional<ServiceRoute> route = routes.apply(trunk.name());
    List<NextHop> hops;
    try {
      hops = withFirst(servers.apply(trunk.name()), sip.resolve(nextHop(trunk, route)));
    } catch (UnknownHostException e) {
      return new DialResult.Unreachable("The host of trunk " + trunk.name() + " is not known.");
    }
    return switch (setup.admit(extension, trunk.trunk())) {
      case Admission.Refused refused ->
          new DialResult.NoRoom(refused.reason(), AdmissionControl.RETRY_AFTER);
      case Admission.Admitted admitted ->
          onItsLoop(new Attempt(order, trunk, extension, hops, route, admitted.place()));
    };
  }

  /** The one that answers, if it is among them, before the others. */
  private static List<NextHop> withFirst(Optional<NextHop> answering, List<NextHop> hops) {
    return answering
        .map(
            first ->
                hops.stream()
                    .sorted(Comparator.comparing((NextHop hop) -> !hop.isBeside(first)))
                    .toList())
        .orElse(hops);
  }

  /** To the proxy, else the route's first, else the domain. */
  private static SipDestination nextHop(OutboundTrunk trunk, Optional<ServiceRoute> route) {
    return trunk.proxy() == null && route.isPresent() ? route.get().first() : trunk.nextHop();
  }

  private record Attempt(
      DialOrder order,
      OutboundTrunk trunk,
      Extension extension,
      List<NextHop> hops,
      Optional<ServiceRoute> route,
      Place place) {}

  private DialResult onItsLoop(Attempt attempt) {
    CallHome home = setup.media().assign();
    var result = new CompletableFuture<DialResult>();
    try {
      home.execute(
          () -> {
            try {
              result.complete(begin(attempt, home));
            } catch (RuntimeException e) {
              result.completeExceptionally(e);
            }
          });
    } catch (RejectedExecutionException e) {
      giveBack(attempt, home);
      return new DialResult.NoRoom("Shutting down", AdmissionControl.RETRY_AFTER);
    }
    try {
      return result.orTimeout(LOOP_PATIENCE_MS, TimeUnit.MILLISECONDS).join();
    } catch (CompletionException e) {
      log.error("a call could not be dialled", e.getCause());
      return new DialResult.NoRoom("Internal error", AdmissionControl.RETRY_AFTER);
    }
  }

  private void giveBack(Attempt attempt, CallHome home) {
    attempt.place().release();
    setup.media().release(home);
  }

  private DialResult begin(Attempt attempt, CallHome home) {
    Optional<CallPorts> free = setup.media().ports(home);
    if (free.isEmpty()) {
      giveBack(attempt, home);
      return new DialResult.NoRoom("No media port is free", AdmissionControl.RETRY_AFTER);
    }
    CallPorts ports = free.get();
    SdpNegotiator negotiator;
    OutgoingCall outgoing;
    try {
      InetAddress local = sip.localAddress(attempt.hops().getFirst());
      negotiator = setup.negotiator(local, attempt.trunk().trunk(), ports);
      outgoing = outgoing(attempt, local, negotiator.offer());
    } catch (RuntimeException e) {
      ports.release();
      giveBack(attempt, home);
      throw e;
    }
    Call call = setup.begin(identity(attempt, outgoing), home, negotiator, ports, attempt.place());
    var leg =
        new OutboundLeg(
            setup, call, attempt.extension(), attempt.trunk().trunk(), ports, negotiator);
    try {
      call.dialled(sip.dial(outgoing, home, leg));
    } catch (RuntimeException e) {
      call.failed("internal_error");
      throw e;
    }
    return new DialResult.Begun(call);
  }

  private static OutgoingCall outgoing(Attempt attempt, InetAddress local, String offer) {
    OutboundTrunk trunk = attempt.trunk();
    String callerId = attempt.order().callerId();
    return new OutgoingCall(
        UUID.randomUUID().toString(),
        attempt.order().target().uri(trunk.domain()),
        new OutgoingCall.Caller(
            callerId == null ? trunk.callerId() : callerId, "", trunk.domain().uriHost()),
        attempt.hops(),
        trunk.proxy(),
        attempt.route().map(ServiceRoute::uris).orElse(List.of()),
        local,
        offer,
        attempt.order().ringTimeout(),
        trunk.credentials(),
        trunk.redirectTargets());
  }

  private CallIdentity identity(Attempt attempt, OutgoingCall outgoing) {
    return new CallIdentity(
        UUID.randomUUID().toString(),
        outgoing.sipCallId(),
        CallIdentity.OUTBOUND,
        outgoing.caller().user(),
        outgoing.caller().name(),
        attempt.order().target().user(),
        attempt.order().variables(),
        attempt.trunk().name(),
        attempt.extension().agent(),
        attempt.order().screening(),
        setup.clock().instant());
  }
}
