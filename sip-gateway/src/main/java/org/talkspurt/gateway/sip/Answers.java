package org.talkspurt.gateway.sip;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import java.util.HashMap;
import java.util.ListIterator;
import java.util.Map;
import javax.sip.header.AuthorizationHeader;
import javax.sip.header.Header;
import javax.sip.header.ProxyAuthorizationHeader;
import org.jspecify.annotations.Nullable;

/**
 * The 2xx responses to one call's INVITEs: each gets its ACK, and gets it again whenever it is
 * repeated (RFC 3261 §13.2.2.4). Confined to the call's strand.
 */
final class Answers {

  /** Phones that may answer the same call: a proxy's forks. More are left to their time-outs. */
  static final int MAX_ANSWERS = 16;

  private final SipRuntime runtime;
  private final Map<String, Acknowledgement> acksByTag = new HashMap<>();

  Answers(SipRuntime runtime) {
    this.runtime = runtime;
  }

  /**
   * Acknowledges a 2xx.
   *
   * @return the dialog's path if it is the first of its dialog; null elsewhere
   */
  @Nullable DialogPath acknowledge(
      SIPRequest invite, SIPResponse answer, NextHop hop, @Nullable DigestClient digest) {
    String tag = answer.getToTag();
    if (tag == null) {
      runtime.meters().messageDropped(SipMeters.DropReason.STRAY);
      return null;
    }
    Acknowledgement known = acksByTag.get(tag);
    if (known != null) {
      known.repeat();
      return null;
    }
    if (acksByTag.size() >= MAX_ANSWERS) {
      runtime.meters().messageDropped(SipMeters.DropReason.OVERLOAD);
      return null;
    }
    DialogPath path = DialogPath.asCaller(runtime.messages(), invite, answer, hop, digest);
    Acknowledgement sent =
        Acknowledgement.send(
            runtime, path, answer.getCSeq().getSeqNumber(), ack -> copyCredentials(invite, ack));
    if (sent != null) {
      acksByTag.put(tag, sent);
    }
    return path;
  }

  /** §13.2.2.4: the ACK has the credentials of its INVITE. */
  private static void copyCredentials(SIPRequest invite, SIPRequest ack) {
    for (String name : new String[] {AuthorizationHeader.NAME, ProxyAuthorizationHeader.NAME}) {
      ListIterator<?> headers = invite.getHeaders(name);
      while (headers.hasNext()) {
        ack.addHeader((Header) headers.next());
      }
    }
  }
}
