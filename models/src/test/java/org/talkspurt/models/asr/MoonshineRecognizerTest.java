package org.talkspurt.models.asr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.talkspurt.dialog.spi.SpeechRecognizer;
import org.talkspurt.dialog.spi.Transcript;
import org.talkspurt.models.TestModels;
import org.talkspurt.models.onnx.OnnxModelException;

class MoonshineRecognizerTest extends SpeechRecognizerContract {

  private static final Path ENCODER = TestModels.file("moonshine-tiny-en", "encoder_model.ort");
  private static final Path DECODER =
      TestModels.file("moonshine-tiny-en", "decoder_model_merged.ort");
  private static final Path TOKENIZER = TestModels.file("moonshine-tiny-en", "tokenizer.bin");

  private static SpeechRecognizer recognizer;

  @BeforeAll
  static void load() {
    recognizer = MoonshineRecognizer.load(ENCODER, DECODER, TOKENIZER);
  }

  @AfterAll
  static void close() {
    recognizer.close();
  }

  @Override
  SpeechRecognizer recognizer() {
    return recognizer;
  }

  @Test
  void keepsCaseAndPunctuation() {
    var transcript =
        recognizer.recognize(
            new SpokenClip("insurance-8khz.wav", "Do you accept dental insurance?").at16kHz());

    assertThat(transcript.text()).isEqualTo("Do you accept dental insurance?");
  }

  /** Wherever the sound is cut off after its last word, as the silence behind it is short. */
  @Test
  void aLoneWordIsThatWord() {
    short[] okay = new SpokenClip("okay-8khz.wav", "Okay.").at16kHz();
    for (int cut = 0; cut < 10; cut++) {
      short[] heard = Arrays.copyOfRange(okay, 0, okay.length - cut * 160);

      assertThat(recognizer.recognize(heard).text()).isEqualTo("Okay.");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 1_000, 8_000})
  void hearsNothingInNoise(int amplitude) {
    var random = new Random(1);
    short[] noise = new short[64_000];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (short) (amplitude * random.nextGaussian());
    }

    assertThat(recognizer.recognize(noise)).isEqualTo(Transcript.EMPTY);
  }

  @Test
  void hearsNothingInDialledDigit() {
    short[] tones = new short[32_000];
    for (int i = 0; i < tones.length; i++) {
      double seconds = i / 16_000.0;
      double low = Math.sin(2 * Math.PI * 697 * seconds);
      double high = Math.sin(2 * Math.PI * 1_209 * seconds);
      tones[i] = (short) (4_000 * (low + high));
    }

    assertThat(recognizer.recognize(tones)).isEqualTo(Transcript.EMPTY);
  }

  @Test
  void hearsNothingInBurstsOfNoise() {
    var random = new Random(1);
    short[] bursts = new short[48_000];
    for (int i = 0; i < bursts.length; i++) {
      bursts[i] = (short) (i % 24_000 < 2_000 ? 2_000 * random.nextGaussian() : 0);
    }

    assertThat(recognizer.recognize(bursts)).isEqualTo(Transcript.EMPTY);
  }

  @Test
  void saysWhichModelIsNotThere() {
    var missing = Path.of("no-such-encoder.ort");

    assertThatThrownBy(() -> MoonshineRecognizer.load(missing, DECODER, TOKENIZER))
        .isInstanceOf(OnnxModelException.class)
        .hasMessageContaining("no-such-encoder.ort");
  }

  @Test
  void refusesModelsInWrongPlaces() {
    assertThatThrownBy(() -> MoonshineRecognizer.load(DECODER, ENCODER, TOKENIZER))
        .isInstanceOf(OnnxModelException.class)
        .hasMessageContaining("decoder_model_merged.ort");
    assertThatThrownBy(() -> MoonshineRecognizer.load(ENCODER, ENCODER, TOKENIZER))
        .isInstanceOf(OnnxModelException.class)
        .hasMessageContaining("encoder_model.ort");
  }

  @Test
  void saysThatTokenizerIsNotThere() {
    var missing = Path.of("no-such-tokenizer.bin");

    assertThatThrownBy(() -> MoonshineRecognizer.load(ENCODER, DECODER, missing))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("no-such-tokenizer.bin");
  }
}
