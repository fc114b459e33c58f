/** A stream of sound through all that a call has but its signalling. */
@NullMarked
package org.talkspurt.gateway.simulate;

import org.jspecify.annotations.NullMarked;
