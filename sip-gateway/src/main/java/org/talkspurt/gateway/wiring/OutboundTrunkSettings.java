package org.talkspurt.gateway.wiring;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.talkspurt.gateway.call.OutboundTrunks;
import org.talkspurt.gateway.call.OutboundTrunks.OutboundTrunk;
import org.talkspurt.gateway.call.TrunkDirectory;
import org.talkspurt.gateway.sip.SipDestination;
import org.talkspurt.gateway.sip.SipTransport;

/** What the settings of trunks say about calling through them. */
final class OutboundTrunkSettings {
  private static final Pattern HOST =
      Pattern.compile(
          "([A-Za-z0-9][A-Za-z0-9.-]{0,252}|\\[[0-9A-Fa-f:.]{2,45}])(?::([0-9]{1,5}))?");

  private OutboundTrunkSettings() {}

  /** Of trunks that have a domain. */
  static OutboundTrunks read(Map<TalkspurtProperties.Trunk, TrunkDirectory.Trunk> trunks) {
    return new OutboundTrunks(
        trunks.entrySet().stream()
            .filter(trunk -> !trunk.getKey().domain().isEmpty())
            .map(trunk -> read(trunk.getKey(), trunk.getValue()))
            .toList());
  }

  private static OutboundTrunk read(
      TalkspurtProperties.Trunk settings, TrunkDirectory.Trunk trunk) {
    @Nullable SipTransport transport = settings.transport().given();
    String callerId =
        Stream.of(settings.callerId(), settings.username(), "anonymous")
            .filter(name -> !name.isEmpty())
            .findFirst()
            .orElseThrow();
    return new OutboundTrunk(
        trunk,
        destination(trunk.name(), "domain", settings.domain(), transport),
        settings.outboundProxy().isEmpty()
            ? null
            : destination(trunk.name(), "outbound-proxy", settings.outboundProxy(), transport),
        callerId,
        TrunkAccounts.credentials(settings),
        TargetPatterns.allowing(settings.redirectTargets()));
  }

  private static SipDestination destination(
      String trunk, String key, String value, @Nullable SipTransport transport) {
    Matcher parts = HOST.matcher(value);
    int port = !parts.matches() || parts.group(2) == null ? 0 : Integer.parseInt(parts.group(2));
    if (!parts.matches() || (parts.group(2) != null && (port < 1 || port > 65_535))) {
      throw new SettingException(
          "talkspurt.trunks: "
              + trunk
              + ": "
              + key
              + ": "
              + value
              + " (expected: HOST or HOST:PORT, IPv6 addresses in brackets)");
    }
    String host = parts.group(1).toLowerCase(Locale.ROOT).replace("[", "").replace("]", "");
    return new SipDestination(host, port, transport);
  }
}
