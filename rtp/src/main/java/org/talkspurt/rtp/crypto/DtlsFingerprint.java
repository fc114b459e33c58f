package org.talkspurt.rtp.crypto;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A certificate's fingerprint, as in a=fingerprint (RFC 8122 §5).
 *
 * @param algorithm of the digest as Java names it
 * @param hex the digest, lower case, without colons
 */
public record DtlsFingerprint(String algorithm, String hex) {

  private static final HexFormat COLONS = HexFormat.ofDelimiter(":").withUpperCase();

  /**
   * Reads {@code sha-256 AB:CD:...}.
   *
   * @return null if it is none, or of a hash that can be forged: MD5, MD2 and SHA-1 (§5)
   */
  public static @Nullable DtlsFingerprint parse(String text) {
    String[] fields = text.strip().split(" +", -1);
    if (fields.length != 2) {
      return null;
    }
    String algorithm = fields[0].toUpperCase(Locale.ROOT);
    int bytes =
        switch (algorithm) {
          case "SHA-256" -> 32;
          case "SHA-384" -> 48;
          case "SHA-512" -> 64;
          default -> 0;
        };
    if (bytes == 0 || fields[1].length() != 3 * bytes - 1) {
      return null;
    }
    try {
      byte[] digest = COLONS.parseHex(fields[1]);
      return new DtlsFingerprint(algorithm, HexFormat.of().formatHex(digest));
    } catch (IllegalArgumentException _) {
      return null;
    }
  }

  /** SHA-256 of a certificate in DER. */
  static DtlsFingerprint of(byte[] certificate) {
    return new DtlsFingerprint("SHA-256", HexFormat.of().formatHex(digest("SHA-256", certificate)));
  }

  /** Whether it is that of a certificate in DER. */
  boolean matches(byte[] certificate) {
    return MessageDigest.isEqual(digest(algorithm, certificate), HexFormat.of().parseHex(hex));
  }

  private static byte[] digest(String algorithm, byte[] certificate) {
    try {
      return MessageDigest.getInstance(algorithm).digest(certificate);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has these
    }
  }

  /** As in a=fingerprint. */
  @Override
  public String toString() {
    return algorithm.toLowerCase(Locale.ROOT)
        + " "
        + COLONS.formatHex(HexFormat.of().parseHex(hex));
  }
}
