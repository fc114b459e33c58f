package org.talkspurt.gateway.recording;

import java.time.Duration;

/**
 * What bounds recordings.
 *
 * @param maxDuration what a call says after that is left out, at most 8 h: WAV ends at 2³¹ bytes
 *     for many players
 * @param minFreeBytes that other files are left; nothing is written while there are fewer
 */
public record RecordingSettings(Duration maxDuration, long minFreeBytes) {}
