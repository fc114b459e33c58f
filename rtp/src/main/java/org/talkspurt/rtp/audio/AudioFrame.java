package org.talkspurt.rtp.audio;

/**
 * One tick (20 ms) of a caller's mono 16-bit linear PCM, after jitter buffer and decoder.
 *
 * <p>The receiver owns {@code samples}; nobody writes to them after the frame is handed over.
 *
 * @param samples PCM, {@code sampleRateHz / 50} samples
 * @param sampleRateHz PCM rate in Hz, 8000 or 16000
 * @param arrivalNs when the packet that carried the frame's last sample reached the socket, on the
 *     clock of {@code playoutNs}; for a concealed or silent frame the tick minus the present
 *     buffering delay
 * @param playoutNs the deadline of the tick that played the frame, monotonic clock in ns
 */
public record AudioFrame(short[] samples, int sampleRateHz, long arrivalNs, long playoutNs) {}
