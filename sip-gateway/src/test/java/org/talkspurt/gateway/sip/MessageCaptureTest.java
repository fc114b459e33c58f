package org.talkspurt.gateway.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

class MessageCaptureTest {

  @Test
  void everyMessageIsCopiedWithWhoSentItToWhom() throws Exception {
    BlockingQueue<CapturedMessage> captured = new LinkedBlockingQueue<>();
    var endpoint =
        new SipEndpoint(
            EndpointFixture.tracing(false),
            RecordingListener.accepting(Runnable::run),
            SipMeters.NONE,
            captured::add);
    endpoint.start();
    try (var peer = new UdpPeer("127.0.0.1", endpoint.port())) {
      peer.send(new CallScript(peer).message("OPTIONS", 1, CallScript.newBranch(), "", ""));
      peer.receive(200);
      CapturedMessage request = captured.take();
      CapturedMessage response = captured.take();

      assertThat(request.text()).startsWith("OPTIONS sip:").endsWith("\r\n\r\n");
      assertThat(response.text()).startsWith("SIP/2.0 200 OK");
      assertThat(request.destination())
          .isEqualTo(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), endpoint.port()));
      assertThat(response.destination()).isEqualTo(request.source());
      assertThat(response.source()).isEqualTo(request.destination());
      assertThat(request.transport()).isEqualTo(SipTransport.UDP);
      assertThat(request.callId()).isNotEmpty().isEqualTo(response.callId());
    } finally {
      endpoint.stop();
    }
  }

  @Test
  void secretsBecomeAsterisksOfTheSameLength() {
    String text =
        """
        INVITE sip:echo@host SIP/2.0
        Authorization: Digest response="5ecret"
        proxy-authorization : Digest response="5ecret"
        Subject: Authorization: none

        a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:5ecret
        a=key-mgmt:mikey 5ecret
        k=clear:5ecret
        Signal=5
        a=ptime:20
        """
            .replace("\n", "\r\n");
    InetSocketAddress nobody = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
    String blanked =
        new CapturedMessage(nobody, nobody, SipTransport.UDP, Instant.ofEpochSecond(0), "id", text)
            .withoutSecrets()
            .text();

    assertThat(blanked)
        .hasSameSizeAs(text)
        .doesNotContain("5ecret", "Digest", "AES_CM")
        .contains("\r\nAuthorization:****", "\r\nSubject: Authorization: none\r\n")
        .contains("\r\na=crypto:***", "\r\nk=***", "\r\nSignal=*\r\n", "\r\na=ptime:20\r\n");
  }

  @Test
  void aPressedKeyAsTheWholeBodyIsASecretToo() {
    String head = "INFO sip:echo@host SIP/2.0\r\nContent-Length: 1\r\n\r\n";

    assertThat(SipSecrets.hidden(head + "5")).isEqualTo(head + "*");
    assertThat(SipSecrets.hidden(head + "11\r\n")).isEqualTo(head + "**\r\n");
  }

  @Test
  void addressesOfBothFamiliesAreRead() {
    assertThat(MessageCopy.address("192.0.2.1:5060"))
        .isEqualTo(new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 5060));
    assertThat(MessageCopy.address("[2001:db8::1]:5061"))
        .isEqualTo(new InetSocketAddress(InetAddress.ofLiteral("2001:db8::1"), 5061));
    assertThat(MessageCopy.address("somewhere:5060")).isNull();
    assertThat(MessageCopy.address("")).isNull();
  }
}
