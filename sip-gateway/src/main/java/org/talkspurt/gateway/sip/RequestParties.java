package org.talkspurt.gateway.sip;

import javax.sip.address.Address;
import javax.sip.header.CallIdHeader;
import org.jspecify.annotations.Nullable;

/**
 * What says whose requests they are: the same for all of a dialog's or a registration's (RFC 3261
 * §8.1.1).
 *
 * @param toTag null outside of a dialog
 */
record RequestParties(
    CallIdHeader callId, Address from, String fromTag, Address to, @Nullable String toTag) {}
