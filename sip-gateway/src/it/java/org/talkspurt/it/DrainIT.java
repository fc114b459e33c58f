package org.talkspurt.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The bot is told to end while calls stand. */
class DrainIT {
  private static final int MS = 1_000_000;

  @Test
  void aCallGoesOnWhileNewOnesAreSentElsewhere() throws Exception {
    Clip clip = Clip.named("q-emergency");
    try (Bot bot = Bot.startWithoutModels();
        WireCaller caller = WireCaller.dial(bot.sipPort, "echo")) {
      caller.say(clip);
      caller.awaitAudible(0, 5_000);

      bot.terminate();
      awaitNotReady(bot);
      String refusal = answerToInvite(bot.sipPort, "echo");
      assertThat(refusal).startsWith("SIP/2.0 503 ").containsPattern("(?m)^Retry-After: *[1-9]");
      assertThat(bot.get("/actuator/health/liveness").statusCode()).isEqualTo(200);
      assertThat(bot.metric("talkspurt_calls_active")).isEqualTo(1);

      double correlation = echo(caller, clip);
      System.out.printf("echo while draining: correlation %.3f%n", correlation);
      assertThat(correlation).isGreaterThanOrEqualTo(0.97);
      assertThat(bot.get("/actuator/health/readiness").statusCode()).isEqualTo(503);

      long hungUpNs = System.nanoTime();
      caller.close();
      assertThat(bot.exitCode()).isZero();
      System.out.printf("ended %d ms after its last call%n", (System.nanoTime() - hungUpNs) / MS);
      assertThat(cause(bot)).isEqualTo("caller_hung_up");
      assertThat(bot.log()).doesNotContain("ERROR");
    }
  }

  @Test
  void whoStaysTooLongHearsGoodbye() throws Exception {
    try (Bot bot = Bot.start("--talkspurt.calls.drain-timeout=2s");
        Transcriber transcriber = new Transcriber();
        WireCaller caller = WireCaller.dial(bot.sipPort, "7000")) {
      caller.awaitAudible(0, 10_000);
      caller.awaitSilence(1_500, 30_000); // the greeting is over

      bot.terminate();
      long toldNs = System.nanoTime();
      assertThat(caller.awaitBye(20_000)).isTrue();
      long byeNs = System.nanoTime();
      String farewell = transcriber.transcribe(caller.recording(toldNs, byeNs));
      System.out.printf("BYE %d ms after SIGTERM: %s%n", (byeNs - toldNs) / MS, farewell);
      // The recognizer may take "our" for "their"; the last word must be there, spelt either way.
      assertThat(farewell).containsPattern("(?i)end \\w+ call now.*good-?bye");
      assertThat(bot.exitCode()).isZero();
      assertThat(cause(bot)).isEqualTo("bot_hung_up");
    }
  }

  @Test
  void aSecondSignalHangsUpAtOnce() throws Exception {
    try (Bot bot = Bot.startWithoutModels();
        WireCaller caller = WireCaller.dial(bot.sipPort, "tone")) {
      caller.awaitAudible(0, 5_000);
      bot.terminate();
      awaitNotReady(bot);
      bot.terminate();
      assertThat(caller.awaitBye(5_000)).isTrue();
      assertThat(bot.exitCode()).isZero();
      assertThat(cause(bot)).isEqualTo("shutdown");
    }
  }

  private static String cause(Bot bot) throws IOException {
    return bot.records(1).getLast().get("cause").asString();
  }

  private static double echo(WireCaller caller, Clip clip) {
    WireCaller.Spoken said = caller.sayAll(clip);
    WireCaller.pause(500);
    long fromNs = said.firstSpeechNs - (long) clip.speechStartMs() * MS;
    return Correlation.bySegments(clip.pcm(), caller.recording(fromNs, System.nanoTime()));
  }

  private static void awaitNotReady(Bot bot) throws IOException {
    long end = System.nanoTime() + 5_000L * MS;
    while (bot.get("/actuator/health/readiness").statusCode() != 503) {
      if (System.nanoTime() > end) {
        throw new IOException("the bot is still ready:\n" + bot.log());
      }
      WireCaller.pause(10);
    }
  }

  /** The final answer to a call that would like to begin now. */
  private static String answerToInvite(int sipPort, String user) throws IOException {
    try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      socket.setSoTimeout(5_000);
      String us = "127.0.0.1:" + socket.getLocalPort();
      String sdp =
          "v=0\r\no=it 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
              + "m=audio 40000 RTP/AVP 0\r\n";
      String invite =
          String.join(
              "\r\n",
              "INVITE sip:" + user + "@127.0.0.1:" + sipPort + " SIP/2.0",
              "Via: SIP/2.0/UDP " + us + ";branch=z9hG4bK" + UUID.randomUUID() + ";rport",
              "From: <sip:late@127.0.0.1>;tag=late",
              "To: <sip:" + user + "@127.0.0.1>",
              "Call-ID: " + UUID.randomUUID(),
              "CSeq: 1 INVITE",
              "Contact: <sip:late@" + us + ">",
              "Max-Forwards: 70",
              "Content-Type: application/sdp",
              "Content-Length: " + sdp.length(),
              "",
              sdp);
      byte[] bytes = invite.getBytes(StandardCharsets.US_ASCII);
      InetSocketAddress bot = new InetSocketAddress("127.0.0.1", sipPort);
      socket.send(new DatagramPacket(bytes, bytes.length, bot));
      while (true) {
        DatagramPacket packet = new DatagramPacket(new byte[65_536], 65_536);
        socket.receive(packet);
        String answer =
            new String(packet.getData(), 0, packet.getLength(), StandardCharsets.US_ASCII);
        if (!answer.startsWith("SIP/2.0 1")) {
          return answer;
        }
      }
    }
  }
}
