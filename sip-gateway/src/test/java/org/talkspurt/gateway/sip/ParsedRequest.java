package org.talkspurt.gateway.sip;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.parser.StringMsgParser;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;

/** Requests as the stack would hand them over, without a stack. */
final class ParsedRequest {
  private ParsedRequest() {}

  static SIPRequest from(String source, String text) throws ParseException {
    SIPRequest request =
        (SIPRequest)
            new StringMsgParser()
                .parseSIPMessage(text.getBytes(StandardCharsets.UTF_8), true, false, null);
    request.setRemoteAddress(InetAddress.ofLiteral(source));
    return request;
  }
}
