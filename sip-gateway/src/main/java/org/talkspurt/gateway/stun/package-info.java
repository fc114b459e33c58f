/**
 * What the world outside a NAT calls us (STUN, RFC 8489): a client that asks a server now and then.
 */
@NullMarked
package org.talkspurt.gateway.stun;

import org.jspecify.annotations.NullMarked;
