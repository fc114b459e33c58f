package org.talkspurt.gateway.sip;

import gov.nist.javax.sip.message.SIPResponse;
import org.jspecify.annotations.Nullable;

/**
 * A request within a dialog whose answer changes nothing, but for a challenge, which has it sent
 * anew (RFC 3261 §22.1). Confined to the call's strand.
 */
final class LoneRequest implements ResponseReceiver {

  private final SipRuntime runtime;
  private final Strand strand;
  private final DialogPath path;
  private final SipRuntime.RequestBuilder builder;

  LoneRequest(
      SipRuntime runtime, Strand strand, DialogPath path, SipRuntime.RequestBuilder builder) {
    this.runtime = runtime;
    this.strand = strand;
    this.path = path;
    this.builder = builder;
  }

  /** Sends it, if there is a way. */
  void send() {
    runtime.send(path, path.nextSequence(), this, builder);
  }

  @Override
  public void receive(Runnable task) {
    runtime.receive(strand, task);
  }

  @Override
  public void onResponse(String method, int status, @Nullable SIPResponse response) {
    if (response != null && path.takeChallenge(response)) {
      send();
    }
  }
}
