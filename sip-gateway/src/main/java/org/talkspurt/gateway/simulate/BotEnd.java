package org.talkspurt.gateway.simulate;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.talkspurt.dialog.spi.CallControl;
import org.talkspurt.dialog.spi.TransferOrder;
import org.talkspurt.gateway.call.CallHome;
import org.talkspurt.gateway.call.CallMedia;
import org.talkspurt.gateway.call.CallPorts;
import org.talkspurt.gateway.call.CallRecord.TurnRecord;
import org.talkspurt.gateway.call.MediaApplication;
import org.talkspurt.gateway.call.Screening;
import org.talkspurt.gateway.call.Switchboard.Connection;
import org.talkspurt.gateway.call.Switchboard.Line;
import org.talkspurt.rtp.audio.AudioFrame;
import org.talkspurt.rtp.codec.Pcmu;
import org.talkspurt.rtp.crypto.MediaEncryption;
import org.talkspurt.rtp.jitter.JitterBufferSettings;
import org.talkspurt.rtp.session.MediaDirection;
import org.talkspurt.rtp.session.MediaListener;
import org.talkspurt.rtp.session.MediaOptions;
import org.talkspurt.rtp.session.MediaSettings;
import org.talkspurt.rtp.session.NegotiatedMedia;

/**
 * The bot's end of a µ-law stream, as of a call that was answered; it hangs up by falling silent.
 */
final class BotEnd implements MediaListener, CallControl {

  private static final String NAME = "simulated";
  private static final int FRAME_MS = 20;
  private static final long PATIENCE_SECONDS = 10;

  private final CallHome home;
  private @Nullable CallMedia media;
  private @Nullable MediaApplication application;
  private volatile boolean ended;

  BotEnd(CallHome home) {
    this.home = home;
  }

  /** Answers; from any thread. */
  void begin(CallPorts ports, InetSocketAddress caller, Connection agent) {
    onLoop(
        () -> {
          NegotiatedMedia agreed =
              new NegotiatedMedia(
                  caller,
                  null,
                  MediaDirection.SENDRECV,
                  new Pcmu(),
                  0,
                  0,
                  null,
                  FRAME_MS,
                  MediaOptions.NONE,
                  MediaEncryption.NONE);
          MediaSettings settings =
              new MediaSettings(NAME, JitterBufferSettings.DEFAULT, TimeUnit.MINUTES.toNanos(10));
          CallMedia opened = ports.open(agreed, settings, this);
          MediaApplication connected =
              agent.connect(
                  new Line(NAME, home, opened.sink(), this, Map.of(), Screening.NEVER, () -> {}));
          connected.start(home.nowNs());
          media = opened;
          application = connected;
          return List.of();
        });
  }

  /** Ends the call and tells its turns; from any thread. */
  List<TurnRecord> end() {
    return onLoop(
        () -> {
          List<TurnRecord> turns = List.of();
          if (application != null) {
            application.close();
            turns = application.turns();
          }
          if (media != null) {
            media.close();
          }
          return turns;
        });
  }

  /** Whether the agent hung up, or the media broke. */
  boolean ended() {
    return ended;
  }

  private <T> T onLoop(Supplier<T> action) {
    return CompletableFuture.supplyAsync(action, home)
        .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .join();
  }

  @Override
  public void onFrame(AudioFrame frame) {
    if (application != null) {
      application.onFrame(frame);
    }
  }

  @Override
  public void hangUp() {
    ended = true;
  }

  @Override
  public void transfer(TransferOrder order) {
    ended = true;
  }

  @Override
  public void onDigit(char key) {}

  @Override
  public void onMediaTimeout() {}

  @Override
  public void onEncryptionFailed(String reason) {}

  @Override
  public void onFailure(Throwable failure) {
    ended = true;
  }
}
