package org.talkspurt.gateway.sip;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.stack.SIPServerTransaction;
import javax.sip.SipException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The responses of one call: all carry its tag. */
final class Replies {

  private static final Logger LOG = LoggerFactory.getLogger(Replies.class);

  private final SipRuntime runtime;
  private final DialogPath path;
  private final String localTag;
  private final String sipCallId;

  private final @Nullable SessionTimer timer;
  private final Descriptions descriptions;

  /**
   * @param timer begins with the INVITE's 200; null: it is not there yet
   */
  Replies(
      SipRuntime runtime,
      DialogPath path,
      DialogKey key,
      @Nullable SessionTimer timer,
      Descriptions descriptions) {
    this.runtime = runtime;
    this.path = path;
    this.timer = timer;
    this.descriptions = descriptions;
    this.localTag = key.localTag();
    this.sipCallId = key.callId();
  }

  /** 180 with the Contact that an early dialog needs. */
  SIPResponse ringing(SIPRequest invite) {
    return provisional(invite, 180);
  }

  /** 183 with our description. */
  SIPResponse progress(SIPRequest invite, String sdp) {
    SIPResponse progress = provisional(invite, 183);
    SipMessages.setSdp(progress, sdp);
    descriptions.sent(sdp);
    return progress;
  }

  private SIPResponse provisional(SIPRequest invite, int status) {
    SIPResponse response = runtime.messages().response(invite, status, null, localTag);
    response.setHeader(runtime.messages().contactHeader(path.localContact()));
    SipMessages.addHeader(response, "Allow", SipMethods.ALLOW);
    return response;
  }

  /**
   * 200 to an INVITE or UPDATE: the session timer begins anew.
   *
   * @param sdp null: none
   * @return whether it could be sent
   */
  boolean answer(SIPServerTransaction transaction, SIPRequest request, @Nullable String sdp) {
    SIPResponse answer = runtime.messages().answer(request, localTag, path.localContact(), sdp);
    if (timer != null) {
      timer.answer(request, answer);
    }
    if (sdp != null) {
      descriptions.sent(sdp);
    }
    return send(transaction, answer);
  }

  /** 200 to any other request. */
  void ok(SIPServerTransaction transaction, SIPRequest request) {
    send(transaction, runtime.messages().response(request, 200, null, localTag));
  }

  void refuse(SIPServerTransaction transaction, SIPRequest request, Refusal refusal) {
    runtime.meters().requestRefused(SipMethods.label(request.getMethod()), refusal.status());
    send(transaction, runtime.messages().refusal(request, refusal, localTag));
  }

  /** Sends a response; false if it could not be. */
  boolean send(SIPServerTransaction transaction, SIPResponse response) {
    try {
      transaction.sendResponse(response);
      return true;
    } catch (SipException e) {
      LOG.debug("A {} of call {} was not sent", response.getStatusCode(), sipCallId);
      return false;
    }
  }
}
