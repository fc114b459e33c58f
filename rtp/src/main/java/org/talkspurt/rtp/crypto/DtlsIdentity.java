package org.talkspurt.rtp.crypto;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.bc.BcECContentSignerBuilder;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsContext;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedSigner;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;

/**
 * A key (ECDSA, P-256) and a certificate signed by itself: peers know it by its fingerprint alone
 * (RFC 5763 §5). Thread-safe.
 */
public final class DtlsIdentity {

  private static final ASN1ObjectIdentifier CURVE = SECObjectIdentifiers.secp256r1;
  private static final SignatureAndHashAlgorithm SIGNATURE =
      SignatureAndHashAlgorithm.getInstance(HashAlgorithm.sha256, SignatureAlgorithm.ecdsa);

  /** Some peers look at the dates all the same; a process lives shorter. */
  private static final Duration VALIDITY = Duration.ofDays(3650);

  private static final Duration CLOCK_SLACK = Duration.ofDays(1);

  private final BcTlsCrypto crypto;
  private final AsymmetricKeyParameter privateKey;
  private final Certificate certificate;
  private final DtlsFingerprint fingerprint;

  private DtlsIdentity(BcTlsCrypto crypto, AsymmetricKeyParameter privateKey, byte[] certificate)
      throws IOException {
    this.crypto = crypto;
    this.privateKey = privateKey;
    this.certificate =
        new Certificate(new TlsCertificate[] {crypto.createCertificate(certificate)});
    this.fingerprint = DtlsFingerprint.of(certificate);
  }

  /**
   * Makes a new one. Takes tenths of a second the first time.
   *
   * @param now when it becomes valid
   */
  public static DtlsIdentity generate(Instant now) {
    SecureRandom random = new SecureRandom();
    ECKeyPairGenerator generator = new ECKeyPairGenerator();
    generator.init(
        new ECKeyGenerationParameters(
            new ECNamedDomainParameters(CURVE, ECNamedCurveTable.getByOID(CURVE)), random));
    AsymmetricCipherKeyPair keys = generator.generateKeyPair();
    X500Name nobody = new X500Name("CN=talkspurt");
    try {
      byte[] certificate =
          new X509v3CertificateBuilder(
                  nobody,
                  new BigInteger(127, random).setBit(126),
                  Date.from(now.minus(CLOCK_SLACK)),
                  Date.from(now.plus(VALIDITY)),
                  nobody,
                  SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(keys.getPublic()))
              .build(
                  new BcECContentSignerBuilder(
                          new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256),
                          new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256))
                      .build(keys.getPrivate()))
              .getEncoded();
      return new DtlsIdentity(new BcTlsCrypto(random), keys.getPrivate(), certificate);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What peers know it by. */
  public DtlsFingerprint fingerprint() {
    return fingerprint;
  }

  BcTlsCrypto crypto() {
    return crypto;
  }

  TlsCredentialedSigner signer(TlsContext context) {
    return new BcDefaultTlsCredentialedSigner(
        new TlsCryptoParameters(context), crypto, privateKey, certificate, SIGNATURE);
  }
}
