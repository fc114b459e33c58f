/**
 * Session descriptions and offer/answer (RFC 8866, RFC 3264). A line-based parser of our own keeps
 * every m-line and bounds everything; bad input is a value, never an exception.
 */
@NullMarked
package org.talkspurt.gateway.sdp;

import org.jspecify.annotations.NullMarked;
