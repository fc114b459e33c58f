package org.talkspurt.models.echo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.talkspurt.models.echo.EchoScenario.Tally;
import org.talkspurt.rtp.audio.EchoCanceller;
import org.talkspurt.rtp.echo.EchoGuard;

class BargeInOverEchoTest extends BargeInOverEcho {

  @ParameterizedTest
  @CsvSource({"-10, false", "-20, false", "-30, false", "-10, true", "-20, true", "-30, true"})
  void itsOwnVoiceDoesNotStopTheBot(double returnDb, boolean moving) {
    Tally tally = listening("guard", () -> new EchoGuard(8_000), returnDb, moving);

    assertThat(tally.stops).as("stops: %s", tally.troubles).isZero();
    assertThat(tally.turnsPaused).as("pauses: %s", tally.troubles).isLessThanOrEqualTo(TURNS / 100);
  }

  @ParameterizedTest
  @CsvSource({
    "-10, false",
    "-20, false",
    "-30, false",
    "-Infinity, false",
    "-10, true",
    "-20, true",
    "-30, true"
  })
  void aCallerDoesAllTheSame(double returnDb, boolean moving) {
    Tally tally = interrupting("guard", () -> new EchoGuard(8_000), returnDb, moving, TURNS);

    assertThat(tally.caught).isGreaterThanOrEqualTo((int) Math.ceil(0.97 * TURNS));
  }

  /** Without it, the test above would be about nothing. */
  @ParameterizedTest
  @ValueSource(doubles = {-10, -20})
  void withoutTheGuardItPausesAllTheTime(double returnDb) {
    Tally tally = listening("nothing", () -> EchoCanceller.NONE, returnDb, false);

    assertThat(tally.turnsPaused).isGreaterThan(TURNS / 2);
  }
}
