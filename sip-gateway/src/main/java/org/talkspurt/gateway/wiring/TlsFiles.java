package org.talkspurt.gateway.wiring;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslManagerBundle;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;
import org.talkspurt.gateway.sip.ServerNameTrust;
import org.talkspurt.gateway.sip.ServerNames;
import org.talkspurt.gateway.sip.TlsSettings;
import org.talkspurt.gateway.wiring.TalkspurtProperties.Tls;

/**
 * The certificate and key of SIP over TLS, read anew when their files change: connections made from
 * then on have the new ones. Files that cannot be used then leave the old ones in place.
 */
final class TlsFiles implements Supplier<SSLContext> {
  private static final Logger log = LoggerFactory.getLogger(TlsFiles.class);
  private static final String KEY = "talkspurt.sip.tls.";
  private static final byte[] PROBE = {1, 2, 3};

  private final Tls settings;
  private final ServerNames names;
  private long modified;
  private SSLContext context;

  private TlsFiles(Tls settings, ServerNames names) {
    this.settings = settings;
    this.names = names;
    modified = lastModified();
    context = read();
  }

  /**
   * What the settings say; null: no TLS.
   *
   * @throws SettingException if they cannot work
   */
  static @Nullable TlsSettings settings(Tls tls) {
    if (tls.port() == 0) {
      return null;
    }
    ServerNames names = new ServerNames(tls.serverNames());
    return new TlsSettings(tls.port(), new TlsFiles(tls, names), tls.clientCertificates(), names);
  }

  @Override
  public synchronized SSLContext get() {
    long now = lastModified();
    if (now != modified) {
      modified = now;
      try {
        context = read();
        log.info("new certificate for SIP over TLS");
      } catch (SettingException e) {
        log.error("{}; the old certificate stays in use", e.getMessage());
      }
    }
    return context;
  }

  private long lastModified() {
    long sum = 0;
    for (String file : new String[] {settings.certificate(), settings.privateKey()}) {
      sum = 31 * sum + Path.of(file).toFile().lastModified();
    }
    return sum;
  }

  private SSLContext read() {
    readable("certificate", settings.certificate(), "a PEM file, the server's certificate first");
    readable("private-key", settings.privateKey(), "a PEM file with a key in PKCS#8");
    PemSslStoreDetails trust = null;
    if (!settings.trust().isBlank()) {
      readable("trust", settings.trust(), "a PEM file with the certificates of CAs, or nothing");
      trust = PemSslStoreDetails.forCertificate(location(settings.trust()));
    }
    try {
      PemSslStoreBundle stores =
          new PemSslStoreBundle(
              PemSslStoreDetails.forCertificate(location(settings.certificate()))
                  .withPrivateKey(location(settings.privateKey())),
              trust);
      check(Objects.requireNonNull(stores.getKeyStore()));
      return context(SslBundle.of(stores).getManagers());
    } catch (GeneralSecurityException | IllegalStateException | IllegalArgumentException e) {
      throw new SettingException(
          KEY
              + "certificate and private-key: "
              + e.getMessage()
              + " (expected: a certificate in PEM and its key in PKCS#8)",
          e);
    }
  }

  private SSLContext context(SslManagerBundle managers) throws GeneralSecurityException {
    SSLContext made = SSLContext.getInstance("TLS");
    TrustManager[] trust =
        Arrays.stream(managers.getTrustManagers())
            .map(manager -> new ServerNameTrust((X509ExtendedTrustManager) manager, names))
            .toArray(TrustManager[]::new);
    made.init(managers.getKeyManagers(), trust, null);
    return made;
  }

  private static void readable(String key, String file, String expected) {
    if (file.isBlank() || !Files.isReadable(Path.of(file))) {
      throw new SettingException(
          KEY + key + ": " + file + " cannot be read (expected: " + expected + ")");
    }
  }

  private static String location(String file) {
    return Path.of(file).toUri().toString();
  }

  /** Whether the key is the certificate's, which nobody else checks before the first call. */
  private static void check(KeyStore store) throws GeneralSecurityException {
    String alias = store.aliases().nextElement();
    X509Certificate certificate = (X509Certificate) store.getCertificate(alias);
    PrivateKey key = (PrivateKey) store.getKey(alias, new char[0]);
    Signature signature = Signature.getInstance(algorithm(key));
    signature.initSign(key);
    signature.update(PROBE);
    byte[] signed = signature.sign();
    signature.initVerify(certificate.getPublicKey());
    signature.update(PROBE);
    if (!signature.verify(signed)) {
      throw new GeneralSecurityException("the key is not the certificate's");
    }
    try {
      certificate.checkValidity();
    } catch (CertificateExpiredException | CertificateNotYetValidException e) {
      log.warn("{}certificate: {}", KEY, e.getMessage());
    }
  }

  private static String algorithm(PrivateKey key) {
    return switch (key.getAlgorithm()) {
      case "RSA" -> "SHA256withRSA";
      case "EC" -> "SHA256withECDSA";
      default -> key.getAlgorithm();
    };
  }
}
