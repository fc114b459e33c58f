package org.talkspurt.gateway.density;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * All callers behind one socket, as behind a trunk: 20 ms of µ-law noise in bursts to each call,
 * and a stamp for every packet that comes back. Loopback only.
 */
final class Callers implements AutoCloseable {
  private static final int PACKET_BYTES = 172;
  private static final int SLOTS = 10;
  private static final long SLOT_NS = 2_000_000;

  /** Ticks of noise and of silence, by turns. */
  private static final int BURST_TICKS = 50;

  /** What came back of one call. */
  private static final class Returned {
    long lastNs;
    int lastSequence = -1;
    long packets;
    long lost;
  }

  private final DatagramChannel socket = DatagramChannel.open();
  private final Map<Integer, Returned> streams = new HashMap<>();
  private volatile List<InetSocketAddress> calls = List.of();
  private volatile boolean open = true;
  private volatile Deviations deviations = new Deviations();
  private volatile long sent;
  private volatile long received;
  private volatile long lost;

  Callers() throws IOException {
    socket.setOption(StandardSocketOptions.SO_RCVBUF, 4 << 20);
    socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    start("callers-send", this::send);
    start("callers-receive", this::receive);
  }

  private static void start(String name, Runnable work) {
    Thread.ofPlatform().name(name).priority(Thread.MAX_PRIORITY).daemon().start(work);
  }

  InetSocketAddress address() throws IOException {
    return (InetSocketAddress) socket.getLocalAddress();
  }

  void call(List<InetSocketAddress> bot) {
    calls = List.copyOf(bot);
  }

  private void send() {
    ByteBuffer packet = ByteBuffer.allocateDirect(PACKET_BYTES);
    int tick = 0;
    long dueNs = System.nanoTime();
    while (open) {
      packet.putShort(0, (short) 0x8000).putShort(2, (short) tick).putInt(4, tick * 160);
      for (int i = 12; i < PACKET_BYTES; i++) {
        boolean noise = tick / BURST_TICKS % 2 == 0;
        packet.put(i, (byte) (noise ? 0x90 | i * 7919 + tick * 31 & 0x8F : -1));
      }
      for (int slot = 0; slot < SLOTS; slot++) {
        dueNs += SLOT_NS;
        for (long wait; (wait = dueNs - System.nanoTime()) > 0; ) {
          LockSupport.parkNanos(wait);
        }
        List<InetSocketAddress> all = calls;
        try {
          for (int i = slot; i < all.size(); i += SLOTS) {
            packet.putInt(8, i + 1).clear();
            sent += socket.send(packet, all.get(i)) > 0 ? 1 : 0;
          }
        } catch (IOException e) {
          return; // closed
        }
      }
      tick++;
    }
  }

  private void receive() {
    ByteBuffer packet = ByteBuffer.allocateDirect(2_048);
    try {
      while (open) {
        socket.receive(packet.clear());
        long nowNs = System.nanoTime();
        if (packet.position() == PACKET_BYTES && (packet.get(1) & 0x7F) == 0) {
          take(packet.getInt(8), packet.getShort(2) & 0xFFFF, nowNs);
        }
      }
    } catch (ClosedChannelException e) {
      // the end
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void take(int ssrc, int sequence, long nowNs) {
    Returned stream = streams.computeIfAbsent(ssrc, _ -> new Returned());
    if (stream.packets++ > 0) {
      lost += (sequence - stream.lastSequence - 1) & 0xFFFF;
      deviations.add(nowNs - stream.lastNs);
    }
    stream.lastSequence = sequence;
    stream.lastNs = nowNs;
    received++;
  }

  /** Begins to measure anew. */
  void measure() {
    deviations = new Deviations();
  }

  /** Of the intervals between a call's packets. */
  Deviations deviations() {
    return deviations;
  }

  long sent() {
    return sent;
  }

  long received() {
    return received;
  }

  /** Gaps in the numbers of the bot's packets. */
  long lost() {
    return lost;
  }

  @Override
  public void close() throws IOException {
    open = false;
    socket.close();
  }
}
