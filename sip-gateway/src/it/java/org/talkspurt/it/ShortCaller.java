package org.talkspurt.it;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.SocketFactory;
import org.talkspurt.rtp.crypto.DtlsFingerprint;
import org.talkspurt.rtp.crypto.DtlsHandshake;
import org.talkspurt.rtp.crypto.DtlsIdentity;
import org.talkspurt.rtp.crypto.DtlsRole;
import org.talkspurt.rtp.crypto.SrtpContext;
import org.talkspurt.rtp.crypto.SrtpKeys;
import org.talkspurt.rtp.crypto.SrtpProfile;
import org.talkspurt.rtp.packet.RtpPacket;

/**
 * Calls the echo on loopback over a connection of its own, agrees on keys, waits until an encrypted
 * packet of the bot can be read, hangs up.
 */
final class ShortCaller {

  /** How the media are encrypted. */
  enum Keys {
    NONE,
    SDES,
    DTLS
  }

  private static final SrtpProfile PROFILE = SrtpProfile.AEAD_AES_128_GCM;
  private static final int TIMEOUT_MS = 20_000;
  private static final int MAX_BYTES = 1500;
  private static final int FRAME = 160;
  private static final byte[] HEAD_END = {'\r', '\n', '\r', '\n'};

  private final InetSocketAddress bot;
  private final SocketFactory connections;
  private final DtlsIdentity identity;

  /**
   * @param connections TCP or TLS
   */
  ShortCaller(int port, SocketFactory connections, DtlsIdentity identity) {
    this.bot = new InetSocketAddress("127.0.0.1", port);
    this.connections = connections;
    this.identity = identity;
  }

  void call(Keys keys) throws Exception {
    InetAddress loopback = bot.getAddress();
    try (Socket sip = connections.createSocket(loopback, bot.getPort());
        DatagramSocket rtp = new DatagramSocket(new InetSocketAddress(loopback, 0))) {
      sip.setSoTimeout(TIMEOUT_MS);
      rtp.setSoTimeout(20);
      SrtpKeys ours = SrtpKeys.random(PROFILE);
      Dialog dialog = new Dialog(sip, loopback.getHostAddress());
      String answer = dialog.invite(offer(rtp.getLocalPort(), keys, ours));
      int port = Integer.parseInt(found(answer, "m=audio (\\d+) "));
      InetSocketAddress media = new InetSocketAddress(loopback, port);
      switch (keys) {
        case NONE -> {}
        case SDES -> {
          byte[] theirs = Base64.getDecoder().decode(found(answer, "inline:([A-Za-z0-9+/=]+)"));
          hearEcho(rtp, media, new SrtpContext(ours, SrtpKeys.of(PROFILE, theirs)));
        }
        case DTLS -> {
          var fingerprint = DtlsFingerprint.parse(found(answer, "a=fingerprint:(.+?)\r\n"));
          hearEcho(rtp, media, shakeHands(rtp, media, fingerprint));
        }
      }
      dialog.request("BYE");
    }
  }

  private String offer(int port, Keys keys, SrtpKeys ours) {
    String profile =
        switch (keys) {
          case NONE -> "RTP/AVP";
          case SDES -> "RTP/SAVP";
          case DTLS -> "UDP/TLS/RTP/SAVP";
        };
    String lines =
        switch (keys) {
          case NONE -> "";
          case SDES ->
              "a=crypto:1 %s inline:%s\r\n"
                  .formatted(PROFILE, Base64.getEncoder().encodeToString(ours.keyAndSalt()));
          case DTLS ->
              "a=fingerprint:%s\r\na=setup:actpass\r\na=rtcp-mux\r\n"
                  .formatted(identity.fingerprint());
        };
    return "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
        + "m=audio %d %s 0\r\na=rtpmap:0 PCMU/8000\r\na=ptime:20\r\n".formatted(port, profile)
        + lines;
  }

  private static String found(String text, String pattern) throws IOException {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    if (!matcher.find()) {
      throw new IOException("no " + pattern + " in " + text);
    }
    return matcher.group(1);
  }

  private SrtpContext shakeHands(
      DatagramSocket rtp, InetSocketAddress media, DtlsFingerprint fingerprint) throws Exception {
    CompletableFuture<SrtpContext> agreed = new CompletableFuture<>();
    try (DtlsHandshake handshake =
        new DtlsHandshake(
            identity,
            DtlsRole.SERVER,
            fingerprint,
            bytes -> send(rtp, media, bytes, bytes.length),
            new DtlsHandshake.Listener() {
              @Override
              public void onKeys(SrtpKeys ours, SrtpKeys theirs) {
                agreed.complete(new SrtpContext(ours, theirs));
              }

              @Override
              public void onFailure(String reason) {
                agreed.completeExceptionally(new IOException(reason));
              }
            })) {
      handshake.start();
      byte[] datagram = new byte[MAX_BYTES];
      long endNs = System.nanoTime() + TIMEOUT_MS * 1_000_000L;
      while (!agreed.isDone() && System.nanoTime() < endNs) {
        int length = receive(rtp, datagram);
        if (DtlsHandshake.looksLikeDtls(datagram, length)) {
          handshake.onDatagram(datagram, length);
        }
      }
      return agreed.get(1, SECONDS);
    }
  }

  private static void hearEcho(DatagramSocket rtp, InetSocketAddress media, SrtpContext srtp)
      throws IOException {
    byte[] payload = new byte[FRAME];
    Arrays.fill(payload, (byte) 0x20);
    byte[] datagram = new byte[MAX_BYTES];
    int ssrc = ThreadLocalRandom.current().nextInt();
    for (int number = 1; number < TIMEOUT_MS / 20; number++) {
      int plain =
          RtpPacket.write(
              datagram,
              number == 1,
              0,
              number,
              (long) FRAME * number,
              ssrc & 0xFFFF_FFFFL,
              payload,
              0,
              FRAME);
      send(rtp, media, datagram, srtp.protectRtp(datagram, plain));
      srtp.onTick();
      int length = receive(rtp, datagram);
      if (RtpPacket.looksLikeRtp(datagram, length) && srtp.unprotectRtp(datagram, length) > 0) {
        return;
      }
    }
    throw new IOException("nothing of the bot could be read");
  }

  private static void send(DatagramSocket rtp, InetSocketAddress to, byte[] bytes, int length) {
    try {
      rtp.send(new DatagramPacket(bytes, length, to));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** The length; 0 if nothing came within 20 ms. */
  private static int receive(DatagramSocket rtp, byte[] into) throws IOException {
    DatagramPacket packet = new DatagramPacket(into, into.length);
    try {
      rtp.receive(packet);
      return packet.getLength();
    } catch (SocketTimeoutException e) {
      return 0;
    }
  }

  /** SIP over a stream, as much of it as a call needs. */
  private static final class Dialog {
    private final Socket socket;
    private final String local;
    private final String id = Long.toHexString(ThreadLocalRandom.current().nextLong());
    private String to = "<sip:echo@127.0.0.1>";
    private int cseq;

    Dialog(Socket socket, String address) {
      this.socket = socket;
      this.local = address + ":" + socket.getLocalPort();
    }

    /** The 200's body. */
    String invite(String offer) throws IOException {
      cseq++;
      write("INVITE", offer);
      String response = await();
      to = found(response, "(?m)^To: (.+?)\r?$");
      write("ACK", "");
      return response;
    }

    void request(String method) throws IOException {
      cseq++;
      write(method, "");
      await();
    }

    private void write(String method, String body) throws IOException {
      String transport = socket instanceof javax.net.ssl.SSLSocket ? "TLS" : "TCP";
      String message =
          method
              + " sip:echo@127.0.0.1:"
              + socket.getPort()
              + " SIP/2.0\r\nVia: SIP/2.0/"
              + transport
              + " "
              + local
              + ";branch=z9hG4bK"
              + method
              + cseq
              + id
              + "\r\nFrom: <sip:short@127.0.0.1>;tag="
              + id
              + "\r\nTo: "
              + to
              + "\r\nCall-ID: "
              + id
              + "@short\r\nCSeq: "
              + cseq
              + " "
              + method
              + "\r\nContact: <sip:short@"
              + local
              + ";transport="
              + transport.toLowerCase(java.util.Locale.ROOT)
              + ">\r\nMax-Forwards: 70\r\n"
              + (body.isEmpty() ? "" : "Content-Type: application/sdp\r\n")
              + "Content-Length: "
              + body.length()
              + "\r\n\r\n"
              + body;
      socket.getOutputStream().write(message.getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().flush();
    }

    /** The final response. */
    private String await() throws IOException {
      while (true) {
        String message = read();
        int status = Integer.parseInt(message.substring(8, 11));
        if (status >= 300) {
          throw new IOException("answered " + message.lines().findFirst().orElse(""));
        }
        if (status >= 200) {
          return message;
        }
      }
    }

    private String read() throws IOException {
      InputStream in = socket.getInputStream();
      ByteArrayOutputStream head = new ByteArrayOutputStream();
      int matched = 0;
      while (matched < HEAD_END.length) {
        int next = in.read();
        if (next < 0) {
          throw new IOException("the bot closed the connection");
        }
        head.write(next);
        matched = next == HEAD_END[matched] ? matched + 1 : next == '\r' ? 1 : 0;
      }
      String text = head.toString(StandardCharsets.UTF_8);
      int length = Integer.parseInt(found(text, "(?mi)^Content-Length: *(\\d+)"));
      return text + new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }
  }
}
