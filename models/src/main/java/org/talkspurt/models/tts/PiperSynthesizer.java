package org.talkspurt.models.tts;

import ai.onnxruntime.OnnxTensor;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.talkspurt.dialog.spi.Speech;
import org.talkspurt.dialog.spi.SpeechSynthesizer;
import org.talkspurt.models.onnx.FloatTensor;
import org.talkspurt.models.onnx.LongTensor;
import org.talkspurt.models.onnx.OnnxModel;
import org.talkspurt.models.onnx.Signature;

/**
 * A Piper voice (VITS, Kim et al. 2021) speaking American English. Thread-safe: each call has
 * tensors of its own.
 */
public final class PiperSynthesizer implements SpeechSynthesizer {

  private static final Signature SIGNATURE =
      new Signature(Set.of("input", "input_lengths", "scales"), Set.of("output"));

  /** Longer text is cut here: a clause has a hundred characters, a stranger's text any number. */
  private static final int MAX_CHARACTERS = 1_000;

  /** Phonetic symbols of one run; the model's time and memory grow with them. */
  private static final int MAX_SYMBOLS = 300;

  private static final double SLOWNESS_AT_LEAST = 0.4;
  private static final double SLOWNESS_AT_MOST = 3;

  private static final String WARM_UP = "Sure, I can help you with that today.";
  private static final int WARM_UP_RUNS = 2;
  private static final String MODEL_SUFFIX = ".onnx";

  private final String voice;
  private final OnnxModel model;
  private final PiperVoice configuration;
  private final Pronouncer pronouncer;
  private final float[] scales;
  private final double levelDbm0;

  private PiperSynthesizer(
      String voice,
      OnnxModel model,
      PiperVoice configuration,
      Pronouncer pronouncer,
      PiperSettings settings) {
    this.voice = voice;
    this.model = model;
    this.configuration = configuration;
    this.pronouncer = pronouncer;
    this.levelDbm0 = settings.levelDbm0();
    Float timbre = settings.timbreVariation();
    Float slowness = settings.slowness();
    Float rhythm = settings.rhythmVariation();
    this.scales =
        new float[] {
          timbre == null ? configuration.timbreVariation() : timbre,
          slowness == null ? configuration.slowness() : slowness,
          rhythm == null ? configuration.rhythmVariation() : rhythm
        };
  }

  /**
   * Loads a voice and has it speak once, so that the first caller doesn't wait.
   *
   * @param model Piper .onnx; its name without suffix is the voice's
   * @param config Piper .onnx.json with espeak phonemes
   * @param gold misaki's us_gold.json
   * @param silver misaki's us_silver.json
   * @param oov the character BART for words that neither has, .npz
   * @throws org.talkspurt.models.onnx.OnnxModelException if the model cannot be loaded
   * @throws java.io.UncheckedIOException if another file is missing or of another form
   */
  public static PiperSynthesizer load(
      Path model, Path config, Path gold, Path silver, Path oov, PiperSettings settings) {
    var pronouncer =
        new Pronouncer(
            PronunciationDictionary.load(gold, silver),
            new UnknownWordPronouncer(SpellingModel.load(oov)));
    var configuration = PiperVoice.load(config);
    String file = String.valueOf(model.getFileName());
    String voice =
        file.endsWith(MODEL_SUFFIX)
            ? file.substring(0, file.length() - MODEL_SUFFIX.length())
            : file;
    var synthesizer =
        new PiperSynthesizer(
            voice, OnnxModel.load(model, SIGNATURE), configuration, pronouncer, settings);
    for (int i = 0; i < WARM_UP_RUNS; i++) {
      synthesizer.synthesize(WARM_UP);
    }
    return synthesizer;
  }

  @Override
  public String voice() {
    return voice;
  }

  @Override
  public Speech synthesize(String spokenForm, double rate) {
    String clause = spokenForm.substring(0, Math.min(spokenForm.length(), MAX_CHARACTERS));
    List<float[]> parts = new ArrayList<>();
    for (String ipa : runs(pronouncer.pronounce(clause))) {
      parts.add(run(configuration.encode(ipa), rate));
    }
    int sampleRateHz = configuration.sampleRateHz();
    return new Speech(ClauseSound.finish(join(parts), sampleRateHz, levelDbm0), sampleRateHz);
  }

  /** Cuts between words where the model would otherwise have too much at once. */
  private static List<String> runs(String ipa) {
    List<String> runs = new ArrayList<>();
    String rest = ipa;
    while (rest.length() > MAX_SYMBOLS) {
      int space = rest.lastIndexOf(' ', MAX_SYMBOLS);
      int end = space > 0 ? space : MAX_SYMBOLS;
      runs.add(rest.substring(0, end));
      rest = rest.substring(end).strip();
    }
    if (!rest.isEmpty()) {
      boolean open = Character.isLetter(rest.charAt(rest.length() - 1));
      // Without a final mark the voice stops as if it had been cut off.
      runs.add(open ? rest + "." : rest);
    }
    return runs;
  }

  private float[] run(long[] ids, double rate) {
    try (var input = new LongTensor(1, ids.length);
        var lengths = new LongTensor(1);
        var scaleTensor = new FloatTensor(scales.length)) {
      input.buffer().put(ids);
      lengths.buffer().put(ids.length);
      scaleTensor
          .buffer()
          .put(scales[0])
          .put((float) Math.clamp(scales[1] / rate, SLOWNESS_AT_LEAST, SLOWNESS_AT_MOST))
          .put(scales[2]);
      var inputs =
          Map.of(
              "input", input.onnx(),
              "input_lengths", lengths.onnx(),
              "scales", scaleTensor.onnx());
      try (var result = model.run(inputs)) {
        FloatBuffer output = ((OnnxTensor) result.get(0)).getFloatBuffer();
        float[] samples = new float[output.remaining()];
        output.get(samples);
        return samples;
      }
    }
  }

  private static float[] join(List<float[]> parts) {
    int length = parts.stream().mapToInt(part -> part.length).sum();
    FloatBuffer joined = FloatBuffer.allocate(length);
    parts.forEach(joined::put);
    return joined.array();
  }

  @Override
  public void close() {
    model.close();
  }
}
