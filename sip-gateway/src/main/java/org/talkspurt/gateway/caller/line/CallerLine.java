package org.talkspurt.gateway.caller.line;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.talkspurt.gateway.sdp.NegotiatedMedia;
import org.talkspurt.gateway.sdp.NegotiationResult.Accepted;
import org.talkspurt.gateway.sdp.SdpNegotiator;
import org.talkspurt.gateway.sip.DialFailure;
import org.talkspurt.gateway.sip.DialogFailure;
import org.talkspurt.gateway.sip.IncomingInvite;
import org.talkspurt.gateway.sip.OutgoingListener;
import org.talkspurt.gateway.sip.ReferResult;
import org.talkspurt.gateway.sip.Reinvite;
import org.talkspurt.gateway.sip.SipDialog;

/** A real call of a simulated caller. The events of SIP come on the phone's thread. */
public final class CallerLine implements PhoneLine, OutgoingListener {

  private final String sipCallId;
  private final CallerMedia media;
  private final SdpNegotiator negotiator;
  private final CompletableFuture<Long> answered = new CompletableFuture<>();
  private volatile @Nullable SipDialog dialog;
  private volatile boolean ended;

  CallerLine(String sipCallId, CallerMedia media, SdpNegotiator negotiator) {
    this.sipCallId = sipCallId;
    this.media = media;
    this.negotiator = negotiator;
  }

  void begin(SipDialog begun) {
    dialog = begun;
  }

  /** Completes with the time of the answer, or with how the call failed. */
  CompletableFuture<Long> answered() {
    return answered;
  }

  /** The Call-ID header, by which the bot's API names the call. */
  public String sipCallId() {
    return sipCallId;
  }

  @Override
  public long nowNs() {
    return System.nanoTime();
  }

  @Override
  public void pause(int ms) {
    LockSupport.parkNanos(ms * 1_000_000L);
  }

  @Override
  public Spoken say(Sound sound) {
    return media.say(sound);
  }

  @Override
  public void press(String keys) {
    media.press(keys);
  }

  @Override
  public PacketTrace heard() {
    return media.heard();
  }

  @Override
  public boolean ended() {
    return ended;
  }

  /** Hangs up, once. */
  @Override
  public void close() {
    SipDialog standing = dialog;
    if (!ended && standing != null) {
      standing.bye();
    }
    ended = true;
    media.close();
  }

  @Override
  public void onRinging(int status) {}

  @Override
  public void onAnswered(@Nullable String answer) {
    if (answer == null || !(negotiator.acceptAnswer(answer) instanceof Accepted accepted)) {
      fail("the answer has no µ-law (PCMU) for us");
      close();
      return;
    }
    NegotiatedMedia agreed = accepted.media();
    media.start(agreed.remoteRtp(), agreed.options().sendDigits().orElse(-1));
    answered.complete(nowNs());
  }

  @Override
  public void onNotAnswered(DialFailure failure) {
    fail(failure.cause() + (failure.status() > 0 ? " (" + failure.status() + ")" : ""));
  }

  private void fail(String reason) {
    ended = true;
    answered.completeExceptionally(new IOException(reason));
  }

  @Override
  public void onCancelled() {
    ended = true;
  }

  @Override
  public void onAcknowledged(@Nullable String answer) {}

  @Override
  public void onDescriptionChanged(String answer) {
    negotiator.acceptAnswerAgain(answer);
  }

  @Override
  public void onReplaced(IncomingInvite successor) {
    successor.reject(488, null, null);
  }

  @Override
  public void onBye() {
    ended = true;
  }

  @Override
  public void onReinvite(Reinvite reinvite) {
    String offer = reinvite.offer();
    if (offer == null) {
      reinvite.accept(negotiator.offer());
    } else if (negotiator.answer(offer) instanceof Accepted(String sdp, _)) {
      reinvite.accept(sdp);
    } else {
      reinvite.reject(488);
    }
  }

  @Override
  public void onInfoDigit(char key) {}

  @Override
  public void onReferResult(ReferResult result) {}

  @Override
  public void onDialogFailed(DialogFailure failure) {
    ended = true;
  }
}
