package org.talkspurt.gateway.call;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.talkspurt.gateway.sip.IncomingInvite;
import org.talkspurt.rtp.audio.AudioSink;

/**
 * Something that callers hear before their call is answered, and so do not pay for (early media,
 * RFC 3960 §3). Confined to the call's home loop.
 */
final class EarlyAnnouncement {

  /** For the last packets on their way. */
  private static final long PAUSE_NS = Duration.ofMillis(100).toNanos();

  private final CallHome home;
  private final IncomingInvite invite;
  private final Runnable whenPlayed;
  private Runnable cancelTimer = () -> {};
  private boolean over;

  EarlyAnnouncement(CallHome home, IncomingInvite invite, Runnable whenPlayed) {
    this.home = home;
    this.invite = invite;
    this.whenPlayed = whenPlayed;
  }

  /**
   * Begins.
   *
   * @param sound at the sink's rate; one that does not come is left out
   */
  void play(String sdp, CompletionStage<short[]> sound, AudioSink sink) {
    invite.progress(sdp);
    var _ =
        sound
            .exceptionally(_ -> new short[0])
            .thenAccept(samples -> home.execute(() -> play(samples, sink)));
  }

  private void play(short[] samples, AudioSink sink) {
    if (over) {
      return;
    }
    long playNs =
        sink.offer(samples)
            ? samples.length * TimeUnit.SECONDS.toNanos(1) / sink.sampleRateHz() + PAUSE_NS
            : 0;
    cancelTimer =
        home.schedule(
            () -> {
              over = true;
              whenPlayed.run();
            },
            playNs);
  }

  /** The call ends before it was answered. */
  void end() {
    if (!over) {
      over = true;
      cancelTimer.run();
      invite.reject(480, null, null);
    }
  }
}
