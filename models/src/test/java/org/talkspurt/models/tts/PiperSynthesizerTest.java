package org.talkspurt.models.tts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.talkspurt.dialog.reply.ClauseCache;
import org.talkspurt.dialog.reply.Voice;
import org.talkspurt.dialog.spi.SpeechSynthesizer;

class PiperSynthesizerTest extends SpeechSynthesizerContract {

  @Override
  SpeechSynthesizer newSynthesizer() {
    return TestVoice.load(PiperSettings.DEFAULT);
  }

  @Override
  double levelDbm0() {
    return PiperSettings.DEFAULT.levelDbm0();
  }

  @Test
  void isNamedAfterItsFile() {
    assertThat(synthesizer().voice()).isEqualTo("en_US-joe-medium");
  }

  @Test
  void repeatsItselfToTheSampleWithoutVariation() {
    try (var voice = TestVoice.load(new PiperSettings(0f, 1f, 0f, -20))) {
      assertThat(voice.synthesize("Good morning.").samples())
          .isEqualTo(voice.synthesize("Good morning.").samples());
    }
  }

  @Test
  void speaksMoreSlowlyWhenAsked() {
    try (var usual = TestVoice.load(new PiperSettings(0f, 1f, 0f, -16));
        var slow = TestVoice.load(new PiperSettings(0f, 1.5f, 0f, -16))) {
      assertThat(slow.synthesize("Good morning.").samples().length)
          .isGreaterThan(usual.synthesize("Good morning.").samples().length * 5 / 4);
    }
  }

  @Test
  void namesTheFileThatIsMissing() {
    assertThatThrownBy(
            () ->
                PiperSynthesizer.load(
                    TestVoice.MODEL,
                    Path.of("no-such.onnx.json"),
                    TestVoice.GOLD,
                    TestVoice.SILVER,
                    TestVoice.UNKNOWN_WORDS,
                    PiperSettings.DEFAULT))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("no-such.onnx.json");
  }

  @Test
  void refusesSettingsOutOfRange() {
    assertThatThrownBy(() -> new PiperSettings(null, 3f, null, -16))
        .hasMessageContaining("slowness 3.0 (expected: 0.5..2.0)");
    assertThatThrownBy(() -> new PiperSettings(Float.NaN, null, null, -16))
        .hasMessageContaining("timbre variation");
    assertThatThrownBy(() -> new PiperSettings(null, null, null, 0))
        .hasMessageContaining("level 0.0 dBm0");
  }

  @Test
  void speaksAtTheRateThatIsWanted() {
    try (var voice = TestVoice.load(new PiperSettings(0f, 1f, 0f, -16))) {
      int usual = voice.synthesize("Good morning.").samples().length;

      assertThat(voice.synthesize("Good morning.", 0.8).samples().length)
          .isBetween(usual * 110 / 100, usual * 140 / 100);
      assertThat(voice.synthesize("Good morning.", 1.5).samples().length)
          .isBetween(usual * 55 / 100, usual * 85 / 100);
    }
  }

  @Test
  void saysIpaThatAClauseGives() {
    try (var voice = TestVoice.load(new PiperSettings(0f, 1f, 0f, -16))) {
      assertThat(voice.synthesize("/ɡʊd mˈɔːɹnɪŋ/.").samples())
          .isEqualTo(voice.synthesize("/ɡʊd mˈɔːɹnɪŋ/.").samples())
          .isNotEqualTo(voice.synthesize("/ɡʊd ˈiːvnɪŋ/.").samples());
    }
  }

  /** Whatever is said: one level, no silence at the ends but for what brings it to 200 ms. */
  @ParameterizedTest
  @ValueSource(strings = {"No.", "Hm.", "Up.", "At.", "Yes?", "I.", "Oh, it.", "Press one."})
  void shortClausesLastAFifthOfASecondAndAreTrimmed(String clause) {
    Voice voice = Voice.english(synthesizer(), Runnable::run, new ClauseCache(0));
    short[] sound = voice.speak(voice.clauses(clause).getFirst(), 8_000).join();
    int audibleFrom = 0;
    while (Math.abs(sound[audibleFrom]) < 100) {
      audibleFrom++;
    }
    int audibleTo = sound.length;
    while (Math.abs(sound[audibleTo - 1]) < 100) {
      audibleTo--;
    }

    assertThat(sound.length).isGreaterThanOrEqualTo(1_600);
    assertThat(audibleFrom).isLessThan(8_000 * 30 / 1_000);
    assertThat(sound.length == 1_600 || sound.length - audibleTo < 8_000 * 50 / 1_000).isTrue();
  }
}
