package org.talkspurt.gateway.sip;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Hash functions of digest authentication (RFC 7616 §6.1). */
public enum DigestAlgorithm {
  MD5("MD5", "MD5"),
  SHA_256("SHA-256", "SHA-256"),
  SHA_512_256("SHA-512-256", "SHA-512/256");

  private final String headerName;
  private final String javaName;

  DigestAlgorithm(String headerName, String javaName) {
    this.headerName = headerName;
    this.javaName = javaName;
  }

  /** Null if we have none of that name. */
  static @Nullable DigestAlgorithm named(String headerName) {
    for (DigestAlgorithm algorithm : values()) {
      if (algorithm.headerName.equals(headerName.toUpperCase(Locale.ROOT))) {
        return algorithm;
      }
    }
    return null;
  }

  String headerName() {
    return headerName;
  }

  /** The hash of the text's UTF-8, in lower-case hexadecimal digits. */
  String hash(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance(javaName).digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("the JDK has " + javaName, e);
    }
  }
}
