package org.talkspurt.it;

import java.nio.file.Path;
import java.util.List;
import org.talkspurt.gateway.speech.LocalSpeech;
import org.talkspurt.models.asr.MoonshineRecognizer;
import org.talkspurt.models.store.ModelManifest;
import org.talkspurt.models.store.ModelStore;
import org.talkspurt.models.tts.PiperSettings;
import org.talkspurt.models.tts.PiperSynthesizer;
import org.talkspurt.models.vad.SileroVad;

/** The default models, from the user's cache. */
public final class ItModels {
  private ItModels() {}

  public static MoonshineRecognizer recognizer() {
    String set = "moonshine-tiny-en";
    return MoonshineRecognizer.load(
        file(set, "encoder_model.ort"),
        file(set, "decoder_model_merged.ort"),
        file(set, "tokenizer.bin"));
  }

  static SileroVad voiceActivity() {
    return SileroVad.load(file("silero-vad", "silero_vad.onnx"));
  }

  /** The bot's voice, the same to the sample every time. */
  public static PiperSynthesizer voice() {
    return PiperSynthesizer.load(
        file("piper-joe", "en_US-joe-medium.onnx"),
        file("piper-joe", "en_US-joe-medium.onnx.json"),
        file("pronunciation", "us_gold.json"),
        file("pronunciation", "us_silver.json"),
        file("pronunciation", "oov_bart_en_us.npz"),
        new PiperSettings(0f, null, 0f, -16));
  }

  /** A file of a set, fetched if it is not there. */
  public static Path file(String set, String name) {
    ModelStore store =
        new ModelStore(
            ModelManifest.read(
                Path.of(System.getProperty("talkspurt.root", ".."), "config", "models.yaml")),
            LocalSpeech.cache(),
            (_, _, _) -> {});
    store.fetch(List.of(set));
    return store.file(set, name);
  }
}
