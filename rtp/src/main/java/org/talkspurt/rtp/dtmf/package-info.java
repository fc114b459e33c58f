/** Keys of a telephone as sound: the pairs of tones of ITU-T Q.23. */
@NullMarked
package org.talkspurt.rtp.dtmf;

import org.jspecify.annotations.NullMarked;
