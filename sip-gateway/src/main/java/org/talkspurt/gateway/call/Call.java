package org.talkspurt.gateway.call;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.talkspurt.dialog.spi.CallControl;
import org.talkspurt.dialog.spi.TransferOrder;
import org.talkspurt.gateway.call.CallProgress.Ending;
import org.talkspurt.gateway.sdp.NegotiationResult;
import org.talkspurt.gateway.sdp.NegotiationResult.Accepted;
import org.talkspurt.gateway.sdp.SdpNegotiator;
import org.talkspurt.gateway.sip.DialogFailure;
import org.talkspurt.gateway.sip.IncomingInvite;
import org.talkspurt.gateway.sip.ReferResult;
import org.talkspurt.gateway.sip.Reinvite;
import org.talkspurt.gateway.sip.SipDialog;
import org.talkspurt.gateway.sip.SipDialogListener;
import org.talkspurt.rtp.audio.AudioFrame;
import org.talkspurt.rtp.audio.SoundTap;
import org.talkspurt.rtp.session.MediaListener;
import org.talkspurt.rtp.session.NegotiatedMedia;

/**
 * One call: ties a SIP dialog, its media and an agent together and sees to it that all three end
 * together. Confined to its home loop but for {@link #id}, {@link #snapshot}, {@link #sendDigits},
 * {@link #sayGoodbye} and {@link #hangUp(String)}.
 */
public final class Call implements SipDialogListener, MediaListener, CallControl {
  private static final Logger log = LoggerFactory.getLogger(Call.class);

  /**
   * A farewell that is not over by then is cut. It may have to wait for a transfer to fail, which
   * takes up to half a minute.
   */
  private static final long LAST_WORDS_NS = 60_000_000_000L;

  private final CallIdentity identity;
  private final CallHome home;
  private final SdpNegotiator negotiator;
  private final CallSettings settings;
  private final InstantSource clock;
  private final CallEnd whenOver;
  private final CallLog callLog;
  private final CallProgress progress;
  private final DigitSources digits = new DigitSources();
  private final Handover handover;
  private final CompletableFuture<CallRecord> ended = new CompletableFuture<>();

  private @Nullable CallMedia media;
  private @Nullable MediaApplication application;
  private @Nullable SipDialog dialog;
  private @Nullable EarlyAnnouncement early;
  private CallRecorder.@Nullable Recording recording;

  /** Whether it is to be recorded is up to the agent; false once it is, or must not be. */
  private boolean recordable = true;

  private String codec = "";
  private String encryption = "";
  private boolean held;
  private boolean leaving;
  private Runnable cancelTimer = () -> {};

  /** Gives back what the call held besides its media and keeps its record. */
  @FunctionalInterface
  interface CallEnd {
    void over(Call call, CallRecord callRecord);
  }

  Call(
      CallIdentity identity,
      CallHome home,
      SdpNegotiator negotiator,
      CallSettings settings,
      Handover.Rules handovers,
      InstantSource clock,
      CallEnd whenOver) {
    this.identity = identity;
    this.home = home;
    this.negotiator = negotiator;
    this.settings = settings;
    this.clock = clock;
    this.whenOver = whenOver;
    callLog = new CallLog(identity.id());
    progress = new CallProgress(identity);
    handover = new Handover(home, callLog, handovers, identity.trunk());
  }

  public String id() {
    return identity.id();
  }

  CallHome home() {
    return home;
  }

  Map<String, String> variables() {
    return identity.variables();
  }

  Screening screening() {
    return identity.screening();
  }

  /** The media are there, with this call as their listener; the call's end closes them. */
  void open(CallMedia opened, NegotiatedMedia agreed) {
    media = opened;
    take(agreed);
  }

  private void take(NegotiatedMedia agreed) {
    codec = agreed.codec().encodingName();
    encryption = agreed.encryption().describe();
    held = !agreed.direction().receives() || !agreed.direction().sends();
  }

  /**
   * Rings and answers; where the agent has something to say before, with that in between.
   *
   * @param sdp our answer, or our offer where the INVITE brought none
   */
  void answer(IncomingInvite invite, MediaApplication connected, String sdp) {
    application = connected;
    Optional<CompletionStage<short[]>> announcement =
        invite.facts().offer() == null ? Optional.empty() : connected.announcement();
    if (announcement.isEmpty()) {
      invite.ring();
    }
    progress.become(CallState.RINGING, identity.agent());
    if (announcement.isEmpty()) {
      accept(invite, sdp);
    } else {
      early = new EarlyAnnouncement(home, invite, () -> accept(invite, sdp));
      early.play(sdp, announcement.get(), media().sink());
    }
  }

  private void accept(IncomingInvite invite, String sdp) {
    dialog = invite.accept(sdp);
    begin();
  }

  /** Records the call from now on; once. */
  void record(CallRecorder recorder) {
    if (recordable && !progress.over()) {
      recordable = false;
      var begun = recorder.begin(identity.id(), clock.instant(), media().sink().sampleRateHz());
      recording = begun;
      progress.recordedAs(begun.name());
      media().tap(begun.tap());
      callLog.say(() -> log.info("recorded as {}", begun.name()));
    }
  }

  /** Our INVITE is on its way. */
  void dialled(SipDialog dialling) {
    dialog = dialling;
  }

  /** The phone that we dialled rings. */
  void ringing() {
    if (progress.state() == CallState.DIALLING) {
      progress.become(CallState.RINGING, identity.agent());
    }
  }

  /** Somebody answered our call, and its media are open. */
  void answered(MediaApplication connected) {
    application = connected;
    begin();
    onAcknowledged(null);
  }

  /** Nobody answered our call. */
  void notAnswered(String result, String cause) {
    end(result, cause);
  }

  boolean isOver() {
    return progress.over();
  }

  private void begin() {
    progress.answeredAt(clock.instant());
    progress.become(CallState.ANSWERED, codec);
    cancelTimer = home.schedule(() -> takeLeave("max_duration"), settings.maxDuration().toNanos());
  }

  /**
   * Ends the call with the farewell, from any thread; at once where nobody is there to hear it.
   *
   * @param cause for the record if the farewell is not said to its end
   */
  public void sayGoodbye(String cause) {
    home.execute(() -> takeLeave(cause));
  }

  private void takeLeave(String cause) {
    if (progress.state() != CallState.TALKING) {
      hangUp(cause, progress.answered() ? "completed" : "cancelled");
    } else if (!leaving) {
      leaving = true;
      cancelTimer.run();
      cancelTimer = home.schedule(() -> hangUp(cause, "completed"), LAST_WORDS_NS);
      application().sayGoodbye(settings.farewell(), home.nowNs());
    }
  }

  /** The call could not be answered. */
  void failed(String cause) {
    hangUp(cause, "failed");
  }

  @Override
  public void onAcknowledged(@Nullable String answer) {
    if (progress.over()) {
      return; // It was under way when we hung up; so for what follows.
    }
    if (answer != null) {
      if (negotiator.acceptAnswer(answer) instanceof Accepted accepted) {
        use(accepted);
      } else {
        hangUp("unacceptable_answer", "failed");
        return;
      }
    }
    if (progress.state() == CallState.ANSWERED) {
      progress.become(CallState.TALKING, "");
      application().start(home.nowNs());
      if (held) {
        application().onHold(true, home.nowNs());
      }
    }
  }

  @Override
  public void onDescriptionChanged(String answer) {
    if (progress.over()) {
      return;
    }
    if (negotiator.acceptAnswerAgain(answer) instanceof Accepted accepted) {
      use(accepted);
    } else {
      hangUp("unacceptable_answer", "failed");
    }
  }

  /** The conversation goes on with whoever takes the peer's place. */
  @Override
  public void onReplaced(IncomingInvite successor) {
    if (progress.state() != CallState.TALKING) {
      successor.reject(481, null, null);
      return;
    }
    String offer = successor.facts().offer();
    if (offer == null) {
      goOnWith(successor, negotiator.offerToSuccessor());
      return;
    }
    switch (negotiator.answerSuccessor(offer)) {
      case Accepted accepted -> {
        use(accepted);
        goOnWith(successor, accepted.sdp());
      }
      case NegotiationResult.Rejected rejected ->
          successor.reject(rejected.status(), rejected.reason(), null);
      case NegotiationResult.Malformed malformed ->
          successor.reject(malformed.status(), malformed.reason(), null);
    }
  }

  private void goOnWith(IncomingInvite successor, String sdp) {
    successor.listen(this);
    dialog = successor.accept(sdp);
    recordable = false; // they have not been told
    endRecording();
    callLog.say(() -> log.info("replaced by {}", successor.facts().sipCallId()));
  }

  @Override
  public void onReinvite(Reinvite reinvite) {
    if (progress.over()) {
      reinvite.reject(481);
      return;
    }
    String offer = reinvite.offer();
    if (offer == null) {
      reinvite.accept(negotiator.offer());
      return;
    }
    switch (negotiator.answer(offer)) {
      case Accepted accepted -> {
        use(accepted);
        reinvite.accept(accepted.sdp());
      }
      case NegotiationResult.Rejected rejected -> reinvite.reject(rejected.status());
      case NegotiationResult.Malformed malformed -> reinvite.reject(malformed.status());
    }
  }

  private void use(Accepted accepted) {
    NegotiatedMedia agreed = MediaNegotiation.agreed(accepted.media(), settings);
    media().update(agreed);
    take(agreed);
    if (progress.state() == CallState.TALKING) {
      application().onHold(held, home.nowNs());
    }
  }

  @Override
  public void onFrame(AudioFrame frame) {
    if (progress.state() == CallState.TALKING) {
      application().onFrame(frame);
    }
  }

  @Override
  public void onDigit(char key) {
    if (digits.byMedia(key, home.nowNs())) {
      pressed(key);
    }
  }

  @Override
  public void onInfoDigit(char key) {
    if (digits.byInfo(key, home.nowNs())) {
      pressed(key);
    }
  }

  private void pressed(char key) {
    if (progress.state() == CallState.TALKING) {
      application().onDigit(key, home.nowNs());
    }
  }

  @Override
  public void onMediaTimeout() {
    // A peer that holds may send nothing for as long as it likes; max-duration bounds it.
    if (!held) {
      hangUp("media_timeout", "failed");
    }
  }

  @Override
  public void onEncryptionFailed(String reason) {
    callLog.say(() -> log.warn("the call's media could not be encrypted: {}", reason));
    hangUp("encryption_failed", "failed");
  }

  @Override
  public void onFailure(Throwable failure) {
    callLog.say(() -> log.error("the call's media ended", failure));
    hangUp("internal_error", "failed");
  }

  @Override
  public void onCancelled() {
    progress.answeredAt(null);
    end("cancelled", "caller_cancelled");
  }

  @Override
  public void onBye() {
    end("completed", identity.isOutbound() ? "callee_hung_up" : "caller_hung_up");
  }

  @Override
  public void onDialogFailed(DialogFailure failure) {
    end("failed", failure.name().toLowerCase(Locale.ROOT));
  }

  @Override
  public void onReferResult(ReferResult result) {
    switch (result) {
      case ReferResult.Transferred _ -> {
        handover.succeeded();
        end("completed", "transferred");
      }
      case ReferResult.Failed failed -> {
        callLog.say(() -> log.info("transfer failed: {}", failed.status()));
        handover.cancel("not_transferred");
        onTransferFailed();
      }
    }
  }

  @Override
  public void hangUp() {
    if (application().failed()) {
      hangUp("gave_up", "failed");
    } else {
      hangUp("bot_hung_up", "completed");
    }
  }

  @Override
  public void transfer(TransferOrder order) {
    handover.begin(order, this::refer, this::onTransferFailed);
  }

  private void refer(String target) {
    if (!progress.over()) {
      Objects.requireNonNull(dialog).refer(target);
    }
  }

  private void onTransferFailed() {
    if (!progress.over()) {
      application().onTransferFailed(home.nowNs());
    }
  }

  /** Tells the URI by which somebody can take our place in this call; from any thread. */
  void whenReplaceable(Consumer<String> taker) {
    home.execute(
        () -> {
          if (!progress.over()) {
            Objects.requireNonNull(dialog).whenReplaceable(taker);
          }
        });
  }

  /** The record of the call, once it is over. */
  CompletionStage<CallRecord> ended() {
    return ended;
  }

  /**
   * Presses keys for the peer to hear, from any thread.
   *
   * @param keys some of {@code 0-9 * # A-D}
   * @return whether the call is up and has room for them
   */
  public CompletableFuture<Boolean> sendDigits(String keys) {
    try {
      return CompletableFuture.supplyAsync(
          () -> progress.state() == CallState.TALKING && media().sendDigits(keys), home);
    } catch (RejectedExecutionException e) {
      return CompletableFuture.completedFuture(false);
    }
  }

  /** Hangs up from any thread. */
  public void hangUp(String cause) {
    home.execute(() -> hangUp(cause, progress.answered() ? "completed" : "cancelled"));
  }

  private void hangUp(String cause, String result) {
    if (!progress.over()) {
      SipDialog open = dialog;
      if (open != null) {
        open.bye();
      }
      end(result, cause);
    }
  }

  /** Closing may call back, and one part's trouble must not keep the others from ending. */
  private void end(String result, String cause) {
    if (progress.over()) {
      return;
    }
    progress.become(CallState.ENDED, result + " " + cause);
    cancelTimer.run();
    if (early != null) {
      early.end();
    }
    handover.cancel("caller_left");
    MediaApplication connected = application;
    CallMedia opened = media;
    if (connected != null) {
      freely(connected::close);
    }
    if (opened != null) {
      freely(opened::close);
    }
    freely(this::endRecording);
    Ending ending = new Ending(clock.instant(), result, cause);
    CallRecord whole;
    try {
      whole = describe(ending);
    } catch (RuntimeException e) {
      callLog.say(() -> log.error("the call's record is incomplete", e));
      whole = progress.describe(null, Map.of(), List.of(), null, ending);
    }
    progress.conclude(whole);
    whenOver.over(this, whole);
    ended.complete(whole);
  }

  private void endRecording() {
    if (recording != null) {
      media().tap(SoundTap.NONE);
      recording.end();
    }
  }

  private void freely(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException e) {
      callLog.say(() -> log.error("while the call ended", e));
    }
  }

  /**
   * The call as it stands, from any thread.
   *
   * @param patience how long its loop may take; after that, what is known without it: the record
   *     has no outcome, turns and media then
   */
  public CompletableFuture<CallRecord> snapshot(Duration patience) {
    CompletableFuture<CallRecord> whole;
    try {
      whole = CompletableFuture.supplyAsync(this::present, home);
    } catch (RejectedExecutionException e) {
      whole = CompletableFuture.failedFuture(e);
    }
    return whole
        .orTimeout(patience.toNanos(), TimeUnit.NANOSECONDS)
        .exceptionally(
            failure -> {
              callLog.say(() -> log.warn("shown in brief: {}", failure.toString()));
              return progress.brief();
            });
  }

  private CallRecord present() {
    return progress.over() ? progress.brief() : describe(null);
  }

  private CallRecord describe(@Nullable Ending ending) {
    return progress.describe(
        application == null ? null : application.answeredBy().orElse(null),
        application == null ? Map.of() : application.outcome(),
        application == null ? List.of() : application.turns(),
        media == null ? null : MediaNegotiation.describe(codec, encryption, media.statistics()),
        ending);
  }

  private MediaApplication application() {
    return Objects.requireNonNull(application, "not answered");
  }

  private CallMedia media() {
    return Objects.requireNonNull(media, "not answered");
  }
}
