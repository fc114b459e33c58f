package org.talkspurt.models.tts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A character-level BART of one encoder and one decoder layer that reads letters and writes misaki
 * symbols, the likeliest at each step. Immutable and thread-safe.
 */
final class SpellingModel {

  /** Ids below are padding, start, end and "unknown", not characters. */
  private static final int FIRST_CHARACTER_ID = 4;

  private static final int UNKNOWN_ID = 3;

  private final String letters;
  private final String sounds;
  private final int size;
  private final int startId;
  private final int endId;
  private final int positionOffset;
  private final int maxPositions;
  private final float[] embeddings;
  private final float[] outputBias;
  private final float[] encoderPositions;
  private final float[] decoderPositions;
  private final LayerNorm encoderInputNorm;
  private final LayerNorm decoderInputNorm;
  private final TransformerLayer encoder;
  private final TransformerLayer decoder;
  private final AttentionHead crossAttention;
  private final LayerNorm crossNorm;

  private SpellingModel(NpzFile file, JsonNode meta) throws IOException {
    letters = meta.path("grapheme_chars").asString();
    sounds = meta.path("phoneme_chars").asString();
    size = meta.path("d_model").asInt();
    startId = meta.path("decoder_start_token_id").asInt();
    endId = meta.path("eos_token_id").asInt();
    positionOffset = meta.path("position_offset").asInt();
    maxPositions = meta.path("max_position_embeddings").asInt();
    if (meta.path("num_heads").asInt() != 1) {
      throw new IOException("attention has several heads");
    }
    int width = meta.path("ffn_dim").asInt();
    int positions = (maxPositions + positionOffset) * size;
    outputBias = file.array("final_logits_bias");
    embeddings = file.array("model.shared.weight", outputBias.length * size);
    encoderPositions = file.array("model.encoder.embed_positions.weight", positions);
    decoderPositions = file.array("model.decoder.embed_positions.weight", positions);
    encoderInputNorm = LayerNorm.read(file, "model.encoder.layernorm_embedding", size);
    decoderInputNorm = LayerNorm.read(file, "model.decoder.layernorm_embedding", size);
    encoder = TransformerLayer.read(file, "model.encoder.layers.0", size, width);
    decoder = TransformerLayer.read(file, "model.decoder.layers.0", size, width);
    crossAttention = AttentionHead.read(file, "model.decoder.layers.0.encoder_attn", size);
    crossNorm = LayerNorm.read(file, "model.decoder.layers.0.encoder_attn_layer_norm", size);
  }

  /**
   * @throws UncheckedIOException if the file is missing or of another form
   */
  static SpellingModel load(Path file) {
    try {
      var npz = NpzFile.read(file);
      return new SpellingModel(npz, JsonMapper.shared().readTree(npz.text("meta_json")));
    } catch (IOException | JacksonException e) {
      throw new UncheckedIOException(
          new IOException("spelling model " + file + ": " + e.getMessage(), e));
    }
  }

  /** Most letters that the model can read. */
  int maxLetters() {
    return maxPositions - 2;
  }

  /**
   * The sounds of a word, in misaki's symbols; empty if the model has nothing to say.
   *
   * @param word at most {@link #maxLetters()} letters
   */
  String pronounce(String word) {
    AttentionHead.Memory heard = encode(word);
    var self = new AttentionHead.Memory();
    var result = new StringBuilder();
    int id = startId;
    for (int position = 0; position < maxPositions - 1; position++) {
      id = decode(id, position, self, heard);
      if (id == endId) {
        break;
      }
      if (id >= FIRST_CHARACTER_ID && id < sounds.length()) {
        result.append(sounds.charAt(id));
      }
    }
    return result.toString();
  }

  /** Keys and values of the encoded word for the decoder to attend to. */
  private AttentionHead.Memory encode(String word) {
    float[][] states = new float[word.length() + 2][];
    var memory = new AttentionHead.Memory();
    for (int i = 0; i < states.length; i++) {
      int id = i == 0 ? startId : i == states.length - 1 ? endId : letterId(word.charAt(i - 1));
      states[i] = encoderInputNorm.apply(embedding(id), position(encoderPositions, i));
      encoder.attention().remember(memory, states[i]);
    }
    var heard = new AttentionHead.Memory();
    for (float[] state : states) {
      crossAttention.remember(heard, encoder.feedForward(encoder.attend(state, memory)));
    }
    return heard;
  }

  private int decode(int id, int position, AttentionHead.Memory self, AttentionHead.Memory heard) {
    float[] state = decoderInputNorm.apply(embedding(id), position(decoderPositions, position));
    decoder.attention().remember(self, state);
    state = decoder.attend(state, self);
    state = crossNorm.apply(state, crossAttention.attend(state, heard));
    state = decoder.feedForward(state);
    int best = 0;
    float highest = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < outputBias.length; i++) {
      float score = DenseLayer.dot(embeddings, i * size, state) + outputBias[i];
      if (score > highest) {
        highest = score;
        best = i;
      }
    }
    return best;
  }

  private int letterId(char letter) {
    int id = letters.indexOf(letter, FIRST_CHARACTER_ID);
    return id < 0 ? UNKNOWN_ID : id;
  }

  private float[] embedding(int id) {
    return Arrays.copyOfRange(embeddings, id * size, (id + 1) * size);
  }

  private float[] position(float[] table, int position) {
    int row = position + positionOffset;
    return Arrays.copyOfRange(table, row * size, (row + 1) * size);
  }
}
