package org.talkspurt.models.tts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A voice's .onnx.json: its rate, its scales, and the number of each phonetic symbol.
 *
 * @param sampleRateHz rate of the model's output
 * @param timbreVariation noise_scale
 * @param slowness length_scale
 * @param rhythmVariation noise_w
 * @param ids code point of a symbol → its id
 */
record PiperVoice(
    int sampleRateHz,
    float timbreVariation,
    float slowness,
    float rhythmVariation,
    Map<Integer, Integer> ids) {

  private static final int PAD = 0;
  private static final int START = 1;
  private static final int END = 2;

  /**
   * @throws UncheckedIOException if the file is missing or no voice configuration
   */
  static PiperVoice load(Path file) {
    try {
      JsonNode json = JsonMapper.shared().readTree(file.toFile());
      Map<Integer, Integer> ids = new HashMap<>();
      for (var symbol : json.path("phoneme_id_map").properties()) {
        String text = symbol.getKey();
        if (text.codePointCount(0, text.length()) == 1) {
          ids.put(text.codePointAt(0), symbol.getValue().path(0).asInt());
        }
      }
      int sampleRateHz = json.path("audio").path("sample_rate").asInt(0);
      if (ids.isEmpty() || sampleRateHz < 8_000 || sampleRateHz > 48_000) {
        throw new IOException("no phoneme_id_map or sample_rate");
      }
      JsonNode inference = json.path("inference");
      return new PiperVoice(
          sampleRateHz,
          (float) inference.path("noise_scale").asDouble(0.667),
          (float) inference.path("length_scale").asDouble(1),
          (float) inference.path("noise_w").asDouble(0.8),
          Map.copyOf(ids));
    } catch (IOException | JacksonException e) {
      throw new UncheckedIOException(
          new IOException("voice configuration " + file + ": " + e.getMessage(), e));
    }
  }

  /** The model's input for {@code ipa}: start, then each known symbol, padding between, end. */
  long[] encode(String ipa) {
    int[] symbols = Normalizer.normalize(ipa, Normalizer.Form.NFD).codePoints().toArray();
    long[] encoded = new long[2 * symbols.length + 3];
    int length = 0;
    encoded[length++] = START;
    encoded[length++] = PAD;
    for (int symbol : symbols) {
      Integer id = ids.get(symbol);
      if (id != null) {
        encoded[length++] = id;
        encoded[length++] = PAD;
      }
    }
    encoded[length++] = END;
    return Arrays.copyOf(encoded, length);
  }
}
