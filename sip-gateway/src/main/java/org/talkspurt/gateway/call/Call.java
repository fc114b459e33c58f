package org.talkspurt.gateway.call;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.talkspurt.dialog.spi.CallControl;
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
import org.talkspurt.rtp.session.MediaListener;
import org.talkspurt.rtp.session.NegotiatedMedia;
import org.talkspurt.rtp.session.RtpSession;

/**
 * One call: ties a SIP dialog, an RTP session and an agent together and sees to it that all three
 * end together. Confined to its home loop but for {@link #id}, {@link #snapshot} and {@link
 * #hangUp(String)}.
 */
public final class Call implements SipDialogListener, MediaListener, CallControl {
  private static final Logger log = LoggerFactory.getLogger(Call.class);

  /** A farewell that is not over by then is cut: the caller may be on hold and hear none of it. */
  private static final long LAST_WORDS_NS = 30_000_000_000L;

  private final CallIdentity identity;
  private final CallHome home;
  private final SdpNegotiator negotiator;
  private final CallSettings settings;
  private final InstantSource clock;
  private final CallEnd whenOver;

  private CallState state = CallState.INCOMING;
  private @Nullable Instant answeredAt;
  private @Nullable RtpSession media;
  private @Nullable MediaApplication application;
  private @Nullable SipDialog dialog;
  private @Nullable CallRecord ended;
  private String codec = "";
  private boolean held;
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
      InstantSource clock,
      CallEnd whenOver) {
    this.identity = identity;
    this.home = home;
    this.negotiator = negotiator;
    this.settings = settings;
    this.clock = clock;
    this.whenOver = whenOver;
  }

  public String id() {
    return identity.id();
  }

  CallHome home() {
    return home;
  }

  /** The media are there, with this call as their listener; the call's end closes them. */
  void open(RtpSession opened, NegotiatedMedia agreed) {
    media = opened;
    take(agreed);
  }

  private void take(NegotiatedMedia agreed) {
    codec = agreed.codec().encodingName();
    held = !agreed.direction().receives() || !agreed.direction().sends();
  }

  /**
   * Rings and answers.
   *
   * @param sdp our answer, or our offer where the INVITE brought none
   */
  void answer(IncomingInvite invite, MediaApplication connected, String sdp) {
    application = connected;
    invite.ring();
    become(CallState.RINGING, identity.agent());
    dialog = invite.accept(sdp);
    answeredAt = clock.instant();
    become(CallState.ANSWERED, codec);
    cancelTimer =
        home.loop().schedule(() -> sayFarewell(connected), settings.maxDuration().toNanos());
  }

  private void sayFarewell(MediaApplication connected) {
    cancelTimer = home.loop().schedule(() -> hangUp("max_duration", "completed"), LAST_WORDS_NS);
    connected.sayGoodbye(settings.farewell(), home.nowNs());
  }

  /** The call could not be answered. */
  void failed(String cause) {
    hangUp(cause, "failed");
  }

  @Override
  public void onAcknowledged(@Nullable String answer) {
    if (answer != null) {
      if (negotiator.acceptAnswer(answer) instanceof Accepted accepted) {
        use(accepted);
      } else {
        hangUp("unacceptable_answer", "failed");
        return;
      }
    }
    if (state == CallState.ANSWERED) {
      become(CallState.TALKING, "");
      application().start(home.nowNs());
      if (held) {
        application().onHold(true, home.nowNs());
      }
    }
  }

  @Override
  public void onReinvite(Reinvite reinvite) {
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
    NegotiatedMedia agreed = MediaNegotiation.agreed(accepted.media());
    media().update(agreed);
    take(agreed);
    if (state == CallState.TALKING) {
      application().onHold(held, home.nowNs());
    }
  }

  @Override
  public void onFrame(AudioFrame frame) {
    if (state == CallState.TALKING) {
      application().onFrame(frame);
    }
  }

  @Override
  public void onDigit(char key) {
    if (state == CallState.TALKING) {
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
  public void onFailure(Throwable failure) {
    withId(() -> log.error("the call's media ended", failure));
    hangUp("internal_error", "failed");
  }

  @Override
  public void onCancelled() {
    answeredAt = null;
    end("cancelled", "caller_cancelled");
  }

  @Override
  public void onBye() {
    end("completed", "caller_hung_up");
  }

  @Override
  public void onDialogFailed(DialogFailure failure) {
    end("failed", failure.name().toLowerCase(Locale.ROOT));
  }

  @Override
  public void onReferResult(ReferResult result) {
    switch (result) {
      case ReferResult.Transferred _ -> end("completed", "transferred");
      case ReferResult.Failed failed -> {
        withId(() -> log.info("transfer failed: {}", failed.status()));
        application().onTransferFailed(home.nowNs());
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
  public void transfer(String target) {
    Objects.requireNonNull(dialog).refer(target);
  }

  /** Hangs up from any thread. */
  public void hangUp(String cause) {
    home.loop().execute(() -> hangUp(cause, "completed"));
  }

  private void hangUp(String cause, String result) {
    if (state != CallState.ENDED) {
      SipDialog open = dialog;
      if (open != null) {
        open.bye();
      }
      end(result, cause);
    }
  }

  /** Closing may call back, and one part's trouble must not keep the others from ending. */
  private void end(String result, String cause) {
    if (state == CallState.ENDED) {
      return;
    }
    become(CallState.ENDED, result + " " + cause);
    cancelTimer.run();
    MediaApplication connected = application;
    RtpSession opened = media;
    if (connected != null) {
      freely(connected::close);
    }
    if (opened != null) {
      freely(opened::close);
    }
    CallRecord callRecord;
    try {
      callRecord = describe(clock.instant(), result, cause);
    } catch (RuntimeException e) {
      withId(() -> log.error("the call's record is incomplete", e));
      application = null;
      callRecord = describe(clock.instant(), result, cause);
    }
    ended = callRecord;
    whenOver.over(this, callRecord);
  }

  private void freely(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException e) {
      withId(() -> log.error("while the call ended", e));
    }
  }

  /** The call as it stands, from any thread; waits for the home loop at most a second. */
  public CallRecord snapshot() {
    try {
      return CompletableFuture.supplyAsync(
              () -> ended == null ? describe(null, null, null) : ended, home.loop())
          .get(1, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a call was looked at", e);
    } catch (ExecutionException | TimeoutException | RejectedExecutionException e) {
      throw new IllegalStateException("the call's loop does not answer", e);
    }
  }

  private CallRecord describe(
      @Nullable Instant endedAt, @Nullable String result, @Nullable String cause) {
    return new CallRecord(
        identity.id(),
        identity.sipCallId(),
        identity.direction(),
        identity.caller(),
        identity.called(),
        identity.trunk(),
        identity.agent(),
        state,
        identity.startedAt(),
        answeredAt,
        endedAt,
        result,
        cause,
        application == null ? Map.of() : application.outcome(),
        application == null ? List.of() : application.turns(),
        media == null ? null : MediaNegotiation.describe(codec, media.statistics()));
  }

  private void become(CallState next, String detail) {
    withId(() -> log.info("{} → {} {}", state, next, detail));
    state = state.become(next);
  }

  private void withId(Runnable logging) {
    try (var _ = MDC.putCloseable("call", identity.id())) {
      logging.run();
    }
  }

  private MediaApplication application() {
    return Objects.requireNonNull(application, "not answered");
  }

  private RtpSession media() {
    return Objects.requireNonNull(media, "not answered");
  }
}
