package org.talkspurt.rtp.crypto;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/** AES-CM of RFC 3711 written down from its formulas, with the JDK's bare AES. */
final class SessionKeyStream {

  private SessionKeyStream() {}

  /** The first 16 bytes that a packet's payload is mixed with. */
  static byte[] first(SrtpKeys keys, int ssrc, int index) {
    byte[] key = derived(keys, 0, 16);
    byte[] salt = derived(keys, 2, 14);
    // B.3 prints these two for its master key and salt.
    if (HexFormat.of().formatHex(keys.key()).startsWith("e1f97a0d")) {
      check(key, "C61E7A93744F39EE10734AFE3FF7A087");
      check(salt, "30CBBC08863D8C85D49DB34A9AE1");
    }
    byte[] iv = Arrays.copyOf(salt, 16); // §4.1.1
    for (int i = 0; i < 4; i++) {
      iv[4 + i] ^= (byte) (ssrc >> 24 - 8 * i);
      iv[10 + i] ^= (byte) (index >> 24 - 8 * i);
    }
    return encrypt(key, iv);
  }

  /** §4.3.1, with a key derivation rate of 0. */
  private static byte[] derived(SrtpKeys keys, int label, int length) {
    byte[] iv = Arrays.copyOf(keys.salt(), 16);
    iv[7] ^= (byte) label;
    return Arrays.copyOf(encrypt(keys.key(), iv), length);
  }

  private static byte[] encrypt(byte[] key, byte[] block) {
    try {
      Cipher aes = Cipher.getInstance("AES/ECB/NoPadding");
      aes.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
      return aes.doFinal(block);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void check(byte[] actual, String expected) {
    if (!Arrays.equals(actual, HexFormat.of().parseHex(expected))) {
      throw new AssertionError(HexFormat.of().formatHex(actual) + ", expected " + expected);
    }
  }
}
