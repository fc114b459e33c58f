package org.talkspurt.rtp.session;

import io.netty.channel.IoEvent;
import io.netty.channel.IoRegistration;
import io.netty.channel.nio.NioIoHandle;
import io.netty.channel.nio.NioIoOps;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.UnsupportedAddressTypeException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One UDP socket on an event loop. Netty's selector drives it, but the socket is read and written
 * directly: a datagram costs no object, neither buffer nor envelope.
 *
 * <p>At most {@code datagramsPerTick} are read; then it stops listening until the next tick, and
 * what a flood sends meanwhile is dropped by the kernel, not by the loop's time.
 */
final class MediaSocket implements NioIoHandle {

  /** Most datagrams dropped unread at the start: more than a socket's default buffer holds. */
  private static final int MAX_STALE_DATAGRAMS = 1000;

  /** Takes a datagram; see {@link MediaTransport.Receiver}. */
  @FunctionalInterface
  interface Receiver {
    void onDatagram(byte[] datagram, int length, InetSocketAddress source);
  }

  private final DatagramChannel channel;
  private final DatagramBuffer received;
  private final int datagramsPerTick;
  private final Receiver receiver;
  private final Consumer<Throwable> broken;
  private @Nullable IoRegistration registration;
  private int budget;
  private boolean listening;

  private MediaSocket(
      DatagramChannel channel,
      DatagramBuffer received,
      int datagramsPerTick,
      Receiver receiver,
      Consumer<Throwable> broken) {
    this.channel = channel;
    this.received = received;
    this.datagramsPerTick = datagramsPerTick;
    this.receiver = receiver;
    this.broken = broken;
  }

  /**
   * Begins to receive; what came before is dropped. On the loop.
   *
   * @throws IOException if the socket is closed or the loop refuses it
   */
  static MediaSocket open(
      DatagramChannel channel,
      MediaLoop loop,
      int datagramsPerTick,
      Receiver receiver,
      Consumer<Throwable> broken)
      throws IOException {
    var socket = new MediaSocket(channel, loop.received(), datagramsPerTick, receiver, broken);
    int stale = 0;
    while (stale < MAX_STALE_DATAGRAMS && channel.receive(loop.received().toFill()) != null) {
      stale++;
    }
    var registered = loop.eventLoop().register(socket); // done when it returns, on the loop
    if (!registered.isSuccess()) {
      throw new IOException("The event loop does not take the socket", registered.cause());
    }
    socket.registration = registered.getNow();
    socket.onTick();
    return socket;
  }

  @Override
  public void handle(IoRegistration readable, IoEvent event) {
    try {
      while (budget > 0 && channel.isOpen()) {
        ByteBuffer into = received.toFill();
        var source = (InetSocketAddress) channel.receive(into);
        if (source == null) {
          return;
        }
        budget--;
        receiver.onDatagram(received.bytes(), into.position(), source);
      }
      listen(false);
    } catch (IOException e) {
      close();
      broken.accept(e);
    }
  }

  /** Allows the next datagrams to be received. */
  void onTick() {
    budget = datagramsPerTick;
    listen(true);
  }

  private void listen(boolean listen) {
    if (listening != listen && registration != null && registration.isValid()) {
      registration.submit(listen ? NioIoOps.READ : NioIoOps.NONE);
      listening = listen;
    }
  }

  /** See {@link MediaTransport#sendRtp}. */
  boolean send(ByteBuffer datagram, InetSocketAddress destination) {
    int length = datagram.remaining();
    try {
      return channel.send(datagram, destination) == length; // 0 when the kernel's buffer is full
    } catch (IOException | UnsupportedAddressTypeException _) {
      return false; // no route, or an IPv6 address on an IPv4 socket
    }
  }

  @Override
  public void close() {
    if (registration != null) {
      registration.cancel();
    }
  }

  @Override
  public SelectableChannel selectableChannel() {
    return channel;
  }
}
