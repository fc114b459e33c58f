package org.talkspurt.rtp.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.talkspurt.rtp.packet.TelephoneEvent;

class DigitReceiverTest {

  private static final long MS = 1_000_000;
  private static final long SSRC = 77;

  private final DigitReceiver digits = new DigitReceiver(8000);
  private final StringBuilder reported = new StringBuilder();
  private long nowNs = 1_000 * MS;

  @Test
  void reportsAKeyOnceAtItsBeginning() {
    packet('5', true, false, 1000, 160);
    assertThat(reported).hasToString("5");
    assertThat(digits.active(nowNs)).isTrue();

    packet('5', false, false, 1000, 320);
    packet('5', false, false, 1000, 480);
    for (int i = 0; i < 3; i++) {
      packet('5', false, true, 1000, 640);
    }

    assertThat(reported).hasToString("5");
    assertThat(digits.active(nowNs)).isFalse();
  }

  @Test
  void reportsEveryKeyOfAQuicklyDialledNumber() {
    long timestamp = 0xFFFF_F000L; // wraps on the way
    for (char key : "0123456789*#ABCD99".toCharArray()) {
      press(key, timestamp & 0xFFFF_FFFFL, 400);
      timestamp += 400 + 400;
    }
    assertThat(reported).hasToString("0123456789*#ABCD99");
  }

  @Test
  void anyPacketOfAnEventIsEnough() {
    packet('1', false, false, 1000, 480); // beginning lost
    packet('2', false, true, 3000, 800); // all but one end lost
    packet('2', false, true, 3000, 800);
    packet('3', true, false, 5000, 0); // all but the beginning lost
    packet('4', true, false, 7000, 0);
    assertThat(reported).hasToString("1234");
  }

  @Test
  void theSameKeyAgainAfterALostEndIsTwoKeys() {
    packet('7', true, false, 1000, 0);
    packet('7', false, false, 1000, 320);
    packet('7', true, false, 2200, 0);
    packet('8', true, false, 4000, 0);
    packet('8', false, false, 4000, 320);
    packet('8', false, false, 4000 + 320 + 800, 160); // its marker is lost as well
    assertThat(reported).hasToString("7788");
  }

  @Test
  void latePacketsOfAnOlderEventAreNotReportedAgain() {
    press('1', 1000, 640);
    packet('2', true, false, 3000, 0);
    packet('1', false, true, 1000, 640);
    packet('2', false, false, 3000, 160);
    assertThat(reported).hasToString("12");
    assertThat(digits.active(nowNs)).isTrue();
  }

  @Test
  void aKeyHeldLongerThanADurationCanSayIsOneKey() {
    long timestamp = 1000;
    for (int segment = 0; segment < 3; segment++) {
      for (int duration = segment == 0 ? 0 : 160; duration < 0xFFFF; duration += 160) {
        packet('9', segment == 0 && duration == 0, false, timestamp, duration);
      }
      timestamp += 0xFFFF;
    }
    packet('9', false, true, timestamp, 320);

    assertThat(reported).hasToString("9");
    assertThat(digits.active(nowNs)).isFalse();
    press('9', timestamp + 1000, 640);
    assertThat(reported).hasToString("99");
  }

  @Test
  void aHeldKeyIsOverWhenNoPacketsComeAnyMore() {
    packet('5', true, false, 1000, 160);
    nowNs += DigitReceiver.LOST_END_NS;
    assertThat(digits.active(nowNs)).isFalse();

    packet('5', false, false, 1000, 3200); // it had only been a long loss
    assertThat(digits.active(nowNs)).isTrue();
    assertThat(reported).hasToString("5");
  }

  @Test
  void aNewStreamMayBeginAtAnyTimestamp() {
    press('1', 900_000, 640);
    assertThat(digits.begins(new TelephoneEvent(2, false, 10, 160), true, SSRC + 1, 1000, nowNs))
        .isTrue();

    nowNs += 3_000 * MS;
    assertThat(digits.begins(new TelephoneEvent(3, false, 10, 160), true, SSRC + 1, 10, nowNs))
        .isTrue();
  }

  @Test
  void eventsThatAreNoKeysAreIgnored() {
    var flash = new TelephoneEvent(16, false, 10, 160);
    assertThat(digits.begins(flash, true, SSRC, 1000, nowNs)).isFalse();
    assertThat(digits.active(nowNs)).isFalse();
  }

  @Test
  void aFrameSoundsWhileAKeyIsDownAndUntilItsAudioWasPlayed() {
    assertThat(digits.sounds(nowNs, nowNs)).isFalse();
    press('5', 1000, 320);
    long endNs = nowNs;

    assertThat(digits.sounds(endNs - 10 * MS, endNs + 30 * MS)).isTrue();
    assertThat(digits.sounds(endNs + 10 * MS, endNs + 50 * MS)).isFalse();
  }

  /** Three packets and the end three times, 20 ms apart. */
  private void press(char key, long timestamp, int duration) {
    packet(key, true, false, timestamp, 0);
    packet(key, false, false, timestamp, duration / 2);
    for (int i = 0; i < 3; i++) {
      packet(key, false, true, timestamp, duration);
    }
  }

  private void packet(char key, boolean marker, boolean end, long timestamp, int duration) {
    nowNs += 20 * MS;
    var event = new TelephoneEvent(TelephoneEvent.eventOf(key), end, 10, duration);
    if (digits.begins(event, marker, SSRC, timestamp, nowNs)) {
      reported.append(event.key());
    }
  }
}
