package org.talkspurt.rtp.crypto;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * Master key and salt of one direction (RFC 3711 §3.2.1). Never shown: {@link #toString} names the
 * profile only.
 */
public final class SrtpKeys {

  private static final SecureRandom RANDOM = new SecureRandom();

  private final SrtpProfile profile;
  private final byte[] key;
  private final byte[] salt;

  /**
   * @throws IllegalArgumentException if a length is not the profile's
   */
  public SrtpKeys(SrtpProfile profile, byte[] key, byte[] salt) {
    if (key.length != profile.keyBytes() || salt.length != profile.saltBytes()) {
      throw new IllegalArgumentException("key or salt of a wrong length for " + profile);
    }
    this.profile = profile;
    this.key = key.clone();
    this.salt = salt.clone();
  }

  /**
   * Reads key and salt, one after the other, as SDP has them (RFC 4568 §6.1).
   *
   * @throws IllegalArgumentException if the length is not the profile's
   */
  public static SrtpKeys of(SrtpProfile profile, byte[] keyAndSalt) {
    if (keyAndSalt.length != profile.keyBytes() + profile.saltBytes()) {
      throw new IllegalArgumentException("key and salt of a wrong length for " + profile);
    }
    return new SrtpKeys(
        profile,
        Arrays.copyOf(keyAndSalt, profile.keyBytes()),
        Arrays.copyOfRange(keyAndSalt, profile.keyBytes(), keyAndSalt.length));
  }

  /** New ones, by a cryptographic random generator. */
  public static SrtpKeys random(SrtpProfile profile) {
    byte[] keyAndSalt = new byte[profile.keyBytes() + profile.saltBytes()];
    RANDOM.nextBytes(keyAndSalt);
    return of(profile, keyAndSalt);
  }

  public SrtpProfile profile() {
    return profile;
  }

  /** Key and salt, one after the other. */
  public byte[] keyAndSalt() {
    byte[] both = Arrays.copyOf(key, key.length + salt.length);
    System.arraycopy(salt, 0, both, key.length, salt.length);
    return both;
  }

  byte[] key() {
    return key;
  }

  byte[] salt() {
    return salt;
  }

  /** Whether they are the same, in a time that does not tell where they differ. */
  @Override
  public boolean equals(Object other) {
    return other instanceof SrtpKeys that
        && profile == that.profile
        && MessageDigest.isEqual(keyAndSalt(), that.keyAndSalt());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(keyAndSalt());
  }

  @Override
  public String toString() {
    return "SrtpKeys[" + profile + "]";
  }
}
