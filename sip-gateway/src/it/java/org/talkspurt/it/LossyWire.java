package org.talkspurt.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A wire between a caller and the bot on loopback, in user space, since not every kernel has netem:
 * passes SIP over UDP on with its own ports in the descriptions, and what the caller says with
 * seeded loss, delay and reordering; what the bot says, and RTCP, as it is. For one call.
 */
final class LossyWire implements AutoCloseable {

  /**
   * What it does to the caller's packets.
   *
   * @param lossPercent of packets, in the long run
   * @param burstPackets mean length of a run of lost ones: 1 for losses independent of each other
   * @param jitterMs largest delay; each packet's is drawn evenly, but never overtakes the last
   * @param reorderPercent of packets that are held back until two later ones have passed
   */
  record Impairment(double lossPercent, double burstPackets, int jitterMs, double reorderPercent) {}

  /**
   * What it did, as far as the bot can know: what is lost before the first packet that passes, or
   * after the last, is not missed by anybody.
   */
  record Truth(long passed, long lost, long reordered, double jitterMs) {}

  private static final Pattern AUDIO = Pattern.compile("m=audio (\\d{5}) ");
  private static final Pattern RTCP = Pattern.compile("a=rtcp:(\\d{5})");
  private static final int REORDER_NS = 50_000_000;

  /** Packets at the beginning and the end that are left alone, so that all losses are countable. */
  private static final int SOUND_PACKETS = 50;

  private record Due(long atNs, long order, byte[] packet) {}

  private final Impairment impairment;
  private final int impairedPackets;
  private final int clockRateHz;
  private final Random random;
  private final InetSocketAddress bot;
  private final Selector selector = Selector.open();
  private final DatagramChannel sip = open(0);
  private final DatagramChannel callersRtp;
  private final DatagramChannel callersRtcp;
  private final DatagramChannel botsRtp;
  private final DatagramChannel botsRtcp;
  private final ByteBuffer buffer = ByteBuffer.allocate(65_536);
  private final PriorityQueue<Due> waiting =
      new PriorityQueue<>(
          java.util.Comparator.comparingLong(Due::atNs).thenComparingLong(Due::order));
  private final List<long[]> passed = new ArrayList<>();
  private final Thread thread = new Thread(this::run, "lossy-wire");
  private InetSocketAddress caller;
  private InetSocketAddress callerRtp;
  private InetSocketAddress botRtp;
  private volatile boolean closed;
  private long packets;
  private long lastDueNs;
  private boolean losing;

  /**
   * @param impairedPackets how many of the call's packets suffer, after the first {@value
   *     #SOUND_PACKETS}
   * @param clockRateHz of the codec's timestamps
   */
  LossyWire(int botSipPort, Impairment impairment, int impairedPackets, int clockRateHz, long seed)
      throws IOException {
    this.impairment = impairment;
    this.impairedPackets = impairedPackets;
    this.clockRateHz = clockRateHz;
    this.random = new Random(seed);
    this.bot = new InetSocketAddress("127.0.0.1", botSipPort);
    DatagramChannel[] towardsCaller = openPair();
    callersRtp = towardsCaller[0];
    callersRtcp = towardsCaller[1];
    DatagramChannel[] towardsBot = openPair();
    botsRtp = towardsBot[0];
    botsRtcp = towardsBot[1];
    thread.setPriority(Thread.MAX_PRIORITY);
    thread.start();
  }

  private DatagramChannel open(int port) throws IOException {
    DatagramChannel channel = DatagramChannel.open();
    try {
      channel.bind(new InetSocketAddress("127.0.0.1", port));
      channel.configureBlocking(false);
      channel.register(selector, SelectionKey.OP_READ);
      return channel;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /** An even port and the next one. */
  private DatagramChannel[] openPair() throws IOException {
    for (int i = 0; i < 1_000; i++) {
      int port = 20_000 + 2 * new Random().nextInt(5_000);
      DatagramChannel first = null;
      try {
        first = open(port);
        return new DatagramChannel[] {first, open(port + 1)};
      } catch (java.net.BindException _) {
        if (first != null) {
          first.close();
        }
      }
    }
    throw new IOException("no free pair of ports");
  }

  private static int port(DatagramChannel channel) {
    return channel.socket().getLocalPort();
  }

  int sipPort() {
    return port(sip);
  }

  private void run() {
    try {
      while (!closed) {
        long nextNs = waiting.isEmpty() ? 100_000_000 : waiting.peek().atNs - System.nanoTime();
        if (nextNs > 0) {
          selector.select(Math.max(1, nextNs / 1_000_000));
        } else {
          selector.selectNow();
        }
        for (SelectionKey key : selector.selectedKeys()) {
          read((DatagramChannel) key.channel());
        }
        selector.selectedKeys().clear();
        passDue();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read(DatagramChannel channel) throws IOException {
    buffer.clear();
    for (var source = channel.receive(buffer); source != null; source = channel.receive(buffer)) {
      buffer.flip();
      byte[] datagram = new byte[buffer.remaining()];
      buffer.get(datagram);
      take(channel, datagram, (InetSocketAddress) source);
      buffer.clear();
    }
  }

  private void take(DatagramChannel channel, byte[] datagram, InetSocketAddress source)
      throws IOException {
    if (channel == sip) {
      takeSip(datagram, source);
    } else if (channel == callersRtp) {
      impair(datagram);
    } else if (channel == botsRtp && callerRtp != null) {
      callersRtp.send(ByteBuffer.wrap(datagram), callerRtp);
    } else if (channel == callersRtcp && botRtp != null) {
      botsRtcp.send(ByteBuffer.wrap(datagram), next(botRtp));
    } else if (channel == botsRtcp && callerRtp != null) {
      callersRtcp.send(ByteBuffer.wrap(datagram), next(callerRtp));
    }
  }

  private static InetSocketAddress next(InetSocketAddress address) {
    return new InetSocketAddress(address.getAddress(), address.getPort() + 1);
  }

  /** Ports have five digits on both sides, so that the length stays. */
  private void takeSip(byte[] datagram, InetSocketAddress source) throws IOException {
    boolean fromBot = source.equals(bot);
    if (!fromBot) {
      caller = source;
    }
    String message = new String(datagram, StandardCharsets.ISO_8859_1);
    Matcher audio = AUDIO.matcher(message);
    if (audio.find()) {
      InetSocketAddress described =
          new InetSocketAddress("127.0.0.1", Integer.parseInt(audio.group(1)));
      if (fromBot) {
        botRtp = described;
      } else {
        callerRtp = described;
      }
      int ours = port(fromBot ? callersRtp : botsRtp);
      message = audio.replaceFirst("m=audio " + ours + " ");
      message = RTCP.matcher(message).replaceFirst("a=rtcp:" + (ours + 1));
    }
    sip.send(
        ByteBuffer.wrap(message.getBytes(StandardCharsets.ISO_8859_1)), fromBot ? caller : bot);
  }

  private void impair(byte[] packet) {
    packets++;
    boolean sound = packets <= SOUND_PACKETS || packets > SOUND_PACKETS + impairedPackets;
    if (!sound && loses()) {
      return;
    }
    long nowNs = System.nanoTime();
    long delayNs = (long) (impairment.jitterMs * 1e6 * random.nextDouble());
    long dueNs = Math.max(nowNs + delayNs, lastDueNs);
    if (!sound && random.nextDouble() * 100 < impairment.reorderPercent) {
      waiting.add(new Due(nowNs + REORDER_NS, packets, packet));
    } else {
      lastDueNs = dueNs;
      waiting.add(new Due(dueNs, packets, packet));
    }
  }

  /** Two states (Gilbert): within a burst all are lost. */
  private boolean loses() {
    double endsPart = 1 / impairment.burstPackets;
    double beginsPart = endsPart * impairment.lossPercent / (100 - impairment.lossPercent);
    if (impairment.burstPackets == 1) {
      return random.nextDouble() * 100 < impairment.lossPercent;
    }
    losing = random.nextDouble() < (losing ? 1 - endsPart : beginsPart);
    return losing;
  }

  private void passDue() throws IOException {
    while (!waiting.isEmpty() && waiting.peek().atNs <= System.nanoTime()) {
      byte[] packet = waiting.poll().packet;
      if (botRtp == null) {
        continue;
      }
      ByteBuffer bytes = ByteBuffer.wrap(packet);
      botsRtp.send(bytes.duplicate(), botRtp);
      synchronized (passed) {
        passed.add(
            new long[] {
              bytes.getShort(2) & 0xFFFF, bytes.getInt(4) & 0xFFFF_FFFFL, System.nanoTime()
            });
      }
    }
  }

  Truth truth() {
    synchronized (passed) {
      Set<Long> distinct = new HashSet<>();
      long first = Long.MAX_VALUE;
      long highest = Long.MIN_VALUE;
      long reordered = 0;
      double jitterNs = 0;
      long lastTransitNs = 0;
      for (long[] packet : passed) {
        long number =
            highest == Long.MIN_VALUE ? packet[0] : highest + (short) (packet[0] - highest);
        reordered += number < highest ? 1 : 0;
        highest = Math.max(highest, number);
        first = Math.min(first, number);
        long transitNs = packet[2] - packet[1] * 1_000_000_000L / clockRateHz;
        if (!distinct.isEmpty()) {
          jitterNs += (Math.abs(transitNs - lastTransitNs) - jitterNs) / 16; // RFC 3550 A.8
        }
        lastTransitNs = transitNs;
        distinct.add(number);
      }
      long lost = distinct.isEmpty() ? 0 : highest - first + 1 - distinct.size();
      return new Truth(passed.size(), lost, reordered, jitterNs / 1e6);
    }
  }

  @Override
  public void close() throws IOException {
    closed = true;
    selector.wakeup();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    for (DatagramChannel channel : List.of(sip, callersRtp, callersRtcp, botsRtp, botsRtcp)) {
      channel.close();
    }
    selector.close();
  }
}
