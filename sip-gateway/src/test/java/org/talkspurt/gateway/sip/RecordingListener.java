package org.talkspurt.gateway.sip;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An application that does what the test says and keeps what happened, in order. */
final class RecordingListener implements InviteListener, OutgoingListener {

  static final String ANSWER =
      "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
          + "m=audio 30000 RTP/AVP 0\r\n";

  private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
  private final Consumer<IncomingInvite> onInvite;
  private final Executor home;
  volatile Consumer<Reinvite> onReinvite = reinvite -> reinvite.accept(ANSWER);
  volatile Consumer<IncomingInvite> onReplaced = successor -> successor.accept(ANSWER);
  volatile IncomingInvite invite;
  volatile boolean takesCalls = true;
  volatile SipDialog dialog;
  volatile SipCredentials credentials;

  RecordingListener(Executor home, Consumer<IncomingInvite> onInvite) {
    this.home = home;
    this.onInvite = onInvite;
  }

  @Override
  public Executor assignLoop(InviteFacts facts) {
    return home;
  }

  @Override
  public @Nullable SipCredentials credentials(InviteFacts facts) {
    return credentials;
  }

  @Override
  public boolean takesCalls() {
    return takesCalls;
  }

  @Override
  public void onInvite(IncomingInvite incoming) {
    incoming.listen(this);
    invite = incoming;
    onInvite.accept(incoming);
    events.add("invite");
  }

  /** Accepts every call and remembers its dialog. */
  static RecordingListener accepting(Executor home) {
    RecordingListener[] self = new RecordingListener[1];
    self[0] = new RecordingListener(home, call -> self[0].dialog = call.accept(ANSWER));
    return self[0];
  }

  String next() throws InterruptedException {
    String event = events.poll(10, TimeUnit.SECONDS);
    if (event == null) {
      throw new AssertionError("nothing happened");
    }
    return event;
  }

  boolean isQuiet() {
    return events.isEmpty();
  }

  @Override
  public void onRinging(int status) {
    events.add("ringing " + status);
  }

  @Override
  public void onAnswered(@Nullable String answer) {
    events.add("answered" + (answer == null ? "" : " " + answer.strip().split("\r\n")[0]));
  }

  @Override
  public void onEarlyReinvite(Reinvite reinvite) {
    onReinvite.accept(reinvite);
    events.add("early reinvite");
  }

  @Override
  public void onAnsweredAsChanged(Reinvite inForce) {
    events.add("answered as changed " + String.valueOf(inForce.offer()).strip().split("\r\n")[1]);
  }

  @Override
  public void onNotAnswered(DialFailure failure) {
    events.add("not answered: " + failure.cause() + " " + failure.status());
  }

  @Override
  public void onCancelled() {
    events.add("cancelled");
  }

  @Override
  public void onAcknowledged(@Nullable String answer) {
    events.add("acknowledged" + (answer == null ? "" : " " + answer.strip().split("\r\n")[0]));
  }

  @Override
  public void onDescriptionChanged(String answer) {
    events.add("changed " + answer.strip().split("\r\n")[1]);
  }

  @Override
  public void onReplaced(IncomingInvite successor) {
    successor.listen(this);
    onReplaced.accept(successor);
    events.add("replaced");
  }

  @Override
  public void onBye() {
    events.add("bye");
  }

  @Override
  public void onReinvite(Reinvite reinvite) {
    onReinvite.accept(reinvite);
    events.add("reinvite");
  }

  @Override
  public void onInfoDigit(char key) {
    events.add("info digit " + key);
  }

  @Override
  public void onReferResult(ReferResult result) {
    events.add(
        switch (result) {
          case ReferResult.Transferred() -> "transferred";
          case ReferResult.Failed(int status) -> "transfer failed " + status;
        });
  }

  @Override
  public void onDialogFailed(DialogFailure failure) {
    events.add("failed " + failure);
  }
}
