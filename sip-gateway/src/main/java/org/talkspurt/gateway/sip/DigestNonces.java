package org.talkspurt.gateway.sip;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Nonces that say themselves when and to whom they were given (RFC 7616 §3.3): nothing is kept for
 * strangers. Of those that served, the last count is remembered, so that an answer that somebody
 * overheard is worth nothing (§5.12). Thread-safe.
 */
final class DigestNonces {

  /** How long one may be used. */
  static final Duration LIFETIME = Duration.ofMinutes(1);

  private static final int MAX_SERVED = 16_384;

  /** When it was given, in ms, and which of them it is. */
  private static final int FACTS_BYTES = Long.BYTES + Integer.BYTES;

  private static final int MAC_BYTES = 16;
  private static final String MAC = "HmacSHA256";

  private final InstantSource clock;
  private final SecretKeySpec key;
  private final AtomicInteger given = new AtomicInteger();

  private final Map<String, Integer> lastCounts =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
          return size() > MAX_SERVED;
        }
      };

  DigestNonces(InstantSource clock, RandomGenerator random) {
    this.clock = clock;
    byte[] secret = new byte[32];
    random.nextBytes(secret);
    this.key = new SecretKeySpec(secret, MAC);
  }

  String next(InetAddress source) {
    byte[] facts =
        ByteBuffer.allocate(FACTS_BYTES)
            .putLong(clock.millis())
            .putInt(given.incrementAndGet())
            .array();
    byte[] nonce = Arrays.copyOf(facts, FACTS_BYTES + MAC_BYTES);
    System.arraycopy(mac(facts, source), 0, nonce, FACTS_BYTES, MAC_BYTES);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(nonce);
  }

  /** Whether the nonce is ours, was given to that source, and is not too old. */
  boolean isGood(String nonce, InetAddress source) {
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(nonce);
    } catch (IllegalArgumentException e) {
      return false;
    }
    if (bytes.length != FACTS_BYTES + MAC_BYTES) {
      return false;
    }
    byte[] facts = Arrays.copyOf(bytes, FACTS_BYTES);
    byte[] mac = Arrays.copyOfRange(bytes, FACTS_BYTES, bytes.length);
    long ageMs = clock.millis() - ByteBuffer.wrap(facts).getLong();
    return MessageDigest.isEqual(mac, mac(facts, source))
        && ageMs >= 0
        && ageMs < LIFETIME.toMillis();
  }

  /**
   * Takes an answer into account whose password was right.
   *
   * @return false if it is one that was given before
   */
  boolean use(String nonce, int count) {
    synchronized (lastCounts) {
      Integer last = lastCounts.get(nonce);
      if (last != null && count <= last) {
        return false;
      }
      lastCounts.put(nonce, count);
      return true;
    }
  }

  private byte[] mac(byte[] facts, InetAddress source) {
    try {
      Mac mac = Mac.getInstance(MAC);
      mac.init(key);
      mac.update(facts);
      return Arrays.copyOf(mac.doFinal(source.getAddress()), MAC_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the JDK has " + MAC, e);
    }
  }
}
