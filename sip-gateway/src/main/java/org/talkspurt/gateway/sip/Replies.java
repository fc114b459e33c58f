package org.talkspurt.gateway.sip;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.stack.SIPServerTransaction;
import javax.sip.SipException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The responses of one call: all carry its tag. */
final class Replies {

  private static final Logger LOG = LoggerFactory.getLogger(Replies.class);

  private final SipRuntime runtime;
  private final DialogPath path;
  private final String localTag;
  private final String sipCallId;

  Replies(SipRuntime runtime, DialogPath path, DialogKey key) {
    this.runtime = runtime;
    this.path = path;
    this.localTag = key.localTag();
    this.sipCallId = key.callId();
  }

  /** 180 with the Contact that an early dialog needs. */
  void ringing(SIPServerTransaction transaction, SIPRequest invite) {
    SIPResponse ringing = runtime.messages().response(invite, 180, null, localTag);
    ringing.setHeader(runtime.messages().contactHeader(path.localContact()));
    send(transaction, ringing);
  }

  /** 200 to an INVITE; false if it could not be sent. */
  boolean answer(SIPServerTransaction transaction, SIPRequest invite, String sdp) {
    return send(transaction, runtime.messages().answer(invite, localTag, path.localContact(), sdp));
  }

  /** 200 to any other request. */
  void ok(SIPServerTransaction transaction, SIPRequest request) {
    send(transaction, runtime.messages().response(request, 200, null, localTag));
  }

  void refuse(SIPServerTransaction transaction, SIPRequest request, Refusal refusal) {
    runtime.meters().requestRefused(SipMethods.label(request.getMethod()), refusal.status());
    send(transaction, runtime.messages().refusal(request, refusal, localTag));
  }

  private boolean send(SIPServerTransaction transaction, SIPResponse response) {
    try {
      transaction.sendResponse(response);
      return true;
    } catch (SipException e) {
      LOG.debug("A {} of call {} was not sent", response.getStatusCode(), sipCallId);
      return false;
    }
  }
}
