package org.talkspurt.models.echo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.talkspurt.models.echo.EchoScenario.Tally;
import org.talkspurt.rtp.audio.EchoCanceller;

/** The same with WebRTC's canceller, where its library is to be had. */
class BargeInOverWebRtcTest extends BargeInOverEcho {
  private final List<EchoCanceller> open = new ArrayList<>();
  private WebRtc webRtc;

  @BeforeAll
  void loadWebRtc() {
    try {
      webRtc = WebRtc.load(Runnable::run);
    } catch (WebRtcUnavailableException e) {
      Assumptions.abort("left out, WebRTC's library cannot be loaded: " + e.getMessage());
    }
  }

  @AfterEach
  void closeCancellers() {
    open.forEach(EchoCanceller::close);
    open.clear();
  }

  private EchoCanceller canceller() {
    webRtc.make(8_000, WebRtcSettings.ECHO_ONLY, open::add);
    return open.getLast();
  }

  @ParameterizedTest
  @ValueSource(doubles = {-10, -20, -30})
  void itsOwnVoiceDoesNotStopTheBot(double returnDb) {
    Tally tally = listening("webrtc", this::canceller, returnDb, false);

    assertThat(tally.stops).as("stops: %s", tally.troubles).isZero();
    assertThat(tally.turnsPaused).as("pauses: %s", tally.troubles).isLessThanOrEqualTo(TURNS / 100);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-10, -20, -30})
  void aCallerDoesAllTheSame(double returnDb) {
    Tally tally = interrupting("webrtc", this::canceller, returnDb, false, MANY_TURNS);

    assertThat(tally.caught).isGreaterThanOrEqualTo((int) Math.ceil(0.97 * MANY_TURNS));
  }

  /** Where the guard, the default, is better: printed. */
  @ParameterizedTest
  @CsvSource({"-Infinity, false", "-10, true", "-20, true", "-30, true"})
  void itsFigures(double returnDb, boolean moving) {
    assertThat(listening("webrtc", this::canceller, returnDb, moving).turns).isEqualTo(TURNS);
    assertThat(interrupting("webrtc", this::canceller, returnDb, moving, TURNS).turns)
        .isEqualTo(TURNS);
  }
}
