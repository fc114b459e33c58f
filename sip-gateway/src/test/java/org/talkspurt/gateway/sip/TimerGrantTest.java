package org.talkspurt.gateway.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 4028 §9, with its Table 2. */
class TimerGrantTest {

  private static final SessionTimerSettings OURS = SessionTimerSettings.defaults();
  private static final int NONE = TimerTerms.NONE;

  @ParameterizedTest
  @CsvSource({
    // who knows timers, what is asked for | what is answered
    "true,  600,   90, UNSAID, UNSAID,  600, UAC, true",
    "true,  600,   90, UAC,    UNSAID,  600, UAC, true",
    "true,  600,   90, UAS,    UNSAID,  600, UAS, true",
    "false, 600,   90, UNSAID, UNSAID,  600, UAS, false", // a proxy's
    "true,  90,    90, UNSAID, UNSAID,   90, UAC, true",
    "true,  86400, 90, UNSAID, UNSAID, 86400, UAC, true",
    "true,  -1,    90, UNSAID, UNSAID, 1800, UAS, true", // we want one
    "true,  -1,  3600, UNSAID, UNSAID, 3600, UAS, true",
    // a timer runs: roles stay
    "true,  600,   90, UNSAID, UAS,     600, UAS, true",
    "true,  -1,    90, UNSAID, UAC,    1800, UAC, true",
    "true,  600,   90, UAC,    UAS,     600, UAC, true",
  })
  void whoRefreshesAndHowOften(
      boolean supported,
      int interval,
      int minimum,
      Refresher named,
      Refresher current,
      int granted,
      Refresher refresher,
      boolean required) {
    assertThat(
            TimerGrant.answer(new TimerTerms(supported, interval, minimum, named), OURS, current))
        .isEqualTo(new TimerGrant(granted, refresher, required));
  }

  @Test
  void aPeerWithoutTimersHasNone() {
    assertThat(answer(new TimerTerms(false, NONE, 90, Refresher.UNSAID), OURS)).isNull();
  }

  @Test
  void noTimerThatWouldHammer() {
    TimerTerms hammering = new TimerTerms(false, 1, 90, Refresher.UNSAID);
    assertThat(hammering.refusal(OURS)).isNull(); // it would not understand 422
    assertThat(answer(hammering, OURS)).isNull();
  }

  @Test
  void switchedOffWeAskForNoneButDoWhatThePeerWants() {
    var off = new SessionTimerSettings(Duration.ZERO, SessionTimerSettings.SHORTEST);
    assertThat(answer(new TimerTerms(true, NONE, 90, Refresher.UNSAID), off)).isNull();
    assertThat(answer(new TimerTerms(true, 600, 90, Refresher.UNSAID), off))
        .isEqualTo(new TimerGrant(600, Refresher.UAC, true));
  }

  @Test
  void settingsThatNoPeerCouldMeetAreRefused() {
    assertThatThrownBy(() -> settings(1_800, 89)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> settings(100, 120)).isInstanceOf(IllegalArgumentException.class);
    assertThat(settings(120, 120).expires()).hasMinutes(2);
  }

  private static SessionTimerSettings settings(int expiresS, int minimumS) {
    return new SessionTimerSettings(Duration.ofSeconds(expiresS), Duration.ofSeconds(minimumS));
  }

  private static TimerGrant answer(TimerTerms terms, SessionTimerSettings settings) {
    return TimerGrant.answer(terms, settings, Refresher.UNSAID);
  }
}
