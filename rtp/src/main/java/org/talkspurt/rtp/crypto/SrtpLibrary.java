package org.talkspurt.rtp.crypto;

import java.security.GeneralSecurityException;
import org.jitsi.srtp.SrtcpCryptoContext;
import org.jitsi.srtp.SrtpCryptoContext;
import org.jitsi.srtp.SrtpPolicy;
import org.jitsi.srtp.crypto.Aes;
import org.jitsi.utils.logging2.Logger;
import org.jitsi.utils.logging2.LoggerImpl;

/** Makes the contexts of jitsi-srtp. */
final class SrtpLibrary {

  private static final int HMAC_SHA1_KEY_BYTES = 20;
  private static final Logger SILENT = new LoggerImpl("org.jitsi.srtp");

  static {
    SILENT.setLevelOff(); // it would speak of single packets
    // The JDK's AES. Left alone, the library tries them all for a second, in the middle of a call.
    Aes.setFactoryClassName("SunJCE");
  }

  private SrtpLibrary() {}

  static SrtpCryptoContext rtp(boolean sending, long ssrc, SrtpKeys keys) {
    SrtpProfile profile = keys.profile();
    try {
      return new SrtpCryptoContext(
          sending,
          (int) ssrc,
          0,
          keys.key(),
          keys.salt(),
          policy(profile, profile.rtpTagBytes()),
          SILENT);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The JDK lacks a cipher of " + profile, e);
    }
  }

  static SrtcpCryptoContext rtcp(long ssrc, SrtpKeys keys) {
    SrtpProfile profile = keys.profile();
    try {
      return new SrtcpCryptoContext(
          (int) ssrc, keys.key(), keys.salt(), policy(profile, profile.rtcpTagBytes()), SILENT);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The JDK lacks a cipher of " + profile, e);
    }
  }

  private static SrtpPolicy policy(SrtpProfile profile, int tagBytes) {
    return profile.isAead()
        ? new SrtpPolicy(
            SrtpPolicy.AESGCM_ENCRYPTION,
            profile.keyBytes(),
            SrtpPolicy.NULL_AUTHENTICATION,
            0,
            tagBytes,
            profile.saltBytes())
        : new SrtpPolicy(
            SrtpPolicy.AESCM_ENCRYPTION,
            profile.keyBytes(),
            SrtpPolicy.HMACSHA1_AUTHENTICATION,
            HMAC_SHA1_KEY_BYTES,
            tagBytes,
            profile.saltBytes());
  }
}
