package org.talkspurt.gateway.sip;

import java.net.InetAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Settings of the endpoint ({@code talkspurt.sip.*}).
 *
 * @param bindAddress local address literal; {@code ::} and {@code 0.0.0.0} both mean every address,
 *     IPv4 and IPv6
 * @param port UDP and TCP port; 0 takes a free one
 * @param advertisedAddress address in Contact and session descriptions
 * @param sources who may call
 * @param callers who may call with a password, and must
 * @param trace whether whole messages are logged, secrets redacted, to {@code talkspurt.sip.trace}
 * @param maxMessageSizeBytes longest message taken, at least 4,096
 * @param maxCalls calls at a time, ringing ones included; more are refused with 503 before anybody
 *     looks at them
 * @param limits what peers may ask of it
 * @param idleConnection how long a TCP connection may stay silent; longer than the longest call,
 *     whose BYE may need it
 * @param timerT1 round-trip estimate T1 of RFC 3261 §17.1.1.1
 * @param maxRinging how long an INVITE may wait for its final response
 * @param sessionTimer how sessions are kept alive, and ended when nobody does
 * @param tls null: not over TLS
 */
public record SipSettings(
    String bindAddress,
    int port,
    AdvertisedAddress advertisedAddress,
    SourcePolicy sources,
    CallerAccounts callers,
    boolean trace,
    int maxMessageSizeBytes,
    int maxCalls,
    PeerLimits limits,
    Duration idleConnection,
    Duration timerT1,
    Duration maxRinging,
    SessionTimerSettings sessionTimer,
    @Nullable TlsSettings tls) {

  /** Whether messages from this address are looked at: one that may call, or prove that it may. */
  boolean hears(InetAddress source) {
    return sources.allows(source) || callers.fromAnywhere();
  }

  /** The documented defaults. */
  public static SipSettings defaults() {
    return new SipSettings(
        "0.0.0.0",
        5060,
        AdvertisedAddress.NONE,
        SourcePolicy.privateNetworks(),
        CallerAccounts.NONE,
        false,
        16_384,
        2_000,
        PeerLimits.defaults(),
        Duration.ofHours(1),
        Duration.ofMillis(500),
        Duration.ofMinutes(3),
        SessionTimerSettings.defaults(),
        null);
  }
}
