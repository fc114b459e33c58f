package org.talkspurt.rtp.crypto;

/** How a call's media are encrypted, as offer and answer say. */
public sealed interface MediaEncryption {

  MediaEncryption NONE = new None();

  /** As in the call's record; no key. */
  String describe();

  /** Not at all. */
  record None() implements MediaEncryption {
    @Override
    public String describe() {
      return "none";
    }
  }

  /**
   * By keys in the descriptions (RFC 4568).
   *
   * @param ours of what we send
   * @param theirs of what the peer sends; of the same profile
   */
  record Sdes(SrtpKeys ours, SrtpKeys theirs) implements MediaEncryption {
    @Override
    public String describe() {
      return "SDES " + ours.profile();
    }
  }

  /**
   * By a DTLS handshake on the media path (RFC 5764). Two of the same role and fingerprint are the
   * same association.
   *
   * @param role ours
   * @param peer fingerprint of the peer's certificate
   */
  record Dtls(DtlsIdentity identity, DtlsRole role, DtlsFingerprint peer)
      implements MediaEncryption {
    @Override
    public String describe() {
      return "DTLS";
    }
  }
}
