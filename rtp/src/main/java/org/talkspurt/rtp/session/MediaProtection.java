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
  private @Nullable Association association;

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
    endAssociation();
    switch (agreed) {
      case MediaEncryption.None _ -> srtp = null;
      case MediaEncryption.Sdes sdes -> takeKeys(sdes.ours(), sdes.theirs());
      case MediaEncryption.Dtls dtls -> {
        srtp = null;
        association = new Association(dtls);
        association.handshake.start();
      }
    }
  }

  private void takeKeys(SrtpKeys ours, SrtpKeys theirs) {
    srtp = srtp == null ? new SrtpContext(ours, theirs) : srtp.rekeyed(ours, theirs);
  }

  private void endAssociation() {
    if (association != null) {
      association.handshake.close();
      association = null;
    }
  }

  /** A handshake, whose word counts as long as it is the present one. */
  private final class Association implements DtlsHandshake.Listener {
    private final DtlsHandshake handshake;

    /** Where its last datagram came from: behind NAT not where the SDP says. */
    private @Nullable InetSocketAddress peer;

    Association(MediaEncryption.Dtls dtls) {
      handshake =
          new DtlsHandshake(
              dtls.identity(),
              dtls.role(),
              dtls.peer(),
              datagram -> whilePresent(() -> send(datagram)),
              this);
    }

    private void whilePresent(Runnable task) {
      loop.execute(
          () -> {
            if (association == this) {
              task.run();
            }
          });
    }

    private void send(byte[] datagram) {
      InetSocketAddress to = peer != null ? peer : destination.get();
      if (to != null) {
        sender.send(datagram, to);
      }
    }

    void onDatagram(byte[] datagram, int length, InetSocketAddress source) {
      if (peer == null || !peer.equals(destination.get())) {
        peer = source; // but once the peer spoke from where it said, nobody diverts us
      }
      handshake.onDatagram(datagram, length);
    }

    @Override
    public void onKeys(SrtpKeys ours, SrtpKeys theirs) {
      whilePresent(() -> takeKeys(ours, theirs));
    }

    @Override
    public void onFailure(String reason) {
      whilePresent(() -> failures.accept(reason));
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
    return association != null && DtlsHandshake.looksLikeDtls(datagram, length);
  }

  /** Takes a datagram of the handshake. */
  void onHandshake(byte[] datagram, int length, InetSocketAddress source) {
    if (association != null) {
      association.onDatagram(datagram, length, source);
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

  /** What became of a datagram that {@link #open} refused. */
  static ReceiveOutcome outcome(int opened) {
    return switch (opened) {
      case SrtpContext.REPLAYED -> ReceiveOutcome.REPLAYED;
      case NO_KEYS_YET -> ReceiveOutcome.LEARNING;
      default -> ReceiveOutcome.FORGED;
    };
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
    endAssociation();
  }
}
