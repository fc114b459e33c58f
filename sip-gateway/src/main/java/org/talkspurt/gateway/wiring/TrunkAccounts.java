package org.talkspurt.gateway.wiring;

import java.net.InetAddress;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.talkspurt.gateway.call.TrunkRegistrations;
import org.talkspurt.gateway.sip.CallerAccount;
import org.talkspurt.gateway.sip.CallerAccounts;
import org.talkspurt.gateway.sip.RegistrationSettings;
import org.talkspurt.gateway.sip.SipCredentials;
import org.talkspurt.gateway.sip.SipDestination;
import org.talkspurt.gateway.sip.SourcePolicy;

/** The accounts of {@code talkspurt.trunks}. */
final class TrunkAccounts {
  private TrunkAccounts() {}

  /**
   * Those that register.
   *
   * @throws SettingException if one lacks what a registration needs
   */
  static List<RegistrationSettings> of(TalkspurtProperties properties) {
    return properties.trunks().stream()
        .filter(TalkspurtProperties.Trunk::register)
        .map(TrunkAccounts::account)
        .toList();
  }

  /**
   * Those that are asked for their password when they call.
   *
   * @throws SettingException if one lacks it, or two have the same user name
   */
  static CallerAccounts ofCallers(
      TalkspurtProperties properties, TrunkRegistrations registrations) {
    List<CallerAccount> accounts =
        properties.trunks().stream()
            .filter(TalkspurtProperties.Trunk::challenge)
            .map(trunk -> caller(trunk, registrations))
            .toList();
    try {
      return new CallerAccounts(
          properties.sip().realm(), properties.sip().digestAlgorithms(), accounts);
    } catch (IllegalArgumentException e) {
      throw new SettingException(
          "talkspurt.trunks: " + e.getMessage() + " (expected: one trunk with challenge: true)", e);
    }
  }

  /**
   * The addresses that a trunk's calls come from.
   *
   * @throws SettingException naming an entry that is no network
   */
  static Predicate<InetAddress> sources(
      TalkspurtProperties.Trunk trunk, TrunkRegistrations registrations) {
    SourcePolicy allowed = Networks.of("allowed-sources", trunk.allowedSources());
    return address -> allowed.isConfigured(address) || registrations.isPeer(trunk.name(), address);
  }

  /** Ours at the peer; null where it has given us none. */
  static @Nullable SipCredentials credentials(TalkspurtProperties.Trunk trunk) {
    return trunk.username().isEmpty()
        ? null
        : new SipCredentials(trunk.username(), trunk.password());
  }

  private static CallerAccount caller(
      TalkspurtProperties.Trunk trunk, TrunkRegistrations registrations) {
    if (trunk.username().isBlank() || trunk.password().isBlank()) {
      throw new SettingException(
          "talkspurt.trunks: "
              + trunk.name()
              + ": challenge: true (expected: with username and password)");
    }
    return new CallerAccount(
        trunk.name(),
        new SipCredentials(trunk.username(), trunk.password()),
        sources(trunk, registrations),
        trunk.allowedSources().isEmpty() && !trunk.register());
  }

  static RegistrationSettings account(TalkspurtProperties.Trunk trunk) {
    if (trunk.domain().isBlank() || trunk.username().isBlank()) {
      throw new SettingException(
          "talkspurt.trunks: "
              + trunk.name()
              + ": register: true (expected: with domain and username)");
    }
    return new RegistrationSettings(
        trunk.name(),
        trunk.domain(),
        destination(trunk),
        new SipCredentials(trunk.username(), trunk.password()),
        trunk.registerExpires(),
        trunk.keepAlive());
  }

  /** Where requests of the trunk go: to the proxy, else to the domain. */
  static SipDestination destination(TalkspurtProperties.Trunk trunk) {
    String text = trunk.outboundProxy().isEmpty() ? trunk.domain() : trunk.outboundProxy();
    int colon = text.lastIndexOf(':');
    return colon < 0
        ? new SipDestination(text, 0, trunk.transport().given())
        : new SipDestination(
            text.substring(0, colon),
            Integer.parseInt(text.substring(colon + 1)),
            trunk.transport().given());
  }
}
