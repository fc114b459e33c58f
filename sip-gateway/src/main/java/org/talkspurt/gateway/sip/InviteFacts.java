package org.talkspurt.gateway.sip;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an INVITE says, as data: control characters are removed and lengths bounded ({@value
 * HeaderText#MAX_LENGTH} characters), but the contents are the peer's word and prove nothing.
 *
 * @param sipCallId Call-ID header; not unique when an INVITE was forked
 * @param calledUser user part of the request URI, unescaped and without parameters; empty if there
 *     is none; the number for a tel URI
 * @param dialledUser the number that was dialled: {@code calledUser}, but where that is the name of
 *     an account that we registered, the user part of P-Called-Party-ID or To
 * @param callerUser user part of the From URI; empty if there is none
 * @param callerName display name of the From header; empty if there is none
 * @param assertedUser user part of the first P-Asserted-Identity (RFC 3325); empty if there is
 *     none. To be believed from a trusted trunk only
 * @param headers Diversion, P-Asserted-Identity, Remote-Party-ID and X-headers, by name in lower
 *     case: the first value of each
 * @param source where the packet or connection came from
 * @param account the trunk whose password the caller gave; null if it was not asked for one
 * @param transport how the message came
 * @param mediaAddress the address of ours that the peer can reach, for the session description: the
 *     advertised address, or the local one that routes to the source
 * @param offer the session description; null if the INVITE brought none
 */
public record InviteFacts(
    String sipCallId,
    String calledUser,
    String dialledUser,
    String callerUser,
    String callerName,
    String assertedUser,
    Map<String, String> headers,
    InetSocketAddress source,
    @Nullable String account,
    SipTransport transport,
    InetAddress mediaAddress,
    @Nullable String offer) {}
