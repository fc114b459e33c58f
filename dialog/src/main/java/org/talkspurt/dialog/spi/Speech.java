package org.talkspurt.dialog.spi;

/**
 * Synthesised speech of one clause.
 *
 * @param samples mono PCM; silence at head and tail is trimmed
 * @param sampleRateHz rate of {@code samples} in Hz
 */
public record Speech(short[] samples, int sampleRateHz) {}
