package org.talkspurt.gateway.speech;

import org.talkspurt.gateway.call.CallHome;
import org.talkspurt.gateway.call.CallMedia;
import org.talkspurt.gateway.call.EchoCancelling;
import org.talkspurt.models.echo.WebRtc;
import org.talkspurt.models.echo.WebRtcSettings;

/** WebRTC's canceller; until it is made, in some milliseconds, the echo guard. */
public record WebRtcEchoCancelling(WebRtc webRtc, WebRtcSettings settings)
    implements EchoCancelling {

  @Override
  public void begin(CallMedia media, CallHome home) {
    GUARD.begin(media, home);
    webRtc.make(
        media.sink().sampleRateHz(),
        settings,
        canceller -> home.execute(() -> media.cancelEcho(canceller)));
  }
}
