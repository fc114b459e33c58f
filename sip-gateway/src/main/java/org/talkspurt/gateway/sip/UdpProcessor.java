package org.talkspurt.gateway.sip;

import gov.nist.core.HostPort;
import gov.nist.javax.sip.header.Via;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.stack.MessageChannel;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import gov.nist.javax.sip.stack.UDPMessageChannel;
import gov.nist.javax.sip.stack.UDPMessageProcessor;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.text.ParseException;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Receives datagrams: one thread empties the socket into a bounded queue, one parses and hands
 * over. It replaces the stack's receiver, whose queue has no bound, whose thread an error kills,
 * and which echoes malformed messages whole to whoever the source address says.
 */
final class UdpProcessor extends UDPMessageProcessor {

  private static final Logger LOG = LoggerFactory.getLogger(UdpProcessor.class);

  private static final int MAX_DATAGRAM_BYTES = 65_535;

  /** About 20 MB at worst, 5 s of 800 calls per second. */
  private static final int CAPACITY_PACKETS = 4_096;

  private record Packet(byte[] bytes, InetSocketAddress source) {}

  private final BlockingQueue<Packet> packets = new ArrayBlockingQueue<>(CAPACITY_PACKETS);
  private final SIPTransactionStack stack;
  private final SipSettings settings;
  private final SipMeters meters;
  private final SourceRates rates;
  private final Scanners scanners;
  private final GuardedParser parser;
  private final Thread receiver;
  private final Thread worker;

  UdpProcessor(InetAddress address, SIPTransactionStack stack, int port) throws IOException {
    super(address, stack, port);
    StackContexts.StackContext context = StackContexts.of(stack);
    this.stack = stack;
    this.settings = context.settings();
    this.meters = context.meters();
    this.rates = context.rates();
    this.scanners = context.scanners();
    this.parser = new GuardedParser();
    this.receiver = Thread.ofPlatform().daemon().name("sip-udp-receiver").unstarted(this::receive);
    this.worker = Thread.ofPlatform().daemon().name("sip-udp-worker").unstarted(this::work);
  }

  @Override
  public void start() {
    isRunning = true;
    receiver.start();
    worker.start();
  }

  @Override
  public void stop() {
    isRunning = false;
    sock.close();
    worker.interrupt();
  }

  private void receive() {
    byte[] buffer = new byte[MAX_DATAGRAM_BYTES];
    while (isRunning) {
      DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
      try {
        sock.receive(packet);
      } catch (IOException e) {
        continue; // a port-unreachable report of an earlier response, or the socket was closed
      }
      if (!rates.admits(packet.getAddress(), System.nanoTime())) {
        meters.messageDropped(SipMeters.DropReason.RATE);
      } else if (packet.getLength() > settings.maxMessageSizeBytes()) {
        meters.messageDropped(SipMeters.DropReason.TOO_LARGE);
      } else if (!packets.offer(
          new Packet(
              Arrays.copyOf(buffer, packet.getLength()),
              (InetSocketAddress) packet.getSocketAddress()))) {
        meters.messageDropped(SipMeters.DropReason.OVERLOAD);
      }
    }
  }

  private void work() {
    while (isRunning) {
      try {
        process(packets.take());
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException | StackOverflowError e) {
        // The thread serves every call: no message may end it.
        meters.messageDropped(SipMeters.DropReason.GARBAGE);
        LOG.debug("A datagram could not be processed: {}", e.getClass().getName());
      }
    }
  }

  private void process(Packet packet) {
    if (scanners.sent(packet.bytes())) {
      meters.messageDropped(SipMeters.DropReason.SCANNER);
      return;
    }
    try {
      SIPMessage message = parser.parse(packet.bytes(), true);
      if (message == null) {
        return;
      }
      if (message instanceof SIPRequest) {
        markSource(message.getTopmostVia(), packet.source());
      }
      new Channel(packet.source()).processMessage(message);
    } catch (ParseException e) {
      refuse(packet, e);
    }
  }

  /**
   * RFC 3261 §18.2.1 and RFC 3581 §4: the response goes back to where the request came from. A
   * maddr parameter would let a stranger choose another victim for it and is dropped.
   */
  private static void markSource(Via via, InetSocketAddress source) throws ParseException {
    if (!via.getTransport().equalsIgnoreCase("UDP")) {
      throw new ParseException("Via transport is not UDP", 0);
    }
    via.removeParameter("maddr");
    String address = LocalAddresses.withoutScope(source.getAddress()).getHostAddress();
    boolean rport = via.hasParameter("rport");
    if (rport || !address.equals(via.getHost())) {
      via.setParameter("received", address);
    }
    if (rport) {
      via.setParameter("rport", Integer.toString(source.getPort()));
    }
  }

  private void refuse(Packet packet, ParseException e) {
    meters.messageDropped(SipMeters.DropReason.GARBAGE);
    byte[] reply = MalformedReply.to(packet.bytes(), String.valueOf(e.getMessage()));
    if (reply == null || !settings.hears(packet.source().getAddress())) {
      return;
    }
    try {
      sock.send(new DatagramPacket(reply, reply.length, packet.source()));
    } catch (IOException io) {
      LOG.debug("A refusal could not be sent: {}", io.getClass().getName());
    }
  }

  @Override
  public MessageChannel createMessageChannel(HostPort target) throws UnknownHostException {
    return new Channel(new InetSocketAddress(target.getInetAddress(), target.getPort()));
  }

  @Override
  public MessageChannel createMessageChannel(InetAddress host, int port) {
    return new Channel(new InetSocketAddress(host, port));
  }

  /** The way to one peer, always from the socket that listens. */
  private final class Channel extends UDPMessageChannel {

    Channel(InetSocketAddress peer) {
      super(peer.getAddress(), peer.getPort(), stack, UdpProcessor.this);
    }

    @Override
    protected void sendMessage(byte[] message, InetAddress peer, int port, boolean retry)
        throws IOException {
      sock.send(new DatagramPacket(message, message.length, peer, port));
    }

    @Override
    protected void sendMessage(
        byte[] message, InetAddress peer, int port, String protocol, boolean retry)
        throws IOException {
      sendMessage(message, peer, port, retry);
    }
  }
}
