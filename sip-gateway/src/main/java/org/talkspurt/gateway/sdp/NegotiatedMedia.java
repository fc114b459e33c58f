package org.talkspurt.gateway.sdp;

import java.net.InetSocketAddress;
import java.util.OptionalInt;

/**
 * The audio that both sides agreed on.
 *
 * @param codec the codec, with the payload number used in both directions
 * @param telephoneEventPayloadType number of RFC 4733 digits in both directions, if agreed
 * @param remoteRtp where our audio goes; its address is 0.0.0.0 or :: while the peer holds the old
 *     way
 * @param remoteRtcp where our reports go
 * @param direction ours: SENDRECV, or what the peer's hold leaves (nothing is sent in RECVONLY and
 *     INACTIVE)
 * @param ptimeMs length of the packets we send in ms
 */
public record NegotiatedMedia(
    SdpCodec codec,
    OptionalInt telephoneEventPayloadType,
    InetSocketAddress remoteRtp,
    InetSocketAddress remoteRtcp,
    MediaDirection direction,
    int ptimeMs) {}
