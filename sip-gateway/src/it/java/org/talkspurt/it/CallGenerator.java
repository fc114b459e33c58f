package org.talkspurt.it;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Short calls over UDP that begin at a steady rate. sipp's clock ticks every 4 ms; this one's times
 * are those of the socket's calls. It repeats nothing: what is lost fails.
 */
final class CallGenerator implements AutoCloseable {
  private static final long CALL_NS = 200_000_000;
  private static final Pattern CALL = Pattern.compile("(?m)^Call-ID: (\\d+)@rate");
  private static final Pattern TO = Pattern.compile("(?m)^To: (.*)$");

  /**
   * How a run went.
   *
   * @param answeredNs from each INVITE to its 200 or 503, sorted; 0 for a call that got neither
   * @param ended calls whose BYE was answered
   * @param refused calls that got a 503 with Retry-After
   * @param repeated final responses that came again
   */
  record Result(long[] answeredNs, int ended, int refused, int repeated) {

    /** Milliseconds that {@code share} of the calls did not exceed. */
    double ms(double share) {
      int index = Math.min(answeredNs.length - 1, (int) (answeredNs.length * share));
      return answeredNs[index] / 1e6;
    }
  }

  private record Hangup(int call, String to, long dueNs) {}

  private final DatagramSocket socket;
  private final int sipPort;
  private final String host;
  private int first;

  CallGenerator(int sipPort) throws IOException {
    this.sipPort = sipPort;
    socket = new DatagramSocket(FreePort.next(), InetAddress.getLoopbackAddress());
    socket.setReceiveBufferSize(1 << 20);
    host = "127.0.0.1:" + socket.getLocalPort();
  }

  /** Dials {@code echo} so many times and hangs each call up after 200 ms. */
  Result run(int calls, int perSecond) throws Exception {
    Answers answers = new Answers(first, calls);
    first += calls;
    Thread reader = Thread.ofPlatform().name("generator").start(answers);
    long begin = System.nanoTime();
    for (int i = 0; i < calls; i++) {
      LockSupport.parkNanos(begin + i * 1_000_000_000L / perSecond - System.nanoTime());
      answers.sentNs[i] = System.nanoTime();
      send(request("INVITE", answers.first + i, 1, "<sip:echo@127.0.0.1:" + sipPort + ">"));
    }
    reader.join();
    Arrays.sort(answers.answeredNs);
    return new Result(answers.answeredNs, answers.ended, answers.refused, answers.repeated);
  }

  private void send(String message) throws IOException {
    byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
    socket.send(new DatagramPacket(bytes, bytes.length, InetAddress.getLoopbackAddress(), sipPort));
  }

  private String request(String method, int call, int cseq, String to) {
    String body =
        method.equals("INVITE")
            ? """
            v=0\r
            o=- 1 1 IN IP4 127.0.0.1\r
            s=-\r
            c=IN IP4 127.0.0.1\r
            t=0 0\r
            m=audio 9 RTP/AVP 0\r
            """
            : "";
    return """
    %1$s sip:echo@127.0.0.1:%2$d SIP/2.0\r
    Via: SIP/2.0/UDP %3$s;branch=z9hG4bK%4$d.%5$d.%1$s\r
    From: <sip:rate@%3$s>;tag=%4$d\r
    To: %6$s\r
    Call-ID: %4$d@rate\r
    CSeq: %5$d %1$s\r
    Contact: <sip:rate@%3$s>\r
    Max-Forwards: 70\r
    Content-Type: application/sdp\r
    Content-Length: %7$d\r
    \r
    %8$s\
    """
        .formatted(method, sipPort, host, call, cseq, to, body.length(), body);
  }

  /** That of a refusal is part of the INVITE's transaction (RFC 3261 §17.1.1.3). */
  private String acknowledgement(int call, String to, boolean refused) {
    String ack = request("ACK", call, 1, to);
    return refused ? ack.replace(".1.ACK\r", ".1.INVITE\r") : ack;
  }

  /** Reads what comes back, acknowledges it and hangs up in time. */
  private final class Answers implements Runnable {
    private static final int LAST_ANSWER_MS = 3_000;

    private final int first;
    private final long[] sentNs;
    private final long[] answeredNs;
    private final ArrayDeque<Hangup> talking = new ArrayDeque<>();
    private int ended;
    private int refused;
    private int repeated;

    Answers(int first, int calls) {
      this.first = first;
      sentNs = new long[calls];
      answeredNs = new long[calls];
    }

    @Override
    public void run() {
      byte[] buffer = new byte[65_536];
      DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
      long lastNs = System.nanoTime();
      try {
        socket.setSoTimeout(5);
        while (ended + refused < sentNs.length && System.nanoTime() - lastNs < LAST_ANSWER_MS * 1_000_000L) {
          try {
            socket.receive(packet);
            lastNs = System.nanoTime();
            on(new String(buffer, 0, packet.getLength(), StandardCharsets.UTF_8), lastNs);
          } catch (SocketTimeoutException e) {
            // somebody may have to hang up
          }
          while (!talking.isEmpty() && System.nanoTime() >= talking.element().dueNs()) {
            Hangup due = talking.remove();
            send(request("BYE", due.call(), 2, due.to()));
          }
        }
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }

    private void on(String message, long nowNs) throws IOException {
      Matcher call = CALL.matcher(message);
      Matcher to = TO.matcher(message);
      boolean full = message.startsWith("SIP/2.0 503");
      if (!full && !message.startsWith("SIP/2.0 200") || !call.find() || !to.find()) {
        return;
      }
      int number = Integer.parseInt(call.group(1));
      int index = number - first;
      if (index < 0) {
        return; // of an earlier run
      }
      if (message.contains("CSeq: 2 BYE")) {
        ended++;
      } else if (answeredNs[index] > 0) {
        repeated++;
      } else {
        answeredNs[index] = nowNs - sentNs[index];
        send(acknowledgement(number, to.group(1), full));
        if (!full) {
          talking.add(new Hangup(number, to.group(1), nowNs + CALL_NS));
        } else if (message.contains("\nRetry-After: ")) {
          refused++;
        }
      }
    }
  }

  @Override
  public void close() {
    socket.close();
  }
}
