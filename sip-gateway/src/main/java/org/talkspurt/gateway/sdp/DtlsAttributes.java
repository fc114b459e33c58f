package org.talkspurt.gateway.sdp;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.talkspurt.rtp.crypto.DtlsFingerprint;
import org.talkspurt.rtp.crypto.DtlsRole;

/**
 * Collects what a description says of DTLS (RFC 8122, RFC 5763 §5), at the session's level or an
 * m-line's.
 */
final class DtlsAttributes {

  private static final int MAX_FINGERPRINTS = 8;

  private final List<DtlsFingerprint> fingerprints = new ArrayList<>();
  private @Nullable String setup;

  /** Takes a line; false if it is about something else. */
  boolean take(String name, String content) {
    switch (name) {
      case "fingerprint" -> {
        DtlsFingerprint fingerprint = DtlsFingerprint.parse(content);
        if (fingerprint != null && fingerprints.size() < MAX_FINGERPRINTS) {
          fingerprints.add(fingerprint);
        }
      }
      case "setup" -> setup = content;
      default -> {
        return false;
      }
    }
    return true;
  }

  /**
   * What an m-line says, or the session where it is silent.
   *
   * @return null if there is no fingerprint that we can use, or nobody wants to begin
   */
  static @Nullable DtlsOffer of(DtlsAttributes media, DtlsAttributes session) {
    List<DtlsFingerprint> known =
        media.fingerprints.isEmpty() ? session.fingerprints : media.fingerprints;
    String wish = media.setup == null ? session.setup : media.setup;
    DtlsRole ours = switch (wish == null ? "active" : wish) { // RFC 4145 §4
          case "actpass", "passive" -> DtlsRole.CLIENT; // RFC 5763 §5: so nobody waits
          case "active" -> DtlsRole.SERVER;
          default -> null;
        };
    return known.isEmpty() || ours == null ? null : new DtlsOffer(known.getFirst(), ours);
  }

  /**
   * An offer of DTLS.
   *
   * @param peer fingerprint of its certificate
   * @param ours the role that it leaves to us
   */
  record DtlsOffer(DtlsFingerprint peer, DtlsRole ours) {}
}
