package org.talkspurt.gateway.call;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.talkspurt.gateway.call.TrunkDirectory.Trunk;
import org.talkspurt.gateway.sip.SipCredentials;
import org.talkspurt.gateway.sip.SipDestination;

/** Trunks that calls can be dialled through: those with a domain. */
public record OutboundTrunks(List<OutboundTrunk> trunks) {

  /**
   * A way out.
   *
   * @param domain where numbers are called, {@code sip:NUMBER@DOMAIN}
   * @param proxy takes all requests instead of the domain (RFC 3261 §8.1.2); null: none
   * @param callerId user part of the From URI where a call does not say
   * @param credentials for its challenges; null: none
   * @param redirectTargets whether a 3xx may lead to {@code user@host}
   */
  public record OutboundTrunk(
      Trunk trunk,
      SipDestination domain,
      @Nullable SipDestination proxy,
      String callerId,
      @Nullable SipCredentials credentials,
      Predicate<String> redirectTargets) {

    String name() {
      return trunk.name();
    }

    /** Where its requests go. */
    SipDestination nextHop() {
      return proxy == null ? domain : proxy;
    }

    /** Whether it leads to this host. */
    boolean reaches(String host) {
      return proxy != null || domain.host().equals(host.toLowerCase(Locale.ROOT));
    }
  }

  public OutboundTrunks {
    trunks = List.copyOf(trunks);
  }

  Optional<OutboundTrunk> named(String name) {
    return trunks.stream().filter(trunk -> trunk.name().equals(name)).findFirst();
  }

  /** The only one there is. */
  Optional<OutboundTrunk> only() {
    return trunks.size() == 1 ? Optional.of(trunks.getFirst()) : Optional.empty();
  }
}
