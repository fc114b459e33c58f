package org.talkspurt.rtp.crypto;

import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.bouncycastle.tls.DatagramTransport;

/** Datagrams on their way between the media loop and the handshake's thread. */
final class DtlsDatagrams implements DatagramTransport {

  /** More than the flights of a handshake; of a flood the rest is dropped. */
  private static final int MAX_WAITING = 32;

  private static final int MAX_BYTES = 1500;
  private static final int RECORD_HEADER_BYTES = 13;

  /** What goes through any path. */
  private static final int SEND_LIMIT_BYTES = 1200;

  private static final int ALERT = 21;
  private static final byte[] END = {};

  private final BlockingQueue<byte[]> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
  private final Consumer<byte[]> sender;
  private volatile boolean closed;

  DtlsDatagrams(Consumer<byte[]> sender) {
    this.sender = sender;
  }

  /**
   * Takes a datagram of the peer, never waiting. One that cannot be DTLS 1.2 is dropped, and so is
   * an alert that is not encrypted: anybody could end the call with it (RFC 6347 §4.1.2.7).
   */
  void offer(byte[] datagram, int length) {
    if (length < RECORD_HEADER_BYTES || length > MAX_BYTES || (datagram[1] & 0xFF) != 0xFE) {
      return;
    }
    boolean encrypted = datagram[3] != 0 || datagram[4] != 0; // of a later epoch
    if (datagram[0] != ALERT || encrypted) {
      boolean _ = waiting.offer(Arrays.copyOf(datagram, length));
    }
  }

  @Override
  public int getReceiveLimit() {
    return MAX_BYTES;
  }

  @Override
  public int getSendLimit() {
    return SEND_LIMIT_BYTES;
  }

  @Override
  public int receive(byte[] into, int offset, int length, int waitMs) throws IOException {
    try {
      byte[] datagram = closed ? END : waiting.poll(Math.max(1, waitMs), TimeUnit.MILLISECONDS);
      if (closed) {
        throw new IOException("closed");
      }
      if (datagram == null) {
        return -1;
      }
      int copied = Math.min(length, datagram.length);
      System.arraycopy(datagram, 0, into, offset, copied);
      return copied;
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  @Override
  public void send(byte[] bytes, int offset, int length) {
    if (!closed) {
      sender.accept(Arrays.copyOfRange(bytes, offset, offset + length));
    }
  }

  @Override
  public void close() {
    closed = true;
    waiting.clear();
    boolean _ = waiting.offer(END); // wakes who waits
  }
}
