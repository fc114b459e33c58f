package org.talkspurt.gateway.sdp;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.talkspurt.rtp.crypto.MediaEncryption;
import org.talkspurt.rtp.crypto.SrtpKeys;
import org.talkspurt.rtp.crypto.SrtpProfile;

/**
 * The keys of what we send. They stay the same while their profile does: a key goes with its
 * rollover counter, and neither may begin anew without the other.
 */
final class OurKeys {

  /** In our offers, best first; all have the last (RFC 4568 §6.2.1). */
  private static final List<SrtpProfile> OFFERED =
      List.of(SrtpProfile.AEAD_AES_256_GCM, SrtpProfile.AES_CM_128_HMAC_SHA1_80);

  private final Map<SrtpProfile, SrtpKeys> keys = new EnumMap<>(SrtpProfile.class);
  private boolean keepsOthers;

  /** Whether what was offered stays as it is when one of it is chosen: nothing is sent yet. */
  void keepOthers(boolean keep) {
    keepsOthers = keep;
  }

  private SrtpKeys of(SrtpProfile profile) {
    return keys.computeIfAbsent(profile, SrtpKeys::random);
  }

  /** The lines of an offer. */
  String offer() {
    StringBuilder lines = new StringBuilder();
    int tag = 1;
    for (SrtpProfile profile : OFFERED) {
      lines.append(new CryptoAttribute(tag++, of(profile)).line());
    }
    return lines.toString();
  }

  /** Our answer to the first of an offer's lines: they stand in the peer's order of preference. */
  Keying answer(MediaSection offered) {
    CryptoAttribute theirs = offered.cryptos().getFirst();
    SrtpKeys ours = choose(theirs.keys().profile());
    return new Keying(
        new MediaEncryption.Sdes(ours, theirs.keys()),
        new CryptoAttribute(theirs.tag(), ours).line());
  }

  /** What an answer to {@link #offer} chose; null if that was not offered. */
  @Nullable Keying chosen(MediaSection answer) {
    CryptoAttribute theirs = answer.cryptos().getFirst();
    SrtpProfile profile = theirs.keys().profile();
    return OFFERED.indexOf(profile) == theirs.tag() - 1
        ? new Keying(new MediaEncryption.Sdes(choose(profile), theirs.keys()), "")
        : null;
  }

  /** The keys of other profiles are not used any more. */
  private SrtpKeys choose(SrtpProfile profile) {
    keys.keySet().removeIf(other -> other != profile && !keepsOthers);
    return of(profile);
  }
}
