package org.talkspurt.rtp.session;

import java.nio.ByteBuffer;

/**
 * Room for one datagram. A loop needs one to receive and one to send, whatever the number of its
 * calls, since each datagram is dealt with before the next.
 */
final class DatagramBuffer {

  /** Longest datagram taken, bytes: what fits into an Ethernet frame. Longer ones are dropped. */
  static final int MAX_BYTES = 1500;

  /** One byte more tells a longer datagram, which the socket cuts, from a whole one. */
  private final byte[] bytes = new byte[MAX_BYTES + 1];

  private final ByteBuffer view = ByteBuffer.wrap(bytes);

  byte[] bytes() {
    return bytes;
  }

  /** The empty buffer, to receive into. */
  ByteBuffer toFill() {
    return view.clear();
  }

  /** The first {@code length} bytes, to send. */
  ByteBuffer filled(int length) {
    return view.clear().limit(length);
  }
}
