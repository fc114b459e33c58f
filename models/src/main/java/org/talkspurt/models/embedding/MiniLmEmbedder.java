package org.talkspurt.models.embedding;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.talkspurt.dialog.spi.SentenceEmbedder;
import org.talkspurt.models.onnx.OnnxModel;
import org.talkspurt.models.onnx.Signature;

/**
 * Sentence vectors by all-MiniLM-L6-v2 (Reimers and Gurevych, "Sentence-BERT", arXiv:1908.10084):
 * 384 numbers, the mean over the tokens. English; what goes beyond 128 tokens is not read.
 *
 * <p>Thread-safe: each call has tensors of its own.
 */
public final class MiniLmEmbedder implements SentenceEmbedder {

  private static final int MAX_TOKENS = 128;
  private static final int WARM_UP_ROUNDS = 20;

  private static final String IDS = "input_ids";
  private static final String MASK = "attention_mask";
  private static final String TYPES = "token_type_ids";
  private static final String HIDDEN_STATES = "last_hidden_state";

  private final OnnxModel model;
  private final WordPieces wordPieces;

  private MiniLmEmbedder(OnnxModel model, WordPieces wordPieces) {
    this.model = model;
    this.wordPieces = wordPieces;
  }

  /**
   * Loads the model and embeds a few sentences, so that the first caller does not wait for memory
   * and compilation.
   *
   * @param model {@code all-minilm-l6-v2-q.onnx}
   * @param tokenizer its {@code tokenizer.json}
   * @throws org.talkspurt.models.onnx.OnnxModelException if the model is missing or another one
   * @throws java.io.UncheckedIOException if the tokenizer is missing, damaged or of another kind
   */
  public static MiniLmEmbedder load(Path model, Path tokenizer) {
    var wordPieces = WordPieces.read(tokenizer, MAX_TOKENS);
    var signature = new Signature(Set.of(IDS, MASK, TYPES), Set.of(HIDDEN_STATES));
    var embedder = new MiniLmEmbedder(OnnxModel.load(model, signature), wordPieces);
    for (int i = 0; i < WARM_UP_ROUNDS; i++) {
      embedder.embed("What time do you open tomorrow?");
    }
    return embedder;
  }

  @Override
  public float[] embed(String sentence) {
    long[] ids = wordPieces.ids(sentence);
    long[] ones = new long[ids.length];
    Arrays.fill(ones, 1);
    try (var idTensor = tensor(ids);
        var mask = tensor(ones);
        var types = tensor(new long[ids.length]);
        var result =
            model.run(
                Map.of(IDS, idTensor, MASK, mask, TYPES, types), Set.of(HIDDEN_STATES), Map.of())) {
      return unit(sum(((OnnxTensor) result.get(0)).getFloatBuffer(), ids.length));
    }
  }

  private static OnnxTensor tensor(long[] row) {
    try {
      return OnnxTensor.createTensor(
          OnnxModel.environment(), LongBuffer.wrap(row), new long[] {1, row.length});
    } catch (OrtException e) {
      throw new IllegalStateException("a tensor of " + row.length + " integers", e);
    }
  }

  /** Sum over the tokens; it points where the mean does. */
  private static float[] sum(FloatBuffer hiddenStates, int tokens) {
    float[] sum = new float[hiddenStates.remaining() / tokens];
    for (int token = 0; token < tokens; token++) {
      for (int i = 0; i < sum.length; i++) {
        sum[i] += hiddenStates.get(token * sum.length + i);
      }
    }
    return sum;
  }

  private static float[] unit(float[] vector) {
    double squares = 0;
    for (float value : vector) {
      squares += value * value;
    }
    float scale = (float) (1 / Math.sqrt(squares));
    for (int i = 0; i < vector.length; i++) {
      vector[i] *= scale;
    }
    return vector;
  }

  /** Frees the model; no call may be under way or follow. */
  @Override
  public void close() {
    model.close();
  }
}
