/**
 * What the rooms above see of a call's sound: frames in, a sink out, and the sample-rate
 * arithmetic.
 */
@NullMarked
package org.talkspurt.rtp.audio;

import org.jspecify.annotations.NullMarked;
