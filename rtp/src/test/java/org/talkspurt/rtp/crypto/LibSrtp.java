package org.talkspurt.rtp.crypto;

import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;

/** libsrtp 2, one direction of a call: an implementation that shares nothing with ours. */
final class LibSrtp {

  /** The functions of srtp.h that are needed; all but the last two return 0 if they succeed. */
  interface Functions extends Library {
    int srtp_init();

    int srtp_create(PointerByReference session, Pointer policy);

    int srtp_protect(Pointer session, Pointer packet, IntByReference length);

    int srtp_unprotect(Pointer session, Pointer packet, IntByReference length);

    int srtp_protect_rtcp(Pointer session, Pointer packet, IntByReference length);

    int srtp_unprotect_rtcp(Pointer session, Pointer packet, IntByReference length);

    void srtp_crypto_policy_set_aes_gcm_128_16_auth(Pointer policy);

    void srtp_crypto_policy_set_aes_gcm_256_16_auth(Pointer policy);

    void srtp_crypto_policy_set_rtp_default(Pointer policy);

    void srtp_crypto_policy_set_aes_cm_128_hmac_sha1_32(Pointer policy);

    Pointer srtp_get_version_string();
  }

  /** {@code srtp_policy_t} of a 64-bit machine. */
  private static final int POLICY_BYTES = 128;

  private static final int RTP_POLICY = 8;
  private static final int RTCP_POLICY = 32;
  private static final int KEY = 56;
  private static final int ANY_INBOUND = 2;
  private static final int ANY_OUTBOUND = 3;
  private static final int MAX_PACKET_BYTES = 2_048;

  private final Functions library;
  private final Pointer session;
  private final Memory packet = new Memory(MAX_PACKET_BYTES);

  /** Kept: the library has its address while the session is made. */
  private final Memory key;

  private LibSrtp(Functions library, SrtpKeys keys, boolean sending) {
    this.library = library;
    byte[] keyAndSalt = keys.keyAndSalt();
    key = new Memory(keyAndSalt.length);
    key.write(0, keyAndSalt, 0, keyAndSalt.length);
    Memory policy = new Memory(POLICY_BYTES);
    policy.clear();
    policy.setInt(0, sending ? ANY_OUTBOUND : ANY_INBOUND);
    fill(keys.profile(), policy.share(RTP_POLICY), policy.share(RTCP_POLICY));
    policy.setPointer(KEY, key);
    PointerByReference made = new PointerByReference();
    check(library.srtp_create(made, policy));
    session = made.getValue();
  }

  /**
   * @throws UnsatisfiedLinkError if it is not installed
   */
  static Functions load() {
    Functions library = find();
    check(library.srtp_init());
    return library;
  }

  private static Functions find() {
    try {
      return Native.load("srtp2", Functions.class);
    } catch (UnsatisfiedLinkError _) {
      // the name without version comes with the files for developers only
      return Native.load("libsrtp2.so.1", Functions.class);
    }
  }

  static LibSrtp sender(Functions library, SrtpKeys keys) {
    return new LibSrtp(library, keys, true);
  }

  static LibSrtp receiver(Functions library, SrtpKeys keys) {
    return new LibSrtp(library, keys, false);
  }

  private void fill(SrtpProfile profile, Pointer rtp, Pointer rtcp) {
    switch (profile) {
      case AEAD_AES_128_GCM -> {
        library.srtp_crypto_policy_set_aes_gcm_128_16_auth(rtp);
        library.srtp_crypto_policy_set_aes_gcm_128_16_auth(rtcp);
      }
      case AEAD_AES_256_GCM -> {
        library.srtp_crypto_policy_set_aes_gcm_256_16_auth(rtp);
        library.srtp_crypto_policy_set_aes_gcm_256_16_auth(rtcp);
      }
      case AES_CM_128_HMAC_SHA1_80 -> {
        library.srtp_crypto_policy_set_rtp_default(rtp);
        library.srtp_crypto_policy_set_rtp_default(rtcp);
      }
      case AES_CM_128_HMAC_SHA1_32 -> {
        library.srtp_crypto_policy_set_aes_cm_128_hmac_sha1_32(rtp);
        library.srtp_crypto_policy_set_rtp_default(rtcp);
      }
    }
  }

  private static void check(int status) {
    if (status != 0) {
      throw new IllegalStateException("libsrtp says " + status);
    }
  }

  /** One of the library's functions that change a packet in place. */
  private interface Transform {
    int apply(Pointer session, Pointer packet, IntByReference length);
  }

  private byte[] transform(byte[] plain, Transform transform) {
    packet.write(0, plain, 0, plain.length);
    IntByReference length = new IntByReference(plain.length);
    check(transform.apply(session, packet, length));
    return packet.getByteArray(0, length.getValue());
  }

  /** All of them throw an {@link IllegalStateException} for a packet that is refused. */
  byte[] protectRtp(byte[] plain) {
    return transform(plain, library::srtp_protect);
  }

  byte[] unprotectRtp(byte[] wire) {
    return transform(wire, library::srtp_unprotect);
  }

  byte[] protectRtcp(byte[] plain) {
    return transform(plain, library::srtp_protect_rtcp);
  }

  byte[] unprotectRtcp(byte[] wire) {
    return transform(wire, library::srtp_unprotect_rtcp);
  }
}
