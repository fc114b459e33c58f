package org.talkspurt.rtp.crypto;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SRTPProtectionProfile;
import org.bouncycastle.tls.TlsContext;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.UseSRTPData;
import org.jspecify.annotations.Nullable;

/** What both roles ask of a handshake, and the keys that it yields. Serves one handshake. */
final class DtlsTerms {

  static final ProtocolVersion[] VERSIONS = ProtocolVersion.DTLSv12.only();

  static final int[] CIPHER_SUITES = {
    CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
    CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
    CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
    CipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384
  };

  /** Those that our certificate is for. */
  static final int[] SERVER_CIPHER_SUITES = {CIPHER_SUITES[0], CIPHER_SUITES[1]};

  /** The first retransmission; later ones wait twice as long each (RFC 6347 §4.2.4.1). */
  static final int RESEND_MS = 400;

  static final int TIMEOUT_MS = 20_000;

  private static final String EXPORTER_LABEL = "EXTRACTOR-dtls_srtp";
  private static final byte[] NO_KEY_IDENTIFIER = {};

  private final DtlsFingerprint expected;
  private @Nullable SrtpProfile profile;
  private boolean certificateMatches;
  private @Nullable String refusal;
  private MediaEncryption.@Nullable Sdes keys;

  DtlsTerms(DtlsFingerprint expected) {
    this.expected = expected;
  }

  /** RFC 5764 §4.1.2, RFC 7714 §14.2. */
  private static int numberOf(SrtpProfile profile) {
    return switch (profile) {
      case AEAD_AES_256_GCM -> SRTPProtectionProfile.SRTP_AEAD_AES_256_GCM;
      case AEAD_AES_128_GCM -> SRTPProtectionProfile.SRTP_AEAD_AES_128_GCM;
      case AES_CM_128_HMAC_SHA1_80 -> SRTPProtectionProfile.SRTP_AES128_CM_HMAC_SHA1_80;
      case AES_CM_128_HMAC_SHA1_32 -> SRTPProtectionProfile.SRTP_AES128_CM_HMAC_SHA1_32;
    };
  }

  /** All of ours, best first. */
  static UseSRTPData offer() {
    return new UseSRTPData(
        Arrays.stream(SrtpProfile.values()).mapToInt(DtlsTerms::numberOf).toArray(),
        NO_KEY_IDENTIFIER);
  }

  /**
   * The best that the peer's offer has.
   *
   * @throws TlsFatalAlert if there is none
   */
  UseSRTPData choose(@Nullable UseSRTPData offered) throws TlsFatalAlert {
    if (offered != null) {
      List<Integer> theirs = Arrays.stream(offered.getProtectionProfiles()).boxed().toList();
      for (SrtpProfile ours : SrtpProfile.values()) {
        if (theirs.contains(numberOf(ours))) {
          profile = ours;
          return new UseSRTPData(new int[] {numberOf(ours)}, NO_KEY_IDENTIFIER);
        }
      }
    }
    throw refuse(AlertDescription.illegal_parameter, "no SRTP profile in common");
  }

  /** Takes the peer's certificate. */
  void check(@Nullable Certificate certificate) throws IOException {
    if (certificate == null
        || certificate.isEmpty()
        || !expected.matches(certificate.getCertificateAt(0).getEncoded())) {
      throw refuse(
          AlertDescription.bad_certificate, "the certificate is not that of the description");
    }
    certificateMatches = true;
  }

  private TlsFatalAlert refuse(short alert, String reason) {
    refusal = reason;
    return new TlsFatalAlert(alert);
  }

  /** Why we do not want it, if so. */
  @Nullable String refusal() {
    return refusal;
  }

  /** The keys of both directions, once the handshake is complete. */
  MediaEncryption.@Nullable Sdes keys() {
    return keys;
  }

  /** The handshake is complete: takes its keys (RFC 5764 §4.2). */
  void export(TlsContext context, DtlsRole role) throws TlsFatalAlert {
    SrtpProfile agreed = profile;
    if (agreed == null || !certificateMatches) {
      throw new TlsFatalAlert(AlertDescription.handshake_failure, "nothing was agreed on");
    }
    int key = agreed.keyBytes();
    int salt = agreed.saltBytes();
    byte[] noContext = null; // which is not the same as an empty one (RFC 5705 §4)
    byte[] material = context.exportKeyingMaterial(EXPORTER_LABEL, noContext, 2 * (key + salt));
    SrtpKeys client =
        new SrtpKeys(
            agreed,
            Arrays.copyOf(material, key),
            Arrays.copyOfRange(material, 2 * key, 2 * key + salt));
    SrtpKeys server =
        new SrtpKeys(
            agreed,
            Arrays.copyOfRange(material, key, 2 * key),
            Arrays.copyOfRange(material, 2 * key + salt, material.length));
    keys =
        role == DtlsRole.CLIENT
            ? new MediaEncryption.Sdes(client, server)
            : new MediaEncryption.Sdes(server, client);
  }
}
