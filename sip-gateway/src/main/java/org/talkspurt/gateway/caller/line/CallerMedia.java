package org.talkspurt.gateway.caller.line;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.talkspurt.rtp.codec.Pcmu;
import org.talkspurt.rtp.packet.RtpPacket;
import org.talkspurt.rtp.session.DigitSender;

/**
 * The sound of a caller: µ-law in packets of 20 ms that one thread sends by absolute deadlines,
 * each stamped when it goes out, and another thread stamps as they come. No jitter buffer: what is
 * measured is the wire.
 */
public final class CallerMedia implements AutoCloseable {

  static final int PAYLOAD_TYPE = 0;
  private static final int FRAME_MS = 20;
  private static final int FRAME = FRAME_MS * Sound.RATE_HZ / 1_000;
  private static final int MAX_DATAGRAM = 2_048;
  private static final int RECEIVE_PATIENCE_MS = 200;

  private final DatagramSocket socket;
  private final DigitSender digits = new DigitSender(Sound.RATE_HZ);
  private final Pcmu codec = new Pcmu();

  /** Filled from the front, by the receiver; what is filled stays as it is. */
  private final Heard[] heard;

  private volatile int count;
  private volatile Spoken speaking = new Spoken(new Sound("", new short[1], 0, 1, List.of()));
  private volatile boolean open = true;

  /**
   * Takes a port.
   *
   * @param maxPackets that are kept; what comes after them is not heard
   */
  public CallerMedia(InetAddress local, int maxPackets) throws IOException {
    socket = new DatagramSocket(new InetSocketAddress(local, 0));
    socket.setSoTimeout(RECEIVE_PATIENCE_MS);
    heard = new Heard[maxPackets];
  }

  public int port() {
    return socket.getLocalPort();
  }

  /**
   * Sends to and hears the other side from now on.
   *
   * @param digitPayloadType of telephone events; negative: it takes none
   */
  @SuppressWarnings("ThreadPriorityCheck") // packets that go out late would be measured as ours
  public void start(InetSocketAddress remote, int digitPayloadType) {
    Thread sender =
        Thread.ofPlatform()
            .daemon()
            .name("caller-send")
            .unstarted(() -> send(remote, digitPayloadType));
    sender.setPriority(Thread.MAX_PRIORITY);
    sender.start();
    Thread.ofPlatform().daemon().name("caller-receive").start(() -> receive(remote.getAddress()));
  }

  public Spoken say(Sound sound) {
    Spoken spoken = new Spoken(sound);
    speaking = spoken;
    return spoken;
  }

  void press(String keys) {
    synchronized (digits) {
      digits.offer(keys);
    }
  }

  public PacketTrace heard() {
    return new PacketTrace(Arrays.asList(heard).subList(0, count));
  }

  private void send(InetSocketAddress remote, int digitPayloadType) {
    byte[] datagram = new byte[RtpPacket.HEADER_BYTES + FRAME];
    byte[] payload = new byte[FRAME];
    short[] frame = new short[FRAME];
    long ssrc = ThreadLocalRandom.current().nextInt();
    int sequenceNumber = ThreadLocalRandom.current().nextInt(65_536);
    long timestamp = ThreadLocalRandom.current().nextInt();
    Spoken current = speaking;
    int at = 0;
    long deadlineNs = System.nanoTime();
    while (open) {
      awaitDeadline(deadlineNs);
      if (speaking != current) {
        current = speaking;
        at = 0;
      }
      int events = digitPayloadType < 0 ? -1 : writeDigits(timestamp, payload);
      int length = events;
      if (events < 0) {
        at = take(current, at, frame);
        length = codec.encode(frame, FRAME, payload);
      }
      if (length > 0) {
        int bytes =
            RtpPacket.write(
                datagram,
                false,
                events < 0 ? PAYLOAD_TYPE : digitPayloadType,
                sequenceNumber++,
                events < 0 ? timestamp : digits.eventTimestamp(),
                ssrc,
                payload,
                0,
                length);
        try {
          socket.send(new DatagramPacket(datagram, bytes, remote));
        } catch (IOException e) {
          if (!open) {
            return;
          }
          // a peer that has gone refuses packets until its BYE comes
        }
      }
      timestamp += FRAME;
      deadlineNs += FRAME_MS * 1_000_000L;
    }
  }

  private static void awaitDeadline(long deadlineNs) {
    long waitNs;
    while ((waitNs = deadlineNs - System.nanoTime()) > 0) {
      LockSupport.parkNanos(waitNs);
    }
  }

  /** Bytes of an event; 0 in the pause after a key, −1 if there is nothing to press. */
  private int writeDigits(long timestamp, byte[] payload) {
    synchronized (digits) {
      return digits.active() ? digits.writeEvent(FRAME_MS, Sound.RATE_HZ, timestamp, payload) : -1;
    }
  }

  /** The next frame of what is said, silence behind its end. */
  private static int take(Spoken current, int at, short[] frame) {
    short[] pcm = current.sound().pcm();
    for (int i = 0; i < frame.length; i++) {
      frame[i] = at + i < pcm.length ? pcm[at + i] : 0;
    }
    if (current.done()) {
      return at;
    }
    current.sent(at, at + frame.length, System.nanoTime());
    return at + frame.length;
  }

  private void receive(InetAddress from) {
    DatagramPacket datagram = new DatagramPacket(new byte[MAX_DATAGRAM], MAX_DATAGRAM);
    while (open) {
      try {
        datagram.setLength(MAX_DATAGRAM);
        socket.receive(datagram);
      } catch (SocketTimeoutException e) {
        continue;
      } catch (IOException e) {
        if (open) {
          continue; // the refusal of a packet of ours
        }
        return;
      }
      long nowNs = System.nanoTime();
      RtpPacket packet = RtpPacket.parse(datagram.getData(), datagram.getLength());
      if (packet != null
          && packet.payloadType() == PAYLOAD_TYPE
          && datagram.getAddress().equals(from)) {
        hear(packet, nowNs);
      }
    }
  }

  private void hear(RtpPacket packet, long nowNs) {
    short[] pcm = new short[packet.payloadLength()];
    codec.decode(packet.datagram(), packet.payloadOffset(), packet.payloadLength(), pcm);
    int at = count;
    if (at < heard.length) {
      heard[at] = new Heard(nowNs, packet.sequenceNumber(), pcm);
      count = at + 1;
    }
  }

  @Override
  public void close() {
    open = false;
    socket.close();
  }
}
