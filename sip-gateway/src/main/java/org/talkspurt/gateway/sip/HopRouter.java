package org.talkspurt.gateway.sip;

import gov.nist.javax.sip.message.SIPRequest;
import java.util.List;
import java.util.ListIterator;
import javax.sip.SipStack;
import javax.sip.address.Hop;
import javax.sip.address.Router;
import javax.sip.message.Request;

/**
 * Sends a request where {@link DialogPath} said: the hop travels as the request's application data.
 *
 * <p>Public with a public constructor because the stack creates it by name.
 */
public final class HopRouter implements Router {

  /** The signature that the stack looks for. */
  public HopRouter(SipStack stack, String defaultRoute) {}

  @Override
  public Hop getNextHop(Request request) {
    return (Hop) ((SIPRequest) request).getApplicationData();
  }

  @Override
  @SuppressWarnings({"rawtypes", "deprecation"}) // the interface's; the stack does not call it
  public ListIterator getNextHops(Request request) {
    return List.of(getNextHop(request)).listIterator();
  }

  @Override
  public Hop getOutboundProxy() {
    throw new UnsupportedOperationException("no outbound proxy");
  }
}
