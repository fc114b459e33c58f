package org.talkspurt.gateway.sdp;

import org.talkspurt.gateway.sdp.DtlsAttributes.DtlsOffer;
import org.talkspurt.rtp.crypto.DtlsIdentity;
import org.talkspurt.rtp.crypto.DtlsRole;
import org.talkspurt.rtp.crypto.MediaEncryption;

/**
 * How media are encrypted, and how our description says so.
 *
 * @param lines each with its line end; empty if they are not
 */
record Keying(MediaEncryption encryption, String lines) {

  static final Keying NONE = new Keying(MediaEncryption.NONE, "");

  /** The lines of an offer that leaves the role to the peer (RFC 5763 §5). */
  static String handshakeOffer(DtlsIdentity identity) {
    return "a=fingerprint:" + identity.fingerprint() + "\r\na=setup:actpass\r\n";
  }

  /** By DTLS, in the role that the offer leaves to us. */
  static Keying handshake(DtlsIdentity identity, DtlsOffer offer) {
    return new Keying(
        new MediaEncryption.Dtls(identity, offer.ours(), offer.peer()),
        "a=fingerprint:"
            + identity.fingerprint()
            + "\r\na=setup:"
            + (offer.ours() == DtlsRole.CLIENT ? "active" : "passive")
            + "\r\n");
  }
}
