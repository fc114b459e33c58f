/** The line of a simulated caller: what goes out and comes in, packet by packet, with its times. */
@NullMarked
package org.talkspurt.gateway.caller.line;

import org.jspecify.annotations.NullMarked;
