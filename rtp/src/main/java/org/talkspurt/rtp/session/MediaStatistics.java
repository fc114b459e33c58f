package org.talkspurt.rtp.session;

import org.jspecify.annotations.Nullable;
import org.talkspurt.rtp.packet.VoipMetrics;

/**
 * What happened to a call's media so far.
 *
 * @param packetsReceived audio and digits of the caller, whatever became of them
 * @param packetsSent RTP packets the network took
 * @param sendFailures RTP packets the network did not take
 * @param lost packets that were expected and never came
 * @param late packets that came when their time was over
 * @param duplicate packets that came twice
 * @param reordered packets that came after a later one
 * @param overflow packets that came while the jitter buffer was full
 * @param recovered packets that did not come in time but were played from copies in later ones
 * @param malformed datagrams that are not RTP or RTCP, too long, or of a payload that was not
 *     negotiated
 * @param foreign datagrams of somebody who is not (yet) known to be the caller
 * @param forged datagrams that were not encrypted with the peer's key, or were here before
 * @param rateLimited packets beyond what a caller may send
 * @param concealedSamples samples made up for ones that did not come in time
 * @param jitterNs interarrival jitter (RFC 3550 §6.4.1), ns
 * @param roundTripNs as of the peer's last RTCP report, ns; -1 while unknown
 * @param bufferingDelayNs how long the last sample waited from socket to tick, ns
 * @param mos how well the caller was heard, 1 to 4.5 (ITU-T G.107 Annex B); null while no media
 *     came
 * @param heardByPeer how the peer hears us by its VoIP metrics (RFC 3611 §4.7); null if it never
 *     said
 */
public record MediaStatistics(
    long packetsReceived,
    long packetsSent,
    long sendFailures,
    long lost,
    long late,
    long duplicate,
    long reordered,
    long overflow,
    long recovered,
    long malformed,
    long foreign,
    long forged,
    long rateLimited,
    long concealedSamples,
    long jitterNs,
    long roundTripNs,
    long bufferingDelayNs,
    @Nullable Double mos,
    @Nullable VoipMetrics heardByPeer) {}
