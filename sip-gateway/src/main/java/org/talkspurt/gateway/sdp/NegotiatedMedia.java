package org.talkspurt.gateway.sdp;

import java.net.InetSocketAddress;
import java.util.OptionalInt;
import org.talkspurt.rtp.crypto.MediaEncryption;

/**
 * The audio that both sides agreed on.
 *
 * @param codec the codec, with the payload number that the peer wants to receive and the peer's
 *     parameters
 * @param receivePayloadType the number under which the peer sends the codec: it differs from the
 *     other if the peer's answer gave the codec of our offer a number of its own
 * @param telephoneEventPayloadType number of RFC 4733 digits that the peer sends, if agreed
 * @param remoteRtp where our audio goes; its address is 0.0.0.0 or :: while the peer holds the old
 *     way
 * @param remoteRtcp where our reports go
 * @param direction ours: SENDRECV, or what the peer's hold leaves (nothing is sent in RECVONLY and
 *     INACTIVE)
 * @param ptimeMs length of the packets we send in ms
 * @param options beyond that
 * @param encryption with the keys of both directions
 */
public record NegotiatedMedia(
    SdpCodec codec,
    int receivePayloadType,
    OptionalInt telephoneEventPayloadType,
    InetSocketAddress remoteRtp,
    InetSocketAddress remoteRtcp,
    MediaDirection direction,
    int ptimeMs,
    MediaOptions options,
    MediaEncryption encryption) {}
