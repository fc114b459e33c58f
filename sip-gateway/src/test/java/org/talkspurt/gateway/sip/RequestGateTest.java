package org.talkspurt.gateway.sip;

import static org.assertj.core.api.Assertions.assertThat;

import gov.nist.javax.sip.message.SIPRequest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The part of the gate that loopback cannot show: where a request comes from. */
class RequestGateTest {

  private final RequestGate gate =
      new RequestGate(
          EndpointFixture.limited(
              PeerLimits.defaults(), SourcePolicy.allowing(List.of("203.0.113.0/28"))));

  @Test
  void aForeignSourceGets403WhateverItAsks() throws Exception {
    for (String method : List.of("INVITE", "OPTIONS", "BYE", "NONSENSE")) {
      Refusal refusal = gate.check(from("198.51.100.1", method), false);
      assertThat(refusal).isNotNull();
      assertThat(refusal.status()).isEqualTo(403);
    }
  }

  @Test
  void aConfiguredSourceMayAsk() throws Exception {
    assertThat(gate.check(from("203.0.113.3", "OPTIONS"), false)).isNull();
  }

  @Test
  void whoKnowsADialogMayComeFromAnywhere() throws Exception {
    assertThat(gate.check(from("198.51.100.1", "BYE"), true)).isNull();
  }

  private static SIPRequest from(String source, String method) throws Exception {
    String text =
        method
            + " sip:echo@host SIP/2.0\r\nVia: SIP/2.0/UDP "
            + source
            + ";branch=z9hG4bK1\r\nFrom: <sip:a@b>;tag=1\r\nTo: <sip:c@d>\r\nCall-ID: 1\r\nCSeq: 1 "
            + method
            + "\r\nMax-Forwards: 70\r\n\r\n";
    return ParsedRequest.from(source, text);
  }
}
