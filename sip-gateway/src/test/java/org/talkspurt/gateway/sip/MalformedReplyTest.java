package org.talkspurt.gateway.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MalformedReplyTest {

  @Test
  void repeatsOnlyWhatAResponseMustCarry() {
    assertThat(
            reply(
                """
                INVITE sip:a@b SIP/2.0
                v: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK1
                Via: SIP/2.0/UDP 192.0.2.2
                 ;branch=z9hG4bK2
                From: <sip:a@b>;tag=1
                t: <sip:c@d>
                i: 4711
                CSeq: x INVITE
                Subject: not this
                  nor this
                Content-Length: 3

                Via: nor this
                """))
        .isEqualTo(
            """
            SIP/2.0 400 Malformed CSeq
            v: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK1
            Via: SIP/2.0/UDP 192.0.2.2
             ;branch=z9hG4bK2
            From: <sip:a@b>;tag=1
            t: <sip:c@d>
            i: 4711
            CSeq: x INVITE
            Content-Length: 0

            """
                .replace("\n", "\r\n"));
  }

  @Test
  void isSilentWhereNoResponseIsDue() {
    assertThat(reply("ACK sip:a@b SIP/2.0\nVia: SIP/2.0/UDP a\n\n")).isNull();
    assertThat(reply("SIP/2.0 200 OK\nVia: SIP/2.0/UDP a\n\n")).isNull();
    assertThat(reply("INVITE sip:a@b SIP/2.0\nFrom: <sip:a@b>;tag=1\n\n")).isNull();
    assertThat(reply("GET / HTTP/1.1\nVia: proxy\n\n")).isNull();
    assertThat(reply("")).isNull();
  }

  private static String reply(String message) {
    byte[] reply =
        MalformedReply.to(
            message.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1), "Malformed CSeq");
    return reply == null ? null : new String(reply, StandardCharsets.ISO_8859_1);
  }
}
