package org.talkspurt.rtp.crypto;

import java.security.GeneralSecurityException;
import org.jitsi.srtp.SrtcpCryptoContext;
import org.jitsi.srtp.SrtpCryptoContext;
import org.jitsi.srtp.SrtpErrorStatus;
import org.jitsi.utils.ByteArrayBuffer;

/** One SSRC's state: its rollover counter, its replay window, its keys. */
sealed interface SrtpSource {

  SrtpErrorStatus protect(ByteArrayBuffer packet) throws GeneralSecurityException;

  SrtpErrorStatus unprotect(ByteArrayBuffer packet) throws GeneralSecurityException;

  /** SRTP (RFC 3711 §3.3). */
  record Rtp(SrtpCryptoContext context) implements SrtpSource {
    @Override
    public SrtpErrorStatus protect(ByteArrayBuffer packet) throws GeneralSecurityException {
      return context.transformPacket(packet);
    }

    @Override
    public SrtpErrorStatus unprotect(ByteArrayBuffer packet) throws GeneralSecurityException {
      return context.reverseTransformPacket(packet, false);
    }
  }

  /** SRTCP (RFC 3711 §3.4). */
  record Rtcp(SrtcpCryptoContext context) implements SrtpSource {
    @Override
    public SrtpErrorStatus protect(ByteArrayBuffer packet) throws GeneralSecurityException {
      return context.transformPacket(packet);
    }

    @Override
    public SrtpErrorStatus unprotect(ByteArrayBuffer packet) throws GeneralSecurityException {
      return context.reverseTransformPacket(packet);
    }
  }

  static SrtpSource of(boolean rtcp, boolean sending, long ssrc, SrtpKeys keys) {
    return rtcp
        ? new Rtcp(SrtpLibrary.rtcp(ssrc, keys))
        : new Rtp(SrtpLibrary.rtp(sending, ssrc, keys));
  }
}
