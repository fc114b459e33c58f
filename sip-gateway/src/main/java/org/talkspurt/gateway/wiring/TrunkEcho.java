package org.talkspurt.gateway.wiring;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.talkspurt.gateway.call.EchoCancelling;
import org.talkspurt.gateway.speech.WebRtcEchoCancelling;
import org.talkspurt.models.echo.WebRtc;
import org.talkspurt.models.echo.WebRtcSettings;
import org.talkspurt.models.echo.WebRtcUnavailableException;

/** What {@code talkspurt.trunks[].echo-cancellation} asks for; WebRTC is loaded if one does. */
final class TrunkEcho {
  private static final Logger log = LoggerFactory.getLogger(TrunkEcho.class);

  /** How WebRTC is loaded. */
  @FunctionalInterface
  interface Loader {
    WebRtc load(Executor worker) throws WebRtcUnavailableException;
  }

  /** Has at most two tasks a call; takes them as long as calls may end. */
  private final Executor worker =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("echo-cancellers").factory());

  private final @Nullable WebRtc webRtc;

  private TrunkEcho(boolean wanted, Loader loader) {
    webRtc = wanted ? load(loader) : null;
  }

  static TrunkEcho of(List<TalkspurtProperties.Trunk> trunks, Loader loader) {
    return new TrunkEcho(
        trunks.stream().anyMatch(trunk -> trunk.echoCancellation() == EchoCancellation.WEBRTC),
        loader);
  }

  private @Nullable WebRtc load(Loader loader) {
    try {
      WebRtc loaded = loader.load(worker);
      log.info("WebRTC's echo canceller is loaded");
      return loaded;
    } catch (WebRtcUnavailableException e) {
      log.warn(
          "WebRTC's echo canceller cannot be loaded, the echo guard takes its place: {}",
          e.getMessage());
      return null;
    }
  }

  EchoCancelling cancelling(TalkspurtProperties.Trunk trunk) {
    return switch (trunk.echoCancellation()) {
      case OFF -> EchoCancelling.NONE;
      case GUARD -> EchoCancelling.GUARD;
      case WEBRTC ->
          webRtc == null
              ? EchoCancelling.GUARD
              : new WebRtcEchoCancelling(
                  webRtc, new WebRtcSettings(trunk.noiseSuppression(), trunk.levelControl()));
    };
  }
}
