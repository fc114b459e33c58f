/** Calls: admission, routing, life and record; each confined to its home loop. */
@NullMarked
package org.talkspurt.gateway.call;

import org.jspecify.annotations.NullMarked;
