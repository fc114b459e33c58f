package org.talkspurt.rtp.crypto;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.bouncycastle.tls.ClientHello;
import org.bouncycastle.tls.ContentType;
import org.bouncycastle.tls.HandshakeType;
import org.bouncycastle.tls.ServerHello;
import org.talkspurt.rtp.packet.BigEndian;

/**
 * Keeps from the handshake what would end it though nobody has authenticated it (RFC 6347
 * §4.1.2.7). Before encryption the library believes every record: an alert ends it, a high sequence
 * number makes it deaf to the true ones, a change of ciphers that comes too early too, and a
 * malformed message is fatal. Of those this filter lets none through. Who can forge a well-formed
 * message in its right moment still spoils the handshake, as the protocol allows him.
 *
 * <p>Confined to the thread that receives datagrams.
 */
final class DtlsRecordFilter {

  private static final int RECORD_HEADER_BYTES = 13;
  private static final int MESSAGE_HEADER_BYTES = 12;
  private static final int DTLS_1_0 = 0xFEFF;
  private static final int DTLS_1_2 = 0xFEFD;

  /** Of a handshake message; a chain of certificates is shorter. */
  private static final int MAX_MESSAGE_BYTES = 16_384;

  /** Messages of one side are fewer. */
  private static final int MAX_MESSAGES = 16;

  /** Nonce and tag of AES-GCM; the library takes less for fatal. */
  private static final int MIN_ENCRYPTED_BYTES = 24;

  private final DtlsRole role;
  private long recordsKept;
  private boolean certificateVerifySeen;

  DtlsRecordFilter(DtlsRole role) {
    this.role = role;
  }

  /**
   * Moves the sound records of a datagram to its front.
   *
   * @return how many bytes they take
   */
  int keep(byte[] datagram, int length) {
    int kept = 0;
    int at = 0;
    while (length - at >= RECORD_HEADER_BYTES) {
      int recordBytes = RECORD_HEADER_BYTES + BigEndian.uint16(datagram, at + 11);
      if (recordBytes > length - at) {
        break;
      }
      if (isSound(datagram, at, recordBytes)) {
        System.arraycopy(datagram, at, datagram, kept, recordBytes);
        kept += recordBytes;
      }
      at += recordBytes;
    }
    return kept;
  }

  private boolean isSound(byte[] datagram, int at, int recordBytes) {
    int version = BigEndian.uint16(datagram, at + 1);
    if (version != DTLS_1_0 && version != DTLS_1_2) {
      return false;
    }
    return switch (BigEndian.uint16(datagram, at + 3)) {
      case 0 -> isSoundPlain(datagram, at, recordBytes);
      case 1 -> isSoundEncrypted(datagram, at, recordBytes);
      default -> false;
    };
  }

  private static boolean isSoundEncrypted(byte[] datagram, int at, int recordBytes) {
    int type = datagram[at];
    return (type == ContentType.handshake || type == ContentType.alert)
        && recordBytes >= RECORD_HEADER_BYTES + MIN_ENCRYPTED_BYTES;
  }

  private boolean isSoundPlain(byte[] datagram, int at, int recordBytes) {
    int from = at + RECORD_HEADER_BYTES;
    int to = at + recordBytes;
    boolean sound =
        switch (datagram[at]) {
          case ContentType.handshake -> areSoundMessages(datagram, from, to);
          case ContentType.change_cipher_spec ->
              to - from == 1
                  && datagram[from] == 1
                  // Else the client's proof, which comes unencrypted, would be lost.
                  && (role == DtlsRole.CLIENT || certificateVerifySeen);
          default -> false; // an alert, which anybody could have sent
        };
    if (sound) {
      renumber(datagram, at);
    }
    return sound;
  }

  private boolean areSoundMessages(byte[] datagram, int from, int to) {
    int at = from;
    while (at < to) {
      if (to - at < MESSAGE_HEADER_BYTES) {
        return false;
      }
      int fragmentBytes = uint24(datagram, at + 9);
      if (fragmentBytes > to - at - MESSAGE_HEADER_BYTES
          || !isSoundMessage(datagram, at, fragmentBytes)) {
        return false;
      }
      at += MESSAGE_HEADER_BYTES + fragmentBytes;
    }
    return at > from;
  }

  private boolean isSoundMessage(byte[] datagram, int at, int fragmentBytes) {
    int type = datagram[at];
    int messageBytes = uint24(datagram, at + 1);
    int fragmentEnd = uint24(datagram, at + 6) + fragmentBytes;
    int number = BigEndian.uint16(datagram, at + 4);
    if (!isExpected(type)
        || (number == 0 && !isHello(type))
        || messageBytes > MAX_MESSAGE_BYTES
        || number >= MAX_MESSAGES
        || fragmentEnd > messageBytes
        || (fragmentBytes == 0 && messageBytes > 0)
        || (fragmentBytes == messageBytes
            && !isReadable(type, datagram, at + MESSAGE_HEADER_BYTES, messageBytes))) {
      return false;
    }
    certificateVerifySeen =
        type != HandshakeType.client_hello // which begins anew
            && (certificateVerifySeen
                || (type == HandshakeType.certificate_verify && fragmentEnd == messageBytes));
    return true;
  }

  private boolean isExpected(int type) {
    return switch (role) {
      case CLIENT ->
          switch (type) {
            case HandshakeType.server_hello,
                HandshakeType.hello_verify_request,
                HandshakeType.certificate,
                HandshakeType.server_key_exchange,
                HandshakeType.certificate_request,
                HandshakeType.server_hello_done ->
                true;
            default -> false;
          };
      case SERVER ->
          switch (type) {
            case HandshakeType.client_hello,
                HandshakeType.certificate,
                HandshakeType.client_key_exchange,
                HandshakeType.certificate_verify ->
                true;
            default -> false;
          };
    };
  }

  private static boolean isHello(int type) {
    return type == HandshakeType.client_hello
        || type == HandshakeType.server_hello
        || type == HandshakeType.hello_verify_request;
  }

  private static boolean isReadable(int type, byte[] datagram, int from, int length) {
    var body = new ByteArrayInputStream(datagram, from, length);
    try {
      if (type == HandshakeType.client_hello) {
        ClientHello.parse(body, new ByteArrayOutputStream());
      } else if (type == HandshakeType.server_hello) {
        ServerHello.parse(body);
      }
      return true;
    } catch (IOException | RuntimeException malformed) {
      return false;
    }
  }

  /**
   * Gives an unencrypted record our own number, and the version all later ones have. Nothing
   * authenticates them yet, so they are worth nothing, and messages have numbers of their own.
   */
  private void renumber(byte[] datagram, int at) {
    datagram[at + 1] = (byte) (DTLS_1_2 >> 8);
    datagram[at + 2] = (byte) DTLS_1_2;
    for (int i = 0; i < 6; i++) {
      datagram[at + 5 + i] = (byte) (recordsKept >> (8 * (5 - i)));
    }
    recordsKept++;
  }

  private static int uint24(byte[] bytes, int at) {
    return (bytes[at] & 0xFF) << 16 | BigEndian.uint16(bytes, at + 1);
  }
}
