/** Audio codecs of RTP payloads. */
@NullMarked
package org.talkspurt.rtp.codec;

import org.jspecify.annotations.NullMarked;
