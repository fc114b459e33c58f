/**
 * Audio codecs of RTP payloads: G.711, G.722 and L16 of our own, Opus by libopus or Concentus. The
 * only package that knows native code.
 */
@NullMarked
package org.talkspurt.rtp.codec;

import org.jspecify.annotations.NullMarked;
