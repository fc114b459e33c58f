package org.talkspurt.gateway.wiring;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.talkspurt.gateway.call.AdmissionControl;
import org.talkspurt.gateway.call.CallDialer;
import org.talkspurt.gateway.call.CallHandler;
import org.talkspurt.gateway.call.CallRegistry;
import org.talkspurt.gateway.call.CallSettings;
import org.talkspurt.gateway.call.CallSetup;
import org.talkspurt.gateway.call.Routing;
import org.talkspurt.gateway.call.RtpMediaPlane;
import org.talkspurt.gateway.call.Switchboard;
import org.talkspurt.gateway.call.TrunkDirectory;
import org.talkspurt.gateway.call.TrunkRegistrations;
import org.talkspurt.gateway.ops.CallOutcomes;
import org.talkspurt.gateway.ops.DrainStep;
import org.talkspurt.gateway.ops.MediaMetrics;
import org.talkspurt.gateway.ops.SipMetrics;
import org.talkspurt.gateway.recording.RecordingWriter;
import org.talkspurt.gateway.sdp.EncryptionPolicy;
import org.talkspurt.gateway.sdp.SdpCodec;
import org.talkspurt.gateway.sip.AdvertisedAddress;
import org.talkspurt.gateway.sip.MessageCapture;
import org.talkspurt.gateway.sip.PeerLimits;
import org.talkspurt.gateway.sip.SessionTimerSettings;
import org.talkspurt.gateway.sip.SipEndpoint;
import org.talkspurt.gateway.sip.SipSettings;
import org.talkspurt.gateway.stun.DiscoveredAddress;
import org.talkspurt.models.echo.WebRtc;
import org.talkspurt.rtp.codec.Opus;
import org.talkspurt.rtp.crypto.DtlsIdentity;
import org.talkspurt.rtp.crypto.SrtpContext;
import org.talkspurt.rtp.jitter.JitterBufferSettings;
import org.talkspurt.rtp.session.MediaLoops;
import org.talkspurt.rtp.session.RtpPortPool;

/** Calls and the SIP endpoint that brings them. */
@Configuration(proxyBeanMethods = false)
class SipConfiguration {
  private static final Logger log = LoggerFactory.getLogger(SipConfiguration.class);

  @Bean
  AdmissionControl admissionControl(TalkspurtProperties properties, MeterRegistry registry) {
    AdmissionControl admission = new AdmissionControl(properties.calls().max());
    Gauge.builder("talkspurt.calls.limit", admission, AdmissionControl::maxCalls)
        .description("Calls that may be up at one time (talkspurt.calls.max).")
        .strongReference(true)
        .register(registry);
    return admission;
  }

  @Bean
  CallSetup callSetup(
      TalkspurtProperties properties,
      AdmissionControl admission,
      MediaLoops loops,
      RtpPortPool ports,
      MediaMetrics mediaMeters,
      CallRegistry registry,
      CallOutcomes outcomes,
      RecordingWriter recorder) {
    return new CallSetup(
        admission,
        new RtpMediaPlane(loops, ports, mediaMeters),
        callSettings(properties),
        registry,
        outcomes,
        recorder,
        InstantSource.system());
  }

  @Bean
  TrunkEcho trunkEcho(TalkspurtProperties properties) {
    return TrunkEcho.of(properties.trunks(), WebRtc::load);
  }

  @Bean
  CallHandler callHandler(
      TalkspurtProperties properties,
      Switchboard switchboard,
      TrunkRegistrations registrations,
      TrunkEcho echo,
      CallSetup setup) {
    return new CallHandler(
        new CallHandler.Directory(
            routing(properties),
            switchboard,
            new TrunkDirectory(
                trunks(properties, registrations, echo).values().stream().toList(),
                properties.rtp().encryption())),
        setup);
  }

  @Bean
  CallDialer callDialer(
      TalkspurtProperties properties,
      Switchboard switchboard,
      TrunkRegistrations registrations,
      TrunkEcho echo,
      CallSetup setup,
      SipEndpoint endpoint) {
    return new CallDialer(
        OutboundTrunkSettings.read(trunks(properties, registrations, echo)),
        switchboard,
        properties.agents().defaultAgent(),
        setup,
        endpoint,
        registrations::serviceRoute,
        registrations::server);
  }

  private static Routing routing(TalkspurtProperties properties) {
    return new Routing(
        properties.routes().stream()
            .map(route -> new Routing.Route(route.number(), route.agent()))
            .toList(),
        properties.agents().defaultAgent());
  }

  /** In the order of the settings. */
  private static Map<TalkspurtProperties.Trunk, TrunkDirectory.Trunk> trunks(
      TalkspurtProperties properties, TrunkRegistrations registrations, TrunkEcho echo) {
    Map<TalkspurtProperties.Trunk, TrunkDirectory.Trunk> trunks = new LinkedHashMap<>();
    for (TalkspurtProperties.Trunk trunk : properties.trunks()) {
      trunks.put(trunk, trunk(trunk, properties, registrations, echo));
    }
    return trunks;
  }

  static TrunkDirectory.Trunk trunk(
      TalkspurtProperties.Trunk trunk,
      TalkspurtProperties properties,
      TrunkRegistrations registrations,
      TrunkEcho echo) {
    return new TrunkDirectory.Trunk(
        trunk.name(),
        TrunkAccounts.sources(trunk, registrations),
        trunk.maxCalls(),
        echo.cancelling(trunk),
        encryption(trunk, properties.rtp().encryption()),
        TrunkAccounts.credentials(trunk),
        trunk.headers().stream()
            .map(name -> name.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet()));
  }

  private static CallSettings callSettings(TalkspurtProperties properties) {
    TalkspurtProperties.Rtp rtp = properties.rtp();
    return new CallSettings(
        properties.calls().maxDuration(),
        properties.calls().maxDurationAnnouncement(),
        codecs(rtp.codecs()),
        jitterBuffer(rtp),
        rtp.mediaTimeout(),
        rtp.comfortNoise(),
        rtp.inBandDigits(),
        TargetPatterns.allowing(properties.calls().transferTargets()),
        identity(properties));
  }

  /** Loads the ciphers meanwhile if calls may need them: a call's loop must not wait for it. */
  private static DtlsIdentity identity(TalkspurtProperties properties) {
    EncryptionPolicy byDefault = properties.rtp().encryption();
    boolean encrypts =
        byDefault != EncryptionPolicy.OFF
            || properties.trunks().stream()
                .anyMatch(trunk -> encryption(trunk, byDefault) != EncryptionPolicy.OFF);
    if (encrypts) {
      Thread.ofPlatform().name("ciphers").daemon().start(SrtpContext::prepare);
    }
    return DtlsIdentity.generate(Instant.now());
  }

  private static EncryptionPolicy encryption(
      TalkspurtProperties.Trunk trunk, EncryptionPolicy byDefault) {
    return trunk.encryption() == null ? byDefault : trunk.encryption();
  }

  /** Loads the library of Opus now: a call's loop must not wait for it. */
  private static List<SdpCodec> codecs(List<String> names) {
    List<SdpCodec> codecs =
        names.stream().map(SdpCodec::named).flatMap(List::stream).distinct().toList();
    if (codecs.contains(SdpCodec.OPUS)) {
      log.info("Opus by {}", Opus.library());
    }
    return codecs;
  }

  static JitterBufferSettings jitterBuffer(TalkspurtProperties.Rtp rtp) {
    JitterBufferSettings defaults = JitterBufferSettings.DEFAULT;
    int minMs = Math.toIntExact(rtp.minDelay().toMillis());
    int maxMs = Math.toIntExact(rtp.maxDelay().toMillis());
    try {
      return new JitterBufferSettings(
          minMs,
          maxMs,
          Math.clamp(defaults.initialDelayMs(), minMs, Math.max(minMs, maxMs)),
          defaults.capacityPackets());
    } catch (IllegalArgumentException e) {
      throw new SettingException(
          "talkspurt.rtp.min-delay and max-delay: "
              + rtp.minDelay()
              + " and "
              + rtp.maxDelay()
              + " (expected: 0 <= min-delay <= max-delay <= 2 s)",
          e);
    }
  }

  static PeerLimits limits(TalkspurtProperties.Limits limits) {
    return new PeerLimits(
        limits.connections(),
        limits.connectionsPerSource(),
        limits.messagesPerSecond(),
        limits.messageBurst(),
        Networks.of("talkspurt.sip.limits.exempt", limits.exempt())::isConfigured,
        limits.scanners());
  }

  /** The address that we advertise; null where nobody has to be asked for it. */
  @Bean
  @Nullable DiscoveredAddress discoveredAddress(TalkspurtProperties properties) {
    return LocalAddress.stun(properties.sip().advertisedAddress())
        .map(DiscoveredAddress::of)
        .orElse(null);
  }

  private static AdvertisedAddress advertised(
      String setting, ObjectProvider<DiscoveredAddress> discovered) {
    DiscoveredAddress asked = discovered.getIfAvailable();
    if (asked != null) {
      return asked::address;
    }
    InetAddress fixed = LocalAddress.advertised(setting);
    return fixed == null ? AdvertisedAddress.NONE : () -> fixed;
  }

  @Bean
  SipEndpoint sipEndpoint(
      TalkspurtProperties properties,
      ObjectProvider<DiscoveredAddress> discovered,
      CallHandler handler,
      TrunkRegistrations registrations,
      SipMetrics meters,
      ObjectProvider<MessageCapture> capture) {
    TalkspurtProperties.Sip sip = properties.sip();
    SipSettings defaults = SipSettings.defaults();
    List<String> sources = new ArrayList<>(sip.allowedSources());
    properties.trunks().forEach(trunk -> sources.addAll(trunk.allowedSources()));
    return new SipEndpoint(
        new SipSettings(
            LocalAddress.bind(sip.bindAddress()).getHostAddress(),
            sip.port(),
            advertised(sip.advertisedAddress(), discovered),
            Networks.of("allowed-sources", sources).or(registrations::isPeer),
            TrunkAccounts.ofCallers(properties, registrations),
            sip.trace(),
            defaults.maxMessageSizeBytes(),
            Math.max(defaults.maxCalls(), 2 * properties.calls().max()),
            limits(sip.limits()),
            defaults.idleConnection(),
            defaults.timerT1(),
            defaults.maxRinging(),
            sessionTimer(sip),
            TlsFiles.settings(sip.tls())),
        handler,
        meters,
        capture.getIfAvailable(() -> MessageCapture.NONE));
  }

  static SessionTimerSettings sessionTimer(TalkspurtProperties.Sip sip) {
    try {
      return new SessionTimerSettings(sip.sessionExpires(), sip.minSe());
    } catch (IllegalArgumentException e) {
      throw new SettingException(
          "talkspurt.sip.session-expires and min-se: "
              + sip.sessionExpires()
              + " and "
              + sip.minSe()
              + " (expected: session-expires 0 or >= min-se >= 90s)",
          e);
    }
  }

  @Bean
  SipLifecycle sipLifecycle(
      SipEndpoint endpoint, CallRegistry registry, TrunkRegistrations registrations) {
    return new SipLifecycle(endpoint, registry, registrations);
  }

  @Bean
  TrunkRegistrations trunkRegistrations(TalkspurtProperties properties) {
    return new TrunkRegistrations(TrunkAccounts.of(properties));
  }

  /** Calls of a registrar that we have left go elsewhere. */
  @Bean
  DrainStep unregister(TrunkRegistrations registrations) {
    return registrations::end;
  }

  /** Up whatever they say: the bot may well be reachable in other ways. */
  @Bean("trunks")
  HealthIndicator trunksHealth(TrunkRegistrations registrations) {
    return () -> {
      Health.Builder health = Health.up();
      registrations
          .statuses()
          .forEach(
              (trunk, status) ->
                  health.withDetail(trunk, status.state().name().toLowerCase(Locale.ROOT)));
      return health.build();
    };
  }

  @Bean("sip")
  HealthIndicator sipHealth(SipLifecycle lifecycle) {
    return () ->
        lifecycle.isRunning()
            ? Health.up().withDetail("port", lifecycle.port()).build()
            : Health.down().build();
  }
}
