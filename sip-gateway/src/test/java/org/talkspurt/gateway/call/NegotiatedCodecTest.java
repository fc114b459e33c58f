package org.talkspurt.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.talkspurt.gateway.sdp.FormatParameters;
import org.talkspurt.gateway.sdp.SdpCodec;
import org.talkspurt.rtp.codec.OpusSettings;

class NegotiatedCodecTest {

  @ParameterizedTest
  @ValueSource(strings = {"opus", "G722", "L16", "PCMU", "PCMA"})
  void everyCodecThatCanBeConfiguredIsThere(String name) {
    for (SdpCodec agreed : SdpCodec.named(name)) {
      try (var codec = NegotiatedCodec.of(agreed)) {
        assertThat(codec.encodingName()).isEqualTo(agreed.encodingName());
        assertThat(codec.clockRateHz()).isEqualTo(agreed.clockRateHz());
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
                                                 | 32000 | 48000 | false | false | false
          useinbandfec=1;usedtx=1;cbr=1          | 32000 | 48000 | true  | true  | true
          maxaveragebitrate=20000                | 20000 | 48000 | false | false | false
          maxaveragebitrate=510000               | 32000 | 48000 | false | false | false
          maxaveragebitrate=0;maxplaybackrate=1  |  6000 |  8000 | false | false | false
          maxplaybackrate=99999                  | 32000 | 48000 | false | false | false
          """)
  void opusDoesAsThePeerAsks(
      String parameters, int bitRate, int playbackHz, boolean copies, boolean dtx, boolean cbr) {
    SdpCodec agreed =
        new SdpCodec(
            "opus", 48_000, 96, parameters == null ? FormatParameters.NONE : parsed(parameters));
    assertThat(NegotiatedCodec.opus(agreed.parameters()))
        .isEqualTo(new OpusSettings(bitRate, playbackHz, copies, dtx, cbr));
  }

  private static FormatParameters parsed(String text) {
    var values = new java.util.LinkedHashMap<String, String>();
    for (String pair : text.split(";")) {
      values.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
    }
    return new FormatParameters(values);
  }
}
