package org.talkspurt.rtp.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TelephoneEventTest {

  @Property
  void readsWhatWasWritten(
      @ForAll @IntRange(max = 255) int event,
      @ForAll boolean end,
      @ForAll @IntRange(max = 63) int volume,
      @ForAll @IntRange(max = 65_535) int duration) {
    TelephoneEvent written = new TelephoneEvent(event, end, volume, duration);
    byte[] out = new byte[7];
    assertThat(written.write(out, 3)).isEqualTo(TelephoneEvent.BYTES);
    assertThat(TelephoneEvent.parse(out, 3, 4)).isEqualTo(written);
  }

  @Test
  void readsTheBytesOfAReleasedHash() {
    byte[] payload = {11, (byte) 0x8A, 0x03, 0x20};
    TelephoneEvent event = TelephoneEvent.parse(payload, 0, 4);
    assertThat(event).isEqualTo(new TelephoneEvent(11, true, 10, 800));
    assertThat(event.key()).isEqualTo('#');
  }

  @Test
  void ignoresTheReservedBit() {
    byte[] payload = {5, (byte) 0x4A, 0, 1};
    assertThat(TelephoneEvent.parse(payload, 0, 4)).isEqualTo(new TelephoneEvent(5, false, 10, 1));
  }

  @Test
  void refusesAShortPayload() {
    assertThat(TelephoneEvent.parse(new byte[4], 0, 3)).isNull();
  }

  @Test
  void mapsTheSixteenKeysBothWays() {
    for (char key : "0123456789*#ABCD".toCharArray()) {
      TelephoneEvent event = new TelephoneEvent(TelephoneEvent.eventOf(key), false, 10, 160);
      assertThat(event.key()).isEqualTo(key);
    }
    assertThat(TelephoneEvent.eventOf('d')).isEqualTo(15);
    assertThat(TelephoneEvent.eventOf('E')).isEqualTo(-1);
  }

  @Test
  void hasNoKeyForAHookFlash() {
    TelephoneEvent flash = new TelephoneEvent(16, false, 0, 0);
    assertThat(flash.isKey()).isFalse();
    assertThatIllegalStateException().isThrownBy(flash::key);
  }
}
