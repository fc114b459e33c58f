package org.talkspurt.rtp.crypto;

import java.io.IOException;
import java.util.function.Consumer;
import org.bouncycastle.tls.DTLSClientProtocol;
import org.bouncycastle.tls.DTLSServerProtocol;
import org.bouncycastle.tls.DTLSTransport;
import org.bouncycastle.tls.TlsTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A DTLS 1.2 handshake that yields SRTP keys (RFC 5764), on a virtual thread of its own, since the
 * library waits for datagrams. Afterwards the thread stays to send its last flight again if the
 * peer asks for it (RFC 6347 §4.2.4), and ends with {@link #close}.
 */
public final class DtlsHandshake implements AutoCloseable {

  /** How often the side that waits begins anew after nonsense in a handshake's place. */
  private static final int MAX_ATTEMPTS = 5;

  private static final int LINGER_MS = 60_000;

  /** Told once, on the handshake's thread; not at all if it is closed before. */
  public interface Listener {

    void onKeys(SrtpKeys ours, SrtpKeys theirs);

    /**
     * @param reason in our words
     */
    void onFailure(String reason);
  }

  private final DtlsIdentity identity;
  private final DtlsRole role;
  private final DtlsFingerprint expected;
  private final Listener listener;
  private final DtlsDatagrams datagrams;
  private volatile boolean closed;

  /**
   * @param expected of the peer's certificate
   * @param sender sends a datagram to the peer; called on the handshake's thread
   */
  public DtlsHandshake(
      DtlsIdentity identity,
      DtlsRole role,
      DtlsFingerprint expected,
      Consumer<byte[]> sender,
      Listener listener) {
    this.identity = identity;
    this.role = role;
    this.expected = expected;
    this.listener = listener;
    this.datagrams = new DtlsDatagrams(role, sender);
  }

  /** Begins, or begins to wait. */
  public void start() {
    Thread.ofVirtual().name("dtls").start(this::run);
  }

  /** Whether a datagram of a shared port is DTLS (RFC 7983 §7). */
  public static boolean looksLikeDtls(byte[] datagram, int length) {
    return length > 0 && datagram[0] >= 20 && datagram[0] <= 63;
  }

  /** Takes a datagram of the peer; never waits. */
  public void onDatagram(byte[] datagram, int length) {
    datagrams.offer(datagram, length);
  }

  @Override
  public void close() {
    closed = true;
    datagrams.close();
  }

  private void run() {
    try {
      DTLSTransport transport = shakeHands();
      byte[] nothing = new byte[transport.getReceiveLimit()];
      while (!closed) {
        transport.receive(nothing, 0, nothing.length, LINGER_MS);
      }
    } catch (IOException | RuntimeException _) {
      // closed, by us or by the peer; the keys serve until the call ends
    }
  }

  private DTLSTransport shakeHands() throws IOException {
    for (int attempt = 1; ; attempt++) {
      DtlsTerms terms = new DtlsTerms(expected);
      try {
        return shakeHands(terms);
      } catch (IOException | RuntimeException e) {
        String reason = reason(e, terms);
        // What a forger sent in the peer's name may have spoilt it, and the peer will ask again.
        boolean again = reason == null && role == DtlsRole.SERVER && attempt < MAX_ATTEMPTS;
        if (closed || !again) {
          if (!closed) {
            listener.onFailure(reason != null ? reason : "the peer's handshake is not understood");
          }
          throw e;
        }
      }
    }
  }

  private static @Nullable String reason(Exception failure, DtlsTerms terms) {
    return failure instanceof TlsTimeoutException ? "the peer did not answer" : terms.refusal();
  }

  private DTLSTransport shakeHands(DtlsTerms terms) throws IOException {
    DTLSTransport transport =
        switch (role) {
          case CLIENT ->
              new DTLSClientProtocol().connect(new DtlsClient(identity, terms), datagrams);
          case SERVER ->
              new DTLSServerProtocol().accept(new DtlsServer(identity, terms), datagrams);
        };
    MediaEncryption.Sdes keys = terms.keys();
    if (keys == null) {
      throw new IOException("the handshake ended without keys");
    }
    if (!closed) {
      listener.onKeys(keys.ours(), keys.theirs());
    }
    return transport;
  }
}
