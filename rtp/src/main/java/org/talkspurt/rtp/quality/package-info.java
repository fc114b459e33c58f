/** How a listener would judge what a call's transport did to its speech: the E-model. */
@NullMarked
package org.talkspurt.rtp.quality;

import org.jspecify.annotations.NullMarked;
