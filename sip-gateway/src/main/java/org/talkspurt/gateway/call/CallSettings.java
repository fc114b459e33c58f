package org.talkspurt.gateway.call;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.talkspurt.gateway.sdp.SdpCodec;
import org.talkspurt.rtp.crypto.DtlsIdentity;
import org.talkspurt.rtp.jitter.JitterBufferSettings;

/**
 * What is the same for all calls.
 *
 * @param maxDuration a longer call is ended with {@code farewell}
 * @param codecs in order of preference
 * @param comfortNoise with codecs of 8 kHz
 * @param inBandDigits whether keys are heard in the sound of a peer that has no RFC 4733
 * @param transferTargets whether a caller may have a say in being sent to this number or {@code
 *     user@host}, the host in lower case
 * @param identity ours in the handshakes of encrypted media
 */
public record CallSettings(
    Duration maxDuration,
    String farewell,
    List<SdpCodec> codecs,
    JitterBufferSettings jitterBuffer,
    Duration mediaTimeout,
    ComfortNoise comfortNoise,
    boolean inBandDigits,
    Predicate<String> transferTargets,
    DtlsIdentity identity) {}
