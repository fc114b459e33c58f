/**
 * Calls an agent as a caller would, by a script, and measures from the packets how it behaves: for
 * operators before an agent goes live, and for our own tests.
 */
@NullMarked
package org.talkspurt.gateway.caller;

import org.jspecify.annotations.NullMarked;
