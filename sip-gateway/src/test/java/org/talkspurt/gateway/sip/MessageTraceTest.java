package org.talkspurt.gateway.sip;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class MessageTraceTest {

  @Test
  void hidesSecretsAndKeepsEveryLineBehindItsBar() {
    String trace =
        MessageTrace.redact(
            """
            INVITE sip:echo@host SIP/2.0
            Authorization: Digest 5ecret
            proxy-authorization : Digest 5ecret
            X-Fake: \u001B[2Jcleared\u2028line
            Subject: grüße

            a=crypto:1 inline:5ecret
            a=ptime:20
            """);
    assertThat(trace)
        .isEqualTo(
            """

            | INVITE sip:echo@host SIP/2.0
            | Authorization:**************
            | proxy-authorization :**************
            | X-Fake: \\u001b[2Jcleared\\u2028line
            | Subject: grüße
            |\s
            | a=crypto:***************
            | a=ptime:20
            |\s\
            """);
  }

  @Test
  void isWrittenForWhatIsReceivedAndSentAndOnlyWhenAskedFor() throws Exception {
    Logger logger = (Logger) LoggerFactory.getLogger("talkspurt.sip.trace");
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    logger.addAppender(log);
    try {
      options(false);
      assertThat(log.list).isEmpty();
      options(true);
      List<String> lines = log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
      assertThat(lines).hasSize(2);
      assertThat(lines.getFirst()).startsWith("received ").contains("\n| OPTIONS sip:");
      assertThat(lines.getLast()).startsWith("sent ").contains("\n| SIP/2.0 200 OK");
      options(false);
      assertThat(log.list).hasSize(2);
    } finally {
      logger.detachAppender(log);
    }
  }

  private static void options(boolean trace) throws Exception {
    var endpoint =
        new SipEndpoint(
            EndpointFixture.tracing(trace),
            RecordingListener.accepting(Runnable::run),
            SipMeters.NONE);
    endpoint.start();
    try (var peer = new UdpPeer("127.0.0.1", endpoint.port())) {
      peer.send(new CallScript(peer).message("OPTIONS", 1, CallScript.newBranch(), "", ""));
      peer.receive(200);
    } finally {
      endpoint.stop();
    }
  }
}
