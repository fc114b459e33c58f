package org.talkspurt.gateway.wiring;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.core.env.ConfigurableEnvironment;
import org.talkspurt.gateway.call.TrunkDirectory;
import org.talkspurt.gateway.call.TrunkRegistrations;
import org.talkspurt.models.echo.WebRtc;

/**
 * Does what a start does with its settings, part by part, as far as nobody notices: what it binds
 * is let go, nothing is fetched or written, nobody is called.
 */
public final class StartCheck {

  private final TalkspurtProperties properties;
  private final ConfigurableEnvironment environment;

  private StartCheck(TalkspurtProperties properties, ConfigurableEnvironment environment) {
    this.properties = properties;
    this.environment = environment;
  }

  /**
   * The parts, in order; only the first where its values are wrong.
   *
   * @param ports whether ports are tried: a bot that runs has them
   * @param arguments settings, as of a start
   */
  public static List<CheckedPart> parts(boolean ports, String... arguments) {
    Problems problems = new Problems();
    SettingsReader reader = new SettingsReader(problems);
    Optional<TalkspurtProperties> read = reader.read(arguments);
    List<CheckedPart> parts = new ArrayList<>();
    if (read.isEmpty()) {
      return List.of(problems.part("settings", "the other parts need them"));
    }
    StartCheck check = new StartCheck(read.get(), reader.environment());
    parts.add(check.settings(problems));
    parts.add(check.agents());
    parts.add(check.trunks());
    if (ports) {
      parts.add(check.ports());
    }
    parts.add(new ModelCheck(read.get().models()).part());
    return parts;
  }

  private CheckedPart settings(Problems problems) {
    TalkspurtProperties.Sip sip = properties.sip();
    problems.trying(() -> LocalAddress.bind(sip.bindAddress()));
    if (LocalAddress.stun(sip.advertisedAddress()).isEmpty()) {
      problems.trying(() -> LocalAddress.advertised(sip.advertisedAddress()));
    }
    problems.trying(() -> Networks.of("talkspurt.sip.allowed-sources", sip.allowedSources()));
    problems.trying(() -> SipConfiguration.limits(sip.limits()));
    problems.trying(() -> SipConfiguration.sessionTimer(sip));
    problems.trying(() -> TlsFiles.settings(sip.tls()));
    problems.trying(() -> SipConfiguration.jitterBuffer(properties.rtp()));
    problems.trying(() -> MediaConfiguration.pool(properties));
    problems.trying(this::http);
    if (!properties.llm().url().isBlank()) {
      problems.trying(() -> LanguageModelConfiguration.settings(properties.llm()));
    }
    problems.trying(() -> KeptDays.of(properties.records()));
    problems.trying(() -> KeptDays.of(properties.recording()));
    problems.writable("talkspurt.records.directory", properties.records().directory());
    return problems.part("settings", "");
  }

  /** Where HTTP listens, as it does by its own settings. */
  private TomcatServletWebServerFactory http() {
    Binder binder = Binder.get(environment);
    TomcatServletWebServerFactory factory = new TomcatServletWebServerFactory();
    factory.setPort(binder.bind("server.port", Integer.class).orElse(8080));
    binder.bind("server.address", InetAddress.class).ifBound(factory::setAddress);
    new HttpConfiguration().loopbackWithoutToken(properties, environment).customize(factory);
    return factory;
  }

  private CheckedPart agents() {
    Problems problems = new Problems();
    List<String> names = new ArrayList<>();
    problems.trying(() -> names.addAll(SpeechConfiguration.agents(properties).names()));
    return problems.part("agents", String.join(", ", names));
  }

  private CheckedPart trunks() {
    Problems problems = new Problems();
    TrunkRegistrations none = new TrunkRegistrations(List.of());
    TrunkEcho echo = TrunkEcho.of(List.of(), WebRtc::load);
    for (TalkspurtProperties.Trunk trunk : properties.trunks()) {
      if (trunk.register()) {
        problems.trying(() -> TrunkAccounts.account(trunk));
      }
      problems.trying(
          () -> {
            Map<TalkspurtProperties.Trunk, TrunkDirectory.Trunk> one = new LinkedHashMap<>();
            one.put(trunk, SipConfiguration.trunk(trunk, properties, none, echo));
            OutboundTrunkSettings.read(one);
          });
    }
    problems.trying(() -> TrunkAccounts.ofCallers(properties, none));
    List<String> names = properties.trunks().stream().map(TalkspurtProperties.Trunk::name).toList();
    names.stream()
        .filter(name -> names.indexOf(name) != names.lastIndexOf(name))
        .forEach(name -> problems.add("talkspurt.trunks: " + name + ": twice (expected: once)"));
    return problems.part("trunks", names.isEmpty() ? "none" : String.join(", ", names));
  }

  private CheckedPart ports() {
    Problems problems = new Problems();
    List<String> summary = new ArrayList<>();
    problems.trying(() -> summary.add(ports(new PortCheck(problems))));
    return problems.part("ports", String.join("", summary));
  }

  private String ports(PortCheck check) {
    TalkspurtProperties.Sip sip = properties.sip();
    TalkspurtProperties.Rtp rtp = properties.rtp();
    InetAddress address = LocalAddress.bind(sip.bindAddress());
    check.udpAndTcp("talkspurt.sip.port", address, sip.port());
    if (sip.tls().port() != 0) {
      check.tcp("talkspurt.sip.tls.port", address, sip.tls().port());
    }
    TomcatServletWebServerFactory http = http();
    if (http.getPort() >= 0) {
      InetAddress own = Optional.ofNullable(http.getAddress()).orElse(address);
      check.tcp("server.port", own, http.getPort());
    }
    int pairs = check.media(address, rtp.portMin(), rtp.portMax(), properties.calls().max());
    return "SIP %d, HTTP %d, %d pairs for media free".formatted(sip.port(), http.getPort(), pairs);
  }
}
