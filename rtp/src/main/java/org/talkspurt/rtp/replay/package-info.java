/**
 * Plays recorded sound through the real jitter buffer, decoder and concealment on a simulated
 * clock.
 *
 * <p>An {@link org.talkspurt.rtp.replay.ArrivalTrace} says when each packet comes, or that it does
 * not; a {@link org.talkspurt.rtp.replay.NetworkModel} makes traces from a seed. The same sound,
 * trace and settings give the same samples, to the bit, on every machine: nothing here reads a
 * clock, and all chance comes from {@link java.util.Random}, whose numbers its specification fixes.
 */
@NullMarked
package org.talkspurt.rtp.replay;

import org.jspecify.annotations.NullMarked;
