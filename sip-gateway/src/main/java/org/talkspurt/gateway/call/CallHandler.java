package org.talkspurt.gateway.call;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.talkspurt.gateway.call.AdmissionControl.Admission;
import org.talkspurt.gateway.call.AdmissionControl.Place;
import org.talkspurt.gateway.call.Switchboard.Extension;
import org.talkspurt.gateway.call.TrunkDirectory.Trunk;
import org.talkspurt.gateway.sdp.MediaDirection;
import org.talkspurt.gateway.sdp.MediaOptions;
import org.talkspurt.gateway.sdp.NegotiatedMedia;
import org.talkspurt.gateway.sdp.NegotiationResult;
import org.talkspurt.gateway.sdp.NegotiationResult.Accepted;
import org.talkspurt.gateway.sdp.SdpNegotiator;
import org.talkspurt.gateway.sip.IncomingInvite;
import org.talkspurt.gateway.sip.InviteFacts;
import org.talkspurt.gateway.sip.InviteListener;
import org.talkspurt.gateway.sip.SipCredentials;
import org.talkspurt.rtp.crypto.MediaEncryption;

/**
 * Decides about new calls: who is called, is there room, can we talk. Each step that takes
 * something (loop, place, ports) has its counterpart here or, once there is a call, at its end.
 */
public final class CallHandler implements InviteListener {
  private static final Logger log = LoggerFactory.getLogger(CallHandler.class);

  private final Directory directory;
  private final CallSetup setup;

  /** Who can be called, and through whom. */
  public record Directory(Routing routing, Switchboard switchboard, TrunkDirectory trunks) {}

  public CallHandler(Directory directory, CallSetup setup) {
    this.directory = directory;
    this.setup = setup;
  }

  @Override
  public Executor assignLoop(InviteFacts facts) {
    return setup.media().assign();
  }

  @Override
  public boolean takesCalls() {
    return setup.hasRoom();
  }

  @Override
  public @Nullable SipCredentials credentials(InviteFacts facts) {
    return directory.trunks().of(facts).account();
  }

  @Override
  public void unassign(Executor loop) {
    setup.media().release((CallHome) loop);
  }

  @Override
  public void onInvite(IncomingInvite invite) {
    CallHome home = setup.media().here();
    InviteFacts facts = invite.facts();
    Refusal refusal;
    try {
      refusal = begin(invite, facts, home);
    } catch (RuntimeException e) {
      log.error("an INVITE could not be handled", e);
      refusal = new Refusal(500, "Internal error", null);
    }
    if (refusal != null) {
      setup.media().release(home);
      log.info("refused {}: {}: {}", facts.sipCallId(), refusal.status(), refusal.reason());
      setup.observer().refused(refusal.status());
      invite.reject(refusal.status(), refusal.reason(), refusal.retryAfter());
    }
  }

  private record Refusal(int status, String reason, @Nullable Duration retryAfter) {}

  /** Takes the call, or says why not; in that case nothing is held any more but the loop. */
  private @Nullable Refusal begin(IncomingInvite invite, InviteFacts facts, CallHome home) {
    Optional<Extension> called =
        directory
            .routing()
            .agentFor(facts.dialledUser(), facts.calledUser())
            .flatMap(agent -> directory.switchboard().find(agent));
    if (called.isEmpty()) {
      return new Refusal(404, "No route to this number", null);
    }
    Extension extension = called.get();
    if (extension.hindrance().isPresent()) {
      return new Refusal(503, extension.hindrance().get(), AdmissionControl.RETRY_AFTER);
    }
    Trunk trunk = directory.trunks().of(facts);
    return switch (setup.admit(extension, trunk)) {
      case Admission.Refused refused ->
          new Refusal(refused.status(), refused.reason(), refused.retryAfter());
      case Admission.Admitted admitted ->
          connect(invite, facts, extension, trunk, home, admitted.place());
    };
  }

  private @Nullable Refusal connect(
      IncomingInvite invite,
      InviteFacts facts,
      Extension extension,
      Trunk trunk,
      CallHome home,
      Place place) {
    CallPorts ports = null;
    boolean taken = false;
    try {
      ports = setup.media().ports(home).orElse(null);
      if (ports == null) {
        return new Refusal(503, "No media port is free", AdmissionControl.RETRY_AFTER);
      }
      SdpNegotiator negotiator = setup.negotiator(facts.mediaAddress(), trunk, ports);
      String offer = facts.offer();
      NegotiationResult result = offer == null ? ownOffer(negotiator) : negotiator.answer(offer);
      return switch (result) {
        case NegotiationResult.Rejected rejected ->
            new Refusal(rejected.status(), rejected.reason(), null);
        case NegotiationResult.Malformed malformed ->
            new Refusal(malformed.status(), malformed.reason(), null);
        case Accepted accepted -> {
          taken = true;
          Call call =
              setup.begin(identity(facts, extension, trunk), home, negotiator, ports, place);
          answer(call, invite, extension, trunk, ports, accepted);
          yield null;
        }
      };
    } finally {
      if (!taken) {
        if (ports != null) {
          ports.release();
        }
        place.release();
      }
    }
  }

  private void answer(
      Call call,
      IncomingInvite invite,
      Extension extension,
      Trunk trunk,
      CallPorts ports,
      Accepted accepted) {
    invite.listen(call);
    try {
      MediaApplication application = setup.connect(call, extension, trunk, ports, accepted.media());
      call.answer(invite, application, accepted.sdp());
    } catch (RuntimeException e) {
      log.error("call {} could not be answered", call.id(), e);
      invite.reject(500, "Internal error", null);
      call.failed("internal_error");
    }
  }

  /** The INVITE brought no offer (RFC 3261 §13.2.1): ours goes out, with no peer to send to yet. */
  private Accepted ownOffer(SdpNegotiator negotiator) {
    return new Accepted(
        negotiator.offer(),
        new NegotiatedMedia(
            setup.settings().codecs().getFirst(),
            setup.settings().codecs().getFirst().payloadType(),
            OptionalInt.empty(),
            new InetSocketAddress(0),
            new InetSocketAddress(0),
            MediaDirection.SENDRECV,
            CallSetup.PTIME_MS,
            MediaOptions.NONE,
            MediaEncryption.NONE));
  }

  /**
   * Of a trunk whose assertions are handed on, the asserted number (RFC 3325 §5): it is trusted.
   */
  private static String caller(InviteFacts facts, Trunk trunk) {
    return trunk.headers().contains("p-asserted-identity") && !facts.assertedUser().isEmpty()
        ? facts.assertedUser()
        : facts.callerUser();
  }

  private CallIdentity identity(InviteFacts facts, Extension extension, Trunk trunk) {
    return new CallIdentity(
        UUID.randomUUID().toString(),
        facts.sipCallId(),
        CallIdentity.INBOUND,
        caller(facts, trunk),
        facts.callerName(),
        facts.dialledUser(),
        trunk.handedOn(facts.headers()),
        trunk.name().isEmpty() ? null : trunk.name(),
        extension.agent(),
        Screening.NEVER,
        setup.clock().instant());
  }
}
