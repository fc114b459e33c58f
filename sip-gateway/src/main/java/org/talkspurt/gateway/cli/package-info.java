/**
 * Commands of the executable besides answering calls. They start no Spring context, end with exit
 * code 0 (or 1: what was tried is not as it should be), or with 2 and a sentence on standard error.
 */
@NullMarked
package org.talkspurt.gateway.cli;

import org.jspecify.annotations.NullMarked;
