package org.talkspurt.it;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate authority of the tests' own. */
final class Certificates {

  final Path directory;
  private final KeyPair authority;
  private final X500Name name;
  private int serial = 1;

  private Certificates(Path directory, KeyPair authority, X500Name name) {
    this.directory = directory;
    this.authority = authority;
    this.name = name;
  }

  /** Its certificate is in {@code ca.pem}. */
  static Certificates make(String name) throws Exception {
    Certificates made =
        new Certificates(
            Files.createTempDirectory("talkspurt-ca"), keys(), new X500Name("CN=" + name));
    made.write("ca.pem", "CERTIFICATE", made.sign(made.name, made.authority, true).getEncoded());
    return made;
  }

  private static KeyPair keys() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  /** Makes {@code NAME.pem} and {@code NAME.key} for 127.0.0.1, and both in {@code NAME.both}. */
  void issue(String file) throws Exception {
    KeyPair keys = keys();
    X509Certificate certificate = sign(new X500Name("CN=127.0.0.1"), keys, false);
    PrivateKey key = keys.getPrivate();
    write(file + ".pem", "CERTIFICATE", certificate.getEncoded());
    write(file + ".key", "PRIVATE KEY", key.getEncoded());
    Files.writeString(
        path(file + ".both"),
        Files.readString(path(file + ".pem")) + Files.readString(path(file + ".key")));
  }

  private X509Certificate sign(X500Name subject, KeyPair keys, boolean isAuthority)
      throws Exception {
    JcaX509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            name,
            BigInteger.valueOf(serial++),
            Date.from(Instant.now().minus(Duration.ofHours(1))),
            Date.from(Instant.now().plus(Duration.ofDays(1))),
            subject,
            keys.getPublic());
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(isAuthority));
    if (!isAuthority) {
      builder.addExtension(
          Extension.subjectAlternativeName,
          false,
          new GeneralNames(new GeneralName(GeneralName.iPAddress, "127.0.0.1")));
    }
    return new JcaX509CertificateConverter()
        .getCertificate(
            builder.build(
                new JcaContentSignerBuilder("SHA256withECDSA").build(authority.getPrivate())));
  }

  Path path(String file) {
    return directory.resolve(file);
  }

  private void write(String file, String kind, byte[] der) throws IOException {
    Files.writeString(
        path(file),
        "-----BEGIN "
            + kind
            + "-----\n"
            + Base64.getMimeEncoder(64, new byte[] {10}).encodeToString(der)
            + "\n-----END "
            + kind
            + "-----\n");
  }
}
