package org.talkspurt.rtp.session;

import java.net.InetSocketAddress;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.talkspurt.rtp.crypto.DtlsHandshake;
import org.talkspurt.rtp.crypto.MediaEncryption;
import org.talkspurt.rtp.crypto.SrtpContext;
import org.talkspurt.rtp.crypto.SrtpKeys;

/**
 * The encryption of one component: RTP, with RTCP if they share a port, or RTCP alone (each has a
 * DTLS association of its own, RFC 5764 §3). Confined to the call's home loop.
 */
final class MediaProtection {

  /** Sends what a handshake says. */
  @FunctionalInterface
  interface Sender {
    void send(byte[] datagram, InetSocketAddress destination);
  }

  /** The handshake is not over. */
  static final int NO_KEYS_YET = -3;

  private final Executor loop;
  private final Sender sender;
  private final Supplier<@Nullable InetSocketAddress> destination;
  private final Consumer<String> failures;
  private MediaEncryption encryption = MediaEncryption.NONE;
  private @Nullable SrtpContext srtp;
  private @Nullable DtlsHandshake handshake;

  /** Where the last datagram of the handshake came from: behind NAT not where the SDP says. */
  private @Nullable InetSocketAddress handshakePeer;

  MediaProtection(
      Executor loop,
      Sender sender,
      Supplier<@Nullable InetSocketAddress> destination,
      Consumer<String> failures) {
    this.loop = loop;
    this.sender = sender;
    this.destination = destination;
    this.failures = failures;
  }

  /** A new offer and answer were agreed on. */
  void use(MediaEncryption agreed) {
    if (agreed.equals(encryption)) {
      return; // RFC 5763 §6.6: the association goes on
    }
    encryption = agreed;
    endHandshake();
    switch (agreed) {
      case MediaEncryption.None _ -> srtp = null;
      case MediaEncryption.Sdes sdes -> takeKeys(sdes.ours(), sdes.theirs());
      case MediaEncryption.Dtls dtls -> {
        srtp = null;
        begin(dtls);
      }
    }
  }

  private void takeKeys(SrtpKeys ours, SrtpKeys theirs) {
    srtp = srtp == null ? new SrtpContext(ours, theirs) : srtp.rekeyed(ours, theirs);
  }

  private void begin(MediaEncryption.Dtls dtls) {
    Steps steps = new Steps();
    DtlsHandshake begun =
        new DtlsHandshake(
            dtls.identity(),
            dtls.role(),
            dtls.peer(),
            datagram -> loop.execute(() -> send(steps, datagram)),
            steps);
    steps.of = begun;
    handshake = begun;
    begun.start();
  }

  private void send(Steps steps, byte[] datagram) {
    InetSocketAddress to = handshakePeer != null ? handshakePeer : destination.get();
    if (steps.of == handshake && to != null) {
      sender.send(datagram, to);
    }
  }

  private void endHandshake() {
    if (handshake != null) {
      handshake.close();
      handshake = null;
      handshakePeer = null;
    }
  }

  /** A handshake's word, of which only the present one's counts. */
  private final class Steps implements DtlsHandshake.Listener {
    private @Nullable DtlsHandshake of;

    @Override
    public void onKeys(SrtpKeys ours, SrtpKeys theirs) {
      loop.execute(
          () -> {
            if (of == handshake) {
              takeKeys(ours, theirs);
            }
          });
    }

    @Override
    public void onFailure(String reason) {
      loop.execute(
          () -> {
            if (of == handshake) {
              failures.accept(reason);
            }
          });
    }
  }

  /** Whether what comes in is encrypted, so that nothing is known of it before it is opened. */
  boolean encrypts() {
    return !(encryption instanceof MediaEncryption.None);
  }

  /** Whether media may be sent: in the clear, or with the keys at hand. */
  boolean ready() {
    return srtp != null || !encrypts();
  }

  /** Whether a datagram belongs to the handshake. */
  boolean takesHandshake(byte[] datagram, int length) {
    return handshake != null && DtlsHandshake.looksLikeDtls(datagram, length);
  }

  /** Takes a datagram of the handshake. */
  void onHandshake(byte[] datagram, int length, InetSocketAddress source) {
    if (handshake != null) {
      InetSocketAddress named = destination.get();
      if (handshakePeer == null || !handshakePeer.equals(named)) {
        handshakePeer = source; // but once the peer spoke from where it said, nobody diverts us
      }
      handshake.onDatagram(datagram, length);
    }
  }

  /**
   * Opens a datagram in place.
   *
   * @return its new length; {@link #NO_KEYS_YET}, {@link SrtpContext#FORGED} or {@link
   *     SrtpContext#REPLAYED} for one to be dropped
   */
  int open(byte[] datagram, int length, boolean isRtcp) {
    if (!encrypts()) {
      return length;
    }
    if (srtp == null) {
      return NO_KEYS_YET;
    }
    if (length > DatagramBuffer.MAX_BYTES) {
      return SrtpContext.FORGED;
    }
    return isRtcp ? srtp.unprotectRtcp(datagram, length) : srtp.unprotectRtp(datagram, length);
  }

  /**
   * Encrypts a datagram in place.
   *
   * @return its new length; negative if it cannot be sent
   */
  int seal(byte[] datagram, int length, boolean isRtcp) {
    if (!encrypts()) {
      return length;
    }
    if (srtp == null) {
      return NO_KEYS_YET;
    }
    return isRtcp ? srtp.protectRtcp(datagram, length) : srtp.protectRtp(datagram, length);
  }

  void onTick() {
    if (srtp != null) {
      srtp.onTick();
    }
  }

  void close() {
    endHandshake();
  }
}
