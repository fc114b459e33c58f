package org.talkspurt.models.asr;

import ai.onnxruntime.OnnxTensor;
import java.nio.file.Path;
import java.util.StringJoiner;
import org.talkspurt.dialog.spi.SpeechRecognizer;
import org.talkspurt.dialog.spi.Transcript;
import org.talkspurt.models.asr.MoonshineDecoder.Tokens;
import org.talkspurt.models.onnx.OnnxModel;
import org.talkspurt.models.onnx.Workbench;
import org.talkspurt.models.onnx.Workbenches;

/**
 * English speech recognition by Moonshine tiny (Jeffries et al., "Moonshine: Speech Recognition for
 * Live Transcription and Voice Commands", arXiv:2410.15608), one thread per decode.
 *
 * <p>The model hears words in everything, so what is no speech gives an empty transcript: see
 * {@link SpeechLevels} and {@link Plausibility}.
 *
 * <p>Thread-safe: decodes beside each other have tensors of their own.
 */
public final class MoonshineRecognizer implements SpeechRecognizer {

  static final int SAMPLE_RATE_HZ = 16_000;

  private static final int SHORTEST_SAMPLES = SAMPLE_RATE_HZ / 10;
  private static final double TOKENS_PER_SECOND = 6.5;

  /**
   * Silence put behind the sound. A caller's turn is recognised some 100 ms after its last word,
   * and the model guesses at what might follow: with silence it knows that nothing does.
   */
  private static final int SILENCE_SAMPLES = SAMPLE_RATE_HZ / 2;

  private static final int WARM_UP_ROUNDS = 3;

  private final OnnxModel encoder;
  private final OnnxModel decoder;
  private final Vocabulary vocabulary;
  private final Workbenches<Bench> benches;

  private record Bench(MoonshineEncoder encoder, MoonshineDecoder decoder) implements Workbench {
    @Override
    public void close() {
      encoder.close();
      decoder.close();
    }
  }

  private MoonshineRecognizer(OnnxModel encoder, OnnxModel decoder, Vocabulary vocabulary) {
    this.encoder = encoder;
    this.decoder = decoder;
    this.vocabulary = vocabulary;
    benches =
        new Workbenches<>(
            () ->
                new Bench(
                    new MoonshineEncoder(encoder),
                    new MoonshineDecoder(decoder, vocabulary.size())));
  }

  /**
   * Loads the model and decodes a buzz, so that the first caller does not wait for memory and
   * compilation.
   *
   * @param encoder {@code encoder_model.ort}
   * @param decoder {@code decoder_model_merged.ort}
   * @param tokenizer {@code tokenizer.bin}
   * @throws org.talkspurt.models.onnx.OnnxModelException if a model is missing or another one
   * @throws java.io.UncheckedIOException if the tokenizer is missing or damaged
   */
  public static MoonshineRecognizer load(Path encoder, Path decoder, Path tokenizer) {
    var vocabulary = Vocabulary.read(tokenizer);
    var loadedEncoder = MoonshineEncoder.load(encoder);
    OnnxModel loadedDecoder;
    try {
      loadedDecoder = MoonshineDecoder.load(decoder);
    } catch (RuntimeException e) {
      loadedEncoder.close();
      throw e;
    }
    var recognizer = new MoonshineRecognizer(loadedEncoder, loadedDecoder, vocabulary);
    recognizer.warmUp();
    return recognizer;
  }

  private void warmUp() {
    // A buzz: the model makes as many tokens of it as it may, of silence only one.
    var buzz = new short[2 * SAMPLE_RATE_HZ];
    for (int i = 0; i < buzz.length; i++) {
      buzz[i] = (short) (i / (SAMPLE_RATE_HZ / 240) % 2 == 0 ? 3_000 : -3_000);
    }
    for (int i = 0; i < WARM_UP_ROUNDS; i++) {
      decode(buzz, 0, buzz.length);
    }
  }

  @Override
  public Transcript recognize(short[] samples) {
    var text = new StringJoiner(" ");
    for (int start = 0; samples.length - start >= SHORTEST_SAMPLES; ) {
      int end = DecodingWindows.end(samples, start);
      var words = recognizeWindow(samples, start, end);
      if (!words.isEmpty()) {
        text.add(words);
      }
      start = end;
    }
    return text.length() == 0 ? Transcript.EMPTY : new Transcript(text.toString());
  }

  private String recognizeWindow(short[] samples, int start, int end) {
    if (!SpeechLevels.of(samples, start, end).maySpeak()) {
      return "";
    }
    var tokens = Plausibility.withoutLoop(decode(samples, start, end));
    return Plausibility.check(vocabulary.text(tokens.ids()));
  }

  private Tokens decode(short[] samples, int start, int end) {
    double seconds = (double) (end - start) / SAMPLE_RATE_HZ;
    int limit = (int) Math.ceil(seconds * TOKENS_PER_SECOND) + 2;
    Bench bench = benches.take();
    try (var encoded = bench.encoder.encode(samples, start, end, SILENCE_SAMPLES)) {
      return bench.decoder.decode((OnnxTensor) encoded.get(0), bench.encoder.mask(), limit);
    } finally {
      benches.putBack(bench);
    }
  }

  @Override
  public void close() {
    benches.close();
    encoder.close();
    decoder.close();
  }
}
