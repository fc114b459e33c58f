package org.talkspurt.gateway.sip;

import gov.nist.javax.sip.message.SIPRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sip.header.EventHeader;
import javax.sip.header.SubscriptionStateHeader;

/**
 * A blind transfer on its way: the answer to REFER, then the peer's NOTIFYs with the target's
 * status line (RFC 3515 §2.4.5). Tells its result once. Confined to the call's strand.
 */
final class Transfer {

  /** How long the target may ring before the call is given back to the bot. */
  static final Duration MAX_WAIT = Duration.ofMinutes(2);

  private static final Pattern STATUS_LINE = Pattern.compile("^SIP/2\\.0 (\\d{3})");
  private static final int NO_ANSWER = 408;

  private final SipRuntime runtime;
  private final String targetUri;
  private final Consumer<ReferResult> onResult;
  private final Runnable cancelTimeout;
  private int lastStatus = NO_ANSWER;
  private boolean accepted;
  private boolean done;

  Transfer(SipRuntime runtime, Strand strand, String targetUri, Consumer<ReferResult> onResult) {
    this.runtime = runtime;
    this.targetUri = targetUri;
    this.onResult = onResult;
    this.cancelTimeout = runtime.schedule(MAX_WAIT, strand, this::onTimeout);
  }

  /** Sends the REFER; its responses come to the owner. */
  void send(DialogPath path, ResponseReceiver owner) {
    String referredBy = "<" + path.localAddress().getURI() + ">";
    boolean sent =
        runtime.send(
            path,
            path.nextSequence(),
            owner,
            (number, hop) -> {
              SIPRequest request = path.request("REFER", number, hop);
              SipMessages.addHeader(request, "Refer-To", "<" + targetUri + ">");
              SipMessages.addHeader(request, "Referred-By", referredBy);
              return request;
            });
    if (!sent) {
      onTimeout();
    }
  }

  /** The call is over: no timer stays behind. */
  void stopWaiting() {
    cancelTimeout.run();
  }

  /** The peer's response to REFER. */
  void onResponse(int status) {
    if (status >= 300) {
      finish(new ReferResult.Failed(status));
    } else if (status >= 200) {
      accepted = true;
    }
  }

  /** A NOTIFY of the subscription that REFER made. */
  void onNotify(SIPRequest notify) {
    // Some peers notify before their 202 is here.
    accepted = true;
    byte[] content = notify.getRawContent();
    String fragment = content == null ? "" : new String(content, StandardCharsets.US_ASCII);
    Matcher statusLine = STATUS_LINE.matcher(fragment);
    if (statusLine.find()) {
      lastStatus = Integer.parseInt(statusLine.group(1));
    }
    if (lastStatus >= 200 && statusLine.hasMatch()) {
      finish(lastStatus < 300 ? new ReferResult.Transferred() : new ReferResult.Failed(lastStatus));
    } else if (isTerminated(notify)) {
      finish(new ReferResult.Failed(NO_ANSWER));
    }
  }

  private void onTimeout() {
    finish(new ReferResult.Failed(NO_ANSWER));
  }

  /** The peer hung up: after it took the REFER over, that is how many say "done". */
  void onBye() {
    finish(accepted ? new ReferResult.Transferred() : new ReferResult.Failed(NO_ANSWER));
  }

  boolean isDone() {
    return done;
  }

  static boolean isReferEvent(SIPRequest notify) {
    return notify.getHeader(EventHeader.NAME) instanceof EventHeader event
        && event.getEventType().equalsIgnoreCase("refer");
  }

  private static boolean isTerminated(SIPRequest notify) {
    return notify.getHeader(SubscriptionStateHeader.NAME) instanceof SubscriptionStateHeader state
        && state.getState().equalsIgnoreCase("terminated");
  }

  private void finish(ReferResult result) {
    if (!done) {
      done = true;
      cancelTimeout.run();
      onResult.accept(result);
    }
  }
}
