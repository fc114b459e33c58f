package org.talkspurt.gateway.sip;

import java.time.Duration;

/**
 * An account at a registrar.
 *
 * @param name of the trunk, for meters and logs
 * @param domain of the account: {@code sip:username@domain} is the address of record
 * @param registrar who takes the REGISTER
 * @param expires how long a binding is asked to last, at least 60 s
 * @param keepAlive between two OPTIONS that hold the way open and notice when the registrar is gone
 */
public record RegistrationSettings(
    String name,
    String domain,
    SipDestination registrar,
    SipCredentials credentials,
    Duration expires,
    Duration keepAlive) {}
