/**
 * Media nobody on the way can read or forge: SRTP (RFC 3711, RFC 7714), keyed by the SDP (RFC 4568)
 * or by a DTLS handshake on the media path (RFC 5764).
 */
@NullMarked
package org.talkspurt.rtp.crypto;

import org.jspecify.annotations.NullMarked;
