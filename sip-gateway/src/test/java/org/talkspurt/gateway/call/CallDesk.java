package org.talkspurt.gateway.call;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.talkspurt.gateway.call.Switchboard.Extension;
import org.talkspurt.gateway.sdp.EncryptionPolicy;
import org.talkspurt.gateway.sdp.SdpCodec;
import org.talkspurt.gateway.sip.NextHop;
import org.talkspurt.gateway.sip.ServiceRoute;
import org.talkspurt.gateway.sip.SipDestination;
import org.talkspurt.gateway.sip.SipTransport;
import org.talkspurt.rtp.crypto.DtlsIdentity;
import org.talkspurt.rtp.jitter.JitterBufferSettings;

/**
 * A call handler with a scripted peer on one side, scripted agents on the other, and a manual
 * clock. Number 1 reaches an agent, 2 one with a single line, 3 one without models, 4 one that
 * breaks as it is connected, 5 one that does not exist; others reach nobody. At most four calls.
 */
public final class CallDesk implements CallObserver {
  private static final DtlsIdentity IDENTITY = DtlsIdentity.generate(Instant.EPOCH);

  static final Duration MAX_DURATION = Duration.ofMinutes(10);

  final FakeMediaPlane plane = new FakeMediaPlane();
  final FakeRecorder recorder = new FakeRecorder();
  final ManualHome home = plane.home;
  public final AdmissionControl admission = new AdmissionControl(4);
  final List<FakeApplication> applications = new ArrayList<>();
  final List<CallRecord> ended = new ArrayList<>();
  final List<Integer> refused = new ArrayList<>();
  int begun;
  boolean agentsMindEcho = true;
  private Duration stepped = Duration.ZERO;

  /** What agents say before they answer; null: nothing. */
  CompletableFuture<short[]> announcement;

  private final CallRegistry registry = new CallRegistry(this::now);
  final CallSetup setup;
  private final CallHandler handler;
  public final FakeDialer sip = new FakeDialer();

  /** What the trunks' registrars say of it, if anything. */
  ServiceRoute serviceRoute;

  NextHop registeredAt;

  public final CallDialer dialer;

  public CallDesk() {
    this(List.of());
  }

  CallDesk(List<TrunkDirectory.Trunk> trunks) {
    Routing routing =
        new Routing(
            List.of(
                new Routing.Route("1", "clinic"),
                new Routing.Route("2", "small"),
                new Routing.Route("3", "loading"),
                new Routing.Route("4", "broken"),
                new Routing.Route("5", "gone")),
            "");
    setup =
        new CallSetup(
            admission,
            plane,
            new CallSettings(
                MAX_DURATION,
                "Goodbye.",
                List.of(SdpCodec.PCMU, SdpCodec.PCMA),
                JitterBufferSettings.DEFAULT,
                Duration.ofSeconds(60),
                ComfortNoise.OFF,
                false,
                "12"::equals,
                IDENTITY),
            registry,
            this,
            recorder,
            this::now);
    handler =
        new CallHandler(
            new CallHandler.Directory(
                routing, this::extension, new TrunkDirectory(trunks, EncryptionPolicy.PREFER)),
            setup);
    dialer =
        new CallDialer(
            new OutboundTrunks(
                List.of(
                    new OutboundTrunks.OutboundTrunk(
                        trunk("carrier", "192.0.2.9", 3),
                        new SipDestination("carrier.example", 0, SipTransport.UDP),
                        null,
                        "+15550100",
                        null,
                        _ -> false))),
            this::extension,
            "clinic",
            setup,
            sip,
            trunk -> Optional.ofNullable(serviceRoute),
            trunk -> Optional.ofNullable(registeredAt));
  }

  private Optional<Extension> extension(String agent) {
    return switch (agent) {
      case "clinic" -> Optional.of(new Extension(agent, 0, Optional.empty(), this::connect));
      case "small" -> Optional.of(new Extension(agent, 1, Optional.empty(), this::connect));
      case "loading" ->
          Optional.of(
              new Extension(agent, 0, Optional.of("Speech models are not loaded"), this::connect));
      case "broken" ->
          Optional.of(
              new Extension(
                  agent,
                  0,
                  Optional.empty(),
                  _ -> {
                    throw new IllegalStateException("no agent today");
                  }));
      default -> Optional.empty();
    };
  }

  MediaApplication connect(Switchboard.Line line) {
    FakeApplication application = new FakeApplication(line);
    application.mindsEcho = agentsMindEcho;
    application.announcement = announcement;
    applications.add(application);
    return application;
  }

  /** The wall clock, moved by the home loop's. */
  Instant now() {
    return Instant.parse("2026-11-23T12:00:00Z").plusNanos(home.nowNs()).plus(stepped);
  }

  /** Somebody sets the wall clock. */
  void stepClock(Duration by) {
    stepped = stepped.plus(by);
  }

  /** An INVITE comes in. */
  FakeInvite invites(FakeInvite invite) {
    handler.assignLoop(invite.facts());
    handler.onInvite(invite);
    return invite;
  }

  /** An INVITE gets a home and turns out to be another's copy. */
  void neverInvites() {
    handler.unassign(handler.assignLoop(new FakeInvite("1", FakeInvite.OFFER).facts()));
  }

  FakeInvite invites(String number, @Nullable String offer) {
    return invites(new FakeInvite(number, offer));
  }

  FakeInvite invites(String number) {
    return invites(number, FakeInvite.OFFER);
  }

  /** A call to the agent that is up; returns its id. */
  public String talks() {
    FakeInvite invite = invites("1");
    invite.listener.onAcknowledged(null);
    return applications.getLast().line.callId();
  }

  /** The final response to a caller of the agent. */
  public String answerToACall() {
    return invites("1").sent.getLast();
  }

  /** What the agent of the latest call was told. */
  public List<String> told() {
    return applications.getLast().told;
  }

  /** The caller of {@link #talks} hangs up. */
  public void hangsUp(String id) {
    registry.active(id).orElseThrow().onBye();
  }

  /** Calls' loop does not come to new tasks any more. */
  public void hang() {
    home.hang();
  }

  public String pressedKeys() {
    return plane.opened.getLast().pressed.toString();
  }

  public CallRegistry registry() {
    return registry;
  }

  /** What has been taken for calls and not been given back: places, homes, pairs of ports. */
  List<Integer> taken() {
    return List.of(admission.calls(), plane.assigned, plane.lent.size());
  }

  static TrunkDirectory.Trunk trunk(String name, String source, int maxCalls) {
    return new TrunkDirectory.Trunk(
        name,
        InetAddress.ofLiteral(source)::equals,
        maxCalls,
        EchoCancelling.GUARD,
        EncryptionPolicy.PREFER,
        null,
        Set.of());
  }

  @Override
  public void began() {
    begun++;
  }

  @Override
  public void ended(CallRecord call) {
    ended.add(call);
  }

  @Override
  public void refused(int status) {
    refused.add(status);
  }
}
