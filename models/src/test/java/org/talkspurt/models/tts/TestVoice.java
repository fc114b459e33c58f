package org.talkspurt.models.tts;

import java.nio.file.Path;
import org.talkspurt.models.TestModels;

/** The default voice's files. */
final class TestVoice {

  static final Path MODEL = TestModels.file("piper-joe", "en_US-joe-medium.onnx");
  static final Path CONFIGURATION = TestModels.file("piper-joe", "en_US-joe-medium.onnx.json");
  static final Path GOLD = TestModels.file("pronunciation", "us_gold.json");
  static final Path SILVER = TestModels.file("pronunciation", "us_silver.json");
  static final Path UNKNOWN_WORDS = TestModels.file("pronunciation", "oov_bart_en_us.npz");

  private TestVoice() {}

  static PiperSynthesizer load(PiperSettings settings) {
    return PiperSynthesizer.load(MODEL, CONFIGURATION, GOLD, SILVER, UNKNOWN_WORDS, settings);
  }
}
