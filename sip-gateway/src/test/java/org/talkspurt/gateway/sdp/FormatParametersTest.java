package org.talkspurt.gateway.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FormatParametersTest {

  @Test
  void readsWhatPhonesWrite() {
    var parameters =
        FormatParameters.parse("maxplaybackrate=16000; SPROP-stereo=0;useinbandfec=1 ; usedtx=0");
    assertThat(parameters.number("maxplaybackrate")).hasValue(16_000);
    assertThat(parameters.number("sprop-stereo")).hasValue(0);
    assertThat(parameters.isOn("useinbandfec")).isTrue();
    assertThat(parameters.isOn("usedtx")).isFalse();
    assertThat(parameters.isOn("cbr")).isFalse();
    assertThat(parameters)
        .hasToString("maxplaybackrate=16000;sprop-stereo=0;useinbandfec=1;usedtx=0");
  }

  @Test
  void leavesOutWhatIsNoParameter() {
    assertThat(FormatParameters.parse("0-15")).isEqualTo(FormatParameters.NONE);
    assertThat(FormatParameters.parse(";;=1; ;useinbandfec")).isEqualTo(FormatParameters.NONE);
    assertThat(FormatParameters.parse("a=1;a=2").number("a")).hasValue(1);
  }

  @Test
  void takesOnlyNumbersForNumbers() {
    var parameters = FormatParameters.parse("a=-1;b=1000000000;c=;d=1e3;e=٣;f= 7 ");
    for (String name : new String[] {"a", "b", "c", "d", "e", "none"}) {
      assertThat(parameters.number(name)).as(name).isEmpty();
    }
    assertThat(parameters.number("f")).hasValue(7);
  }
}
