/**
 * Our own voice, come back on a caller's line, and what is done about it.
 *
 * <p>A telephone line returns what it is sent: a hybrid or a loudspeaker, 10 to 30 dB weaker and up
 * to half a second later. {@link org.talkspurt.rtp.echo.EchoGuard} compares levels in bands, every
 * 10 ms, rather than waveforms: that survives codecs, lost packets and a jitter buffer that
 * stretches time, none of which an adaptive filter does, and it is at work from the first syllable.
 *
 * <pre>
 *  sent     → SentHistory   levels of 24 or 48 bands, 500 ms back, and how they rise
 *  received → NoiseFloor    what the line hums with anyway
 *           → EchoDelay     at which delay do the rises received resemble those sent?
 *           → EchoReturn    how much of each band comes back after that delay?
 *           → EchoGuard     is there more than that? → through, to the bit; else silence
 * </pre>
 *
 * <p>The delay may move: the loudest of the 70 ms around it is expected back, as strongly as it
 * came in all but one of twenty blocks.
 *
 * <p>Until the delay is known, the loudest of the last 500 ms is expected back. A line that returns
 * nothing is found out within a second and left alone from then on, and nothing is done at all
 * while nothing was sent for so long.
 */
@NullMarked
package org.talkspurt.rtp.echo;

import org.jspecify.annotations.NullMarked;
