package org.talkspurt.dialog.listen;

/**
 * One stretch of caller speech, pauses within included.
 *
 * @param startPosition position of its first sample
 * @param endPosition position after its last sample of speech
 * @param speechSamples how much of it voice activity called speech
 * @param silenceReportedNs when voice activity first reported the silence behind it, loop clock
 */
public record Utterance(
    long startPosition, long endPosition, long speechSamples, long silenceReportedNs) {}
