/**
 * RTP and RTCP on the wire (RFC 3389, RFC 3550, RFC 3551, RFC 3611, RFC 4733): views and records
 * over bytes that came from strangers, and the arithmetic of their wrapping numbers. Malformed
 * input is a null, never an exception; the caller counts it.
 */
@NullMarked
package org.talkspurt.rtp.packet;

import org.jspecify.annotations.NullMarked;
