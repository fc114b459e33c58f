package org.talkspurt.it;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.talkspurt.gateway.caller.line.Heard;
import org.talkspurt.gateway.caller.line.PacketTrace;

/**
 * A caller that measures from packets: dials over UDP, sends µ-law every 20 ms from one thread,
 * stamps every packet sent and received. Loopback only.
 */
final class WireCaller implements AutoCloseable {
  static final int FRAME = 160;

  /** A clip being or having been sent. */
  static final class Spoken {
    final Clip clip;

    /** When the packet went out that holds the clip's annotated first or last speech sample. */
    volatile long firstSpeechNs;

    volatile long lastSpeechNs;
    volatile boolean done;

    private Spoken(Clip clip) {
      this.clip = clip;
    }
  }

  private final InetSocketAddress bot;
  private final DatagramSocket sip;
  private final DatagramSocket rtp;
  private final String callId = Long.toHexString(ThreadLocalRandom.current().nextLong()) + "@it";
  private final String fromTag = Long.toHexString(ThreadLocalRandom.current().nextLong());
  private final List<Heard> heard = new ArrayList<>();
  private final Thread sender = new Thread(this::sendLoop, "caller-send");
  private final Thread receiver = new Thread(this::receiveLoop, "caller-receive");
  private String toHeader;
  private String contact;
  private int cseq = 1;
  private InetSocketAddress media;
  private volatile Spoken speaking;
  private volatile String digits = "";
  private final int ssrc = ThreadLocalRandom.current().nextInt();
  private volatile int sequenceNumber = ThreadLocalRandom.current().nextInt(65_536);
  private volatile double echoGain;
  private volatile long echoDelayNs;
  private volatile int toLose;
  private volatile boolean open = true;
  private volatile boolean ended;

  private WireCaller(InetSocketAddress bot) throws IOException {
    this.bot = bot;
    InetAddress loopback = InetAddress.getByName("127.0.0.1");
    sip = new DatagramSocket(new InetSocketAddress(loopback, 0));
    rtp = new DatagramSocket(new InetSocketAddress(loopback, 0));
    sip.setSoTimeout(5_000);
    rtp.setSoTimeout(200);
  }

  /** Dials {@code user} at {@code sipPort} on loopback and returns when answered. */
  static WireCaller dial(int sipPort, String user) throws IOException {
    WireCaller caller = new WireCaller(new InetSocketAddress("127.0.0.1", sipPort));
    caller.invite(user);
    caller.sender.setPriority(Thread.MAX_PRIORITY);
    caller.sender.start();
    caller.receiver.start();
    return caller;
  }

  private void invite(String user) throws IOException {
    String sdp =
        "v=0\r\no=it 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio "
            + rtp.getLocalPort()
            + " RTP/AVP 0 101\r\na=rtpmap:0 PCMU/8000\r\na=rtpmap:101 telephone-event/8000\r\n"
            + "a=fmtp:101 0-15\r\na=ptime:20\r\n";
    toHeader = "<sip:" + user + "@127.0.0.1>";
    contact = "sip:" + user + "@127.0.0.1:" + bot.getPort();
    send("INVITE", contact, cseq, sdp);
    while (true) {
      String response = receiveSip();
      int status = Integer.parseInt(response.substring(8, 11));
      if (status < 200) {
        continue;
      }
      toHeader = header(response, "To");
      if (status != 200) {
        send("ACK", contact, cseq, "");
        throw new IOException("answered " + response.lines().findFirst().orElse(""));
      }
      Matcher uri = Pattern.compile("<(.*?)>").matcher(header(response, "Contact"));
      contact = uri.find() ? uri.group(1) : contact;
      Matcher port = Pattern.compile("m=audio (\\d+)").matcher(response);
      Matcher address = Pattern.compile("c=IN IP4 (\\S+)").matcher(response);
      if (!port.find() || !address.find()) {
        throw new IOException("no media in answer: " + response);
      }
      media = new InetSocketAddress(address.group(1), Integer.parseInt(port.group(1)));
      if (!media.getAddress().isLoopbackAddress()) {
        throw new IOException("answer leads away from loopback: " + media);
      }
      send("ACK", contact, cseq, "");
      return;
    }
  }

  private void send(String method, String uri, int number, String body) throws IOException {
    String message =
        method
            + " "
            + uri
            + " SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:"
            + sip.getLocalPort()
            + ";branch=z9hG4bK"
            + method
            + number
            + fromTag
            + ";rport\r\nFrom: <sip:it@127.0.0.1>;tag="
            + fromTag
            + "\r\nTo: "
            + toHeader
            + "\r\nCall-ID: "
            + callId
            + "\r\nCSeq: "
            + number
            + " "
            + method
            + "\r\nContact: <sip:it@127.0.0.1:"
            + sip.getLocalPort()
            + ">\r\nMax-Forwards: 70\r\n"
            + (body.isEmpty() ? "" : "Content-Type: application/sdp\r\n")
            + "Content-Length: "
            + body.length()
            + "\r\n\r\n"
            + body;
    byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
    sip.send(new DatagramPacket(bytes, bytes.length, bot));
  }

  private String receiveSip() throws IOException {
    DatagramPacket packet = new DatagramPacket(new byte[65_536], 65_536);
    sip.receive(packet);
    return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
  }

  private static String header(String message, String name) {
    Matcher m = Pattern.compile("(?im)^" + name + "\\s*:\\s*(.*?)\\r?$").matcher(message);
    return m.find() ? m.group(1) : "";
  }

  /** The bot's URI, by its Contact. */
  String contact() {
    return contact;
  }

  /** Where the bot listens to this call. */
  InetSocketAddress botMedia() {
    return media;
  }

  int ssrc() {
    return ssrc;
  }

  /** Of the next packet. */
  int sequenceNumber() {
    return sequenceNumber;
  }

  /** Begins to speak a clip with the next packet. */
  Spoken say(Clip clip) {
    Spoken spoken = new Spoken(clip);
    speaking = spoken;
    return spoken;
  }

  /** Speaks a clip and returns at its end. */
  Spoken sayAll(Clip clip) {
    Spoken spoken = say(clip);
    while (!spoken.done) {
      pause(5);
    }
    return spoken;
  }

  /**
   * Asks and hears the answer out.
   *
   * @return from the clip's last speech to the answer, ms
   */
  double answeredMs(Clip question, long timeoutMs) throws IOException {
    Spoken spoken = sayAll(question);
    long answeredNs = awaitAudible(spoken.lastSpeechNs, timeoutMs);
    awaitSilence(1_000, 30_000);
    return (answeredNs - spoken.lastSpeechNs) / 1e6;
  }

  /** The next packets do not go out; the bot sees a gap in their numbers. */
  void lose(int packets) {
    toLose = packets;
  }

  /** From now on the line returns what the bot says, so much weaker and later. */
  void returnEcho(double returnDb, long delayMs) {
    echoDelayNs = delayMs * 1_000_000;
    echoGain = Math.pow(10, returnDb / 20);
  }

  /** The packet that comes back now, if one does; {@code after} counts those that have. */
  private short[] echo(int after) {
    synchronized (heard) {
      boolean due =
          echoGain > 0
              && after < heard.size()
              && heard.get(after).atNs() <= System.nanoTime() - echoDelayNs;
      return due ? heard.get(after).pcm() : null;
    }
  }

  /** Presses keys, 100 ms each (RFC 4733). */
  void press(String keys) {
    digits = keys;
  }

  private void sendLoop() {
    byte[] packet = new byte[12 + FRAME];
    ByteBuffer header = ByteBuffer.wrap(packet);
    int timestamp = ThreadLocalRandom.current().nextInt();
    int at = 0;
    int digitFrame = 0;
    int digitTimestamp = 0;
    Spoken current = null;
    int returned = 0;
    long deadline = System.nanoTime();
    while (open) {
      long wait;
      while ((wait = deadline - System.nanoTime()) > 0) {
        LockSupport.parkNanos(wait);
      }
      if (speaking != current) {
        current = speaking;
        at = 0;
      }
      String keys = digits;
      int length = FRAME;
      int payloadType = 0;
      int stamp = timestamp;
      if (!keys.isEmpty()) {
        if (digitFrame == 0) {
          digitTimestamp = timestamp;
        }
        digitFrame++;
        int event = "0123456789*#ABCD".indexOf(keys.charAt(0));
        boolean end = digitFrame > 5;
        payloadType = 101;
        stamp = digitTimestamp;
        length = 4;
        header.putInt(
            12, event << 24 | (end ? 0x80 : 0) << 16 | 10 << 16 | Math.min(digitFrame, 5) * FRAME);
        if (digitFrame == 8) {
          digitFrame = 0;
          digits = keys.substring(1);
        }
      } else {
        short[] echo = echo(returned);
        returned += echo == null ? 0 : 1;
        short[] speech = current == null || current.done ? new short[0] : current.clip.pcm();
        for (int i = 0; i < FRAME; i++) {
          int k = at + i;
          double sample = k < speech.length ? speech[k] : 0;
          sample += echo == null ? 0 : echoGain * echo[i];
          packet[12 + i] = G711.encode((short) Math.round(sample));
        }
      }
      header.put(0, (byte) 0x80).put(1, (byte) payloadType).putShort(2, (short) sequenceNumber);
      header.putInt(4, stamp).putInt(8, ssrc);
      long now = System.nanoTime();
      try {
        if (toLose > 0) {
          toLose--;
        } else {
          rtp.send(new DatagramPacket(packet, 12 + length, media));
        }
      } catch (IOException e) {
        return;
      }
      if (payloadType == 0 && current != null && !current.done) {
        int startMs = at / 8;
        if (current.clip.speechStartMs() >= startMs
            && current.clip.speechStartMs() < startMs + 20) {
          current.firstSpeechNs = now;
        }
        if (current.clip.speechEndMs() > startMs && current.clip.speechEndMs() <= startMs + 20) {
          current.lastSpeechNs = now;
        }
        at += FRAME;
        current.done = at >= current.clip.pcm().length && current.lastSpeechNs != 0;
      }
      sequenceNumber = sequenceNumber + 1 & 0xFFFF;
      timestamp += FRAME;
      deadline += 20_000_000;
    }
  }

  private void receiveLoop() {
    DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
    while (open) {
      try {
        rtp.receive(packet);
      } catch (SocketTimeoutException e) {
        continue;
      } catch (IOException e) {
        return;
      }
      long now = System.nanoTime();
      byte[] data = packet.getData();
      if (packet.getLength() <= 12 || (data[1] & 0x7F) != 0) {
        continue;
      }
      short[] pcm = G711.decode(Arrays.copyOfRange(data, 12, packet.getLength()));
      int number = (data[2] & 0xFF) << 8 | (data[3] & 0xFF);
      synchronized (heard) {
        heard.add(new Heard(now, number, pcm));
        heard.notifyAll();
      }
    }
  }

  List<Heard> heard() {
    synchronized (heard) {
      return List.copyOf(heard);
    }
  }

  /**
   * When the first packet after {@code sinceNs} came that opens ≥ 30 ms of audio above −50 dBm0.
   *
   * @throws IOException if none comes within {@code timeoutMs}
   */
  long awaitAudible(long sinceNs, long timeoutMs) throws IOException {
    long end = System.nanoTime() + timeoutMs * 1_000_000;
    while (System.nanoTime() < end) {
      OptionalLong audible = trace().audibleAfter(sinceNs);
      if (audible.isPresent()) {
        return audible.getAsLong();
      }
      pause(5);
    }
    throw new IOException("no reply within " + timeoutMs + " ms");
  }

  /** Waits until the bot has been silent for {@code silenceMs}; returns when it fell silent. */
  long awaitSilence(long silenceMs, long timeoutMs) throws IOException {
    long end = System.nanoTime() + timeoutMs * 1_000_000;
    while (System.nanoTime() < end) {
      long last = lastAudibleNs();
      if (System.nanoTime() - last > silenceMs * 1_000_000) {
        return last;
      }
      pause(20);
    }
    throw new IOException("never silent within " + timeoutMs + " ms");
  }

  long lastAudibleNs() {
    return trace().lastAudible(Long.MAX_VALUE).orElse(Long.MIN_VALUE / 2);
  }

  /** What was heard between two instants, as PCM. */
  short[] recording(long fromNs, long toNs) {
    return trace().recording(fromNs, toNs);
  }

  /** What was heard until now. */
  PacketTrace trace() {
    return new PacketTrace(heard());
  }

  /** Whether the bot sent BYE; answers it. Waits up to {@code timeoutMs}. */
  boolean awaitBye(int timeoutMs) throws IOException {
    sip.setSoTimeout(timeoutMs);
    try {
      while (!ended) {
        String message = receiveSip();
        if (message.startsWith("BYE ")) {
          StringBuilder ok = new StringBuilder("SIP/2.0 200 OK\r\n");
          for (String name : List.of("Via", "From", "To", "Call-ID", "CSeq")) {
            ok.append(name).append(": ").append(header(message, name)).append("\r\n");
          }
          byte[] bytes =
              ok.append("Content-Length: 0\r\n\r\n").toString().getBytes(StandardCharsets.UTF_8);
          sip.send(new DatagramPacket(bytes, bytes.length, bot));
          ended = true;
        }
      }
    } catch (SocketTimeoutException e) {
      return false;
    }
    return true;
  }

  static void pause(long ms) {
    LockSupport.parkNanos(ms * 1_000_000);
  }

  /** Hangs up, once. */
  @Override
  public void close() throws IOException {
    if (!open) {
      return;
    }
    open = false;
    try {
      if (!ended && media != null) {
        sip.setSoTimeout(2_000);
        send("BYE", contact, ++cseq, "");
        while (!receiveSip().startsWith("SIP/2.0 200")) {
          // provisional or late responses
        }
      }
    } catch (SocketTimeoutException e) {
      // the bot is gone: the test that minds has noticed
    } finally {
      sip.close();
      rtp.close();
    }
  }
}
