package org.talkspurt.gateway.sdp;

import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.talkspurt.rtp.crypto.DtlsIdentity;

/**
 * What a call of ours can do.
 *
 * @param codecs in order of preference, at least one
 * @param telephoneEvents whether RFC 4733 digits are taken
 * @param address where the peer sends its audio
 * @param rtpPort even port of our RTP; RTCP is the next one
 * @param ptimeMs packet length we prefer, 10 to 60 ms; the peer's wish goes first
 * @param comfortNoise whether comfort noise (RFC 3389) is taken
 * @param encryption whether media are encrypted
 * @param identity for DTLS; null: keys in descriptions only
 */
public record LocalMedia(
    List<SdpCodec> codecs,
    boolean telephoneEvents,
    InetAddress address,
    int rtpPort,
    int ptimeMs,
    boolean comfortNoise,
    EncryptionPolicy encryption,
    @Nullable DtlsIdentity identity) {

  public LocalMedia {
    codecs = List.copyOf(codecs);
    if (codecs.isEmpty()) {
      throw new IllegalArgumentException("no codec");
    }
    if (rtpPort < 1 || rtpPort > 65_534) {
      throw new IllegalArgumentException("RTP port " + rtpPort);
    }
    if (!PacketTime.isSupported(ptimeMs)) {
      throw new IllegalArgumentException("ptime " + ptimeMs + " ms");
    }
  }

  /** Ours of a codec that was agreed on. */
  SdpCodec codec(SdpCodec agreed) {
    return codecs.stream().filter(agreed::isSame).findFirst().orElse(agreed);
  }
}
