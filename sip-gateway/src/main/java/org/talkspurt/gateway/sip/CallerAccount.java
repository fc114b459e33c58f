package org.talkspurt.gateway.sip;

import java.net.InetAddress;
import java.util.function.Predicate;

/**
 * A peer that proves itself by a password when it calls.
 *
 * @param trunk name of the trunk that its calls are
 * @param sources whose calls are always the account's; thread-safe
 * @param fromAnywhere whether it may call from other addresses, too
 */
public record CallerAccount(
    String trunk,
    SipCredentials credentials,
    Predicate<InetAddress> sources,
    boolean fromAnywhere) {}
