/**
 * Calls' sound on the disk, for the agents that record: WAV of 16 bits, the caller left, the bot
 * right, each for itself at the rate of its call.
 *
 * <pre>
 * home loop → StereoRing (4 s, of each call) → RecordingWriter (thread "recordings", for all calls)
 *                                                │ NAME.wav.part, its header kept right
 *                                                ▼ the call ends
 *                                              NAME.wav → RecordingRetention, once it is old
 * </pre>
 *
 * A home loop copies 20 ms into the ring and goes on; what the disk is too slow for is dropped
 * there and counted. A frame has its place in the file by its tick, so what is missing is silence
 * (a hole in the file) and the rest stands where it belongs.
 */
@NullMarked
package org.talkspurt.gateway.recording;

import org.jspecify.annotations.NullMarked;
