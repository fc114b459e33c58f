/** Settings and beans: where everything is put together. */
@NullMarked
package org.talkspurt.gateway.wiring;

import org.jspecify.annotations.NullMarked;
