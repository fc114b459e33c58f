package org.talkspurt.models.tts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.talkspurt.dialog.reply.Ipa;

class PiperVoiceTest {

  @TempDir private Path directory;

  private PiperVoice voice(String json) throws IOException {
    return PiperVoice.load(Files.writeString(directory.resolve("voice.onnx.json"), json));
  }

  @Test
  void putsPaddingBehindEachSymbolAndDropsUnknownOnes() throws IOException {
    var voice =
        voice(
            """
            {"audio": {"sample_rate": 16000}, "phoneme_id_map": {"^": [1], "a": [14], "b": [15]},
             "inference": {"noise_scale": 0.3}}
            """);

    assertThat(voice.encode("aXb")).containsExactly(1, 0, 14, 0, 15, 0, 2);
    assertThat(voice.encode("")).containsExactly(1, 0, 2);
    assertThat(voice.sampleRateHz()).isEqualTo(16_000);
    assertThat(voice.timbreVariation()).isEqualTo(0.3f);
    assertThat(voice.rhythmVariation()).isEqualTo(0.8f);
  }

  @Test
  void decomposesSymbolsAsVoicesWereTrained() {
    var voice = PiperVoice.load(TestVoice.CONFIGURATION);

    assertThat(voice.encode("ç")).containsExactly(1, 0, 16, 0, 140, 0, 2);
    assertThat(voice.sampleRateHz()).isEqualTo(22_050);
  }

  /** Agents' pronunciations are checked against these before any voice is loaded. */
  @Test
  void knowsTheIpaOfPronunciations() {
    var voice = PiperVoice.load(TestVoice.CONFIGURATION);

    Ipa.SYMBOLS
        .codePoints()
        .forEach(symbol -> assertThat(voice.ids()).as("U+%04X", symbol).containsKey(symbol));
  }

  @Test
  void namesAFileThatIsNoVoice() {
    for (String json : new String[] {"", "{}", "[1]", "{\"audio\": {\"sample_rate\": 1}}"}) {
      assertThatThrownBy(() -> voice(json))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("voice.onnx.json");
    }
  }
}
