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

  /** What goes through any path. */
  private static final int SEND_LIMIT_BYTES = 1200;

  private static final byte[] END = {};

  private final BlockingQueue<byte[]> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
  private final DtlsRecordFilter filter;
  private final Consumer<byte[]> sender;
  private volatile boolean closed;

  DtlsDatagrams(DtlsRole role, Consumer<byte[]> sender) {
    this.filter = new DtlsRecordFilter(role);
    this.sender = sender;
  }

  /** Takes what is sound of a peer's datagram, never waiting. */
  void offer(byte[] datagram, int length) {
    if (length > MAX_BYTES) {
      return;
    }
    byte[] copy = Arrays.copyOf(datagram, length);
    int kept = filter.keep(copy, length);
    if (kept > 0) {
      boolean _ = waiting.offer(Arrays.copyOf(copy, kept));
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
