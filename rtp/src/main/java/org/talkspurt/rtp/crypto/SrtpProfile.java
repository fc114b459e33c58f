package org.talkspurt.rtp.crypto;

/**
 * How packets are encrypted and authenticated, best first.
 *
 * <p>The names are those of SDP's crypto suites (RFC 4568 §6.2, RFC 7714 §14.2).
 */
public enum SrtpProfile {
  AEAD_AES_256_GCM(32, 12, 16, 16),
  AEAD_AES_128_GCM(16, 12, 16, 16),
  AES_CM_128_HMAC_SHA1_80(16, 14, 10, 10),
  /** A tag of 4 bytes for RTP only: RTCP keeps 10 (RFC 4568 §6.2.2). */
  AES_CM_128_HMAC_SHA1_32(16, 14, 4, 10);

  private final int keyBytes;
  private final int saltBytes;
  private final int rtpTagBytes;
  private final int rtcpTagBytes;

  SrtpProfile(int keyBytes, int saltBytes, int rtpTagBytes, int rtcpTagBytes) {
    this.keyBytes = keyBytes;
    this.saltBytes = saltBytes;
    this.rtpTagBytes = rtpTagBytes;
    this.rtcpTagBytes = rtcpTagBytes;
  }

  /** Bytes of the master key. */
  public int keyBytes() {
    return keyBytes;
  }

  /** Bytes of the master salt. */
  public int saltBytes() {
    return saltBytes;
  }

  int rtpTagBytes() {
    return rtpTagBytes;
  }

  int rtcpTagBytes() {
    return rtcpTagBytes;
  }

  boolean isAead() {
    return saltBytes == 12;
  }
}
