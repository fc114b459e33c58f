package org.talkspurt.models.asr;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.talkspurt.models.onnx.FloatTensor;
import org.talkspurt.models.onnx.LongTensor;
import org.talkspurt.models.onnx.OnnxModel;
import org.talkspurt.models.onnx.Signature;
import org.talkspurt.models.onnx.Workbench;

/**
 * Hidden states to tokens, greedily, one token per run. Keys and values of the tokens so far stay
 * in native memory: the outputs of one run are the inputs of the next. Confined to one thread at a
 * time.
 */
final class MoonshineDecoder implements Workbench {

  private static final int START_ID = 1;
  private static final int END_ID = 2;
  private static final int LAYERS = 6;
  private static final int HEADS = 8;
  private static final int HEAD_WIDTH = 36;

  private static final String TOKEN = "input_ids";
  private static final String HIDDEN_STATES = "encoder_hidden_states";
  private static final String MASK = "encoder_attention_mask";
  private static final String HAS_PAST = "use_cache_branch";
  private static final String LOGITS = "logits";

  private static final List<Memory> MEMORIES = memories();
  private static final Set<String> GROWING = presents(true);
  private static final Set<String> ALL = presents(false);

  private final OnnxModel model;
  private final LongTensor token = new LongTensor(1, 1);
  private final FloatTensor nothing = new FloatTensor(1, HEADS, 0, HEAD_WIDTH);
  private final OnnxTensor withoutPast = flag(false);
  private final OnnxTensor withPast = flag(true);
  private final FloatTensor logits;

  /** The same keys in each run: the values are replaced from run to run. */
  private final Map<String, OnnxTensor> inputs = HashMap.newHashMap(4 + MEMORIES.size());

  /**
   * One of the model's keys or values.
   *
   * @param growing whether each token adds to it (of the decoder's own tokens), or the first run
   *     makes it once and for all (of the hidden states)
   */
  private record Memory(String past, String present, boolean growing) {}

  /**
   * What was decoded.
   *
   * @param ended whether the model said so, rather than the limit
   */
  record Tokens(int[] ids, boolean ended) {}

  /**
   * @param model of {@link #load}; stays the caller's
   */
  MoonshineDecoder(OnnxModel model, int vocabularySize) {
    this.model = model;
    logits = new FloatTensor(1, 1, vocabularySize);
  }

  static OnnxModel load(Path file) {
    var inputs = new HashSet<>(Set.of(TOKEN, HIDDEN_STATES, MASK, HAS_PAST));
    MEMORIES.forEach(memory -> inputs.add(memory.past));
    var outputs = new HashSet<>(ALL);
    outputs.add(LOGITS);
    return OnnxModel.load(file, new Signature(inputs, outputs));
  }

  /**
   * Decodes until the model ends the sentence.
   *
   * @param hiddenStates of the encoder, float[1, n, 288]
   * @param mask of the encoder's input, long[1, samples]
   * @param limit tokens at most, 1 or more
   */
  Tokens decode(OnnxTensor hiddenStates, OnnxTensor mask, int limit) {
    inputs.put(HIDDEN_STATES, hiddenStates);
    inputs.put(MASK, mask);
    inputs.put(TOKEN, token.onnx());
    inputs.put(HAS_PAST, withoutPast);
    MEMORIES.forEach(memory -> inputs.put(memory.past, nothing.onnx()));
    try (var first = run(START_ID, ALL)) {
      for (var memory : MEMORIES) {
        keep(memory, first);
      }
      return decodeOn(limit);
    } finally {
      inputs.clear();
    }
  }

  private Tokens decodeOn(int limit) {
    inputs.put(HAS_PAST, withPast);
    var ids = new int[limit];
    int count = 0;
    OrtSession.Result latest = null;
    try {
      for (int id = mostLikely(); id != END_ID; id = mostLikely()) {
        ids[count++] = id;
        if (count == limit) {
          return new Tokens(ids, false);
        }
        var next = run(id, GROWING);
        if (latest != null) {
          latest.close();
        }
        latest = next;
        for (var memory : MEMORIES) {
          if (memory.growing) {
            keep(memory, next);
          }
        }
      }
      return new Tokens(Arrays.copyOf(ids, count), true);
    } finally {
      if (latest != null) {
        latest.close();
      }
    }
  }

  private OrtSession.Result run(int id, Set<String> presents) {
    token.buffer().put(0, id);
    return model.run(inputs, presents, Map.of(LOGITS, logits.onnx()));
  }

  private void keep(Memory memory, OrtSession.Result result) {
    inputs.put(memory.past, (OnnxTensor) result.get(memory.present).orElseThrow());
  }

  private int mostLikely() {
    var scores = logits.buffer();
    int best = 0;
    float highest = Float.NEGATIVE_INFINITY;
    for (int id = 0; id < scores.limit(); id++) {
      float score = scores.get(id);
      if (score > highest) {
        highest = score;
        best = id;
      }
    }
    if (highest == Float.NEGATIVE_INFINITY) {
      throw new IllegalStateException("no token has a score: the model's output is no number");
    }
    return best;
  }

  @Override
  public void close() {
    token.close();
    nothing.close();
    withoutPast.close();
    withPast.close();
    logits.close();
  }

  private static OnnxTensor flag(boolean value) {
    var memory = ByteBuffer.allocateDirect(1).put(0, (byte) (value ? 1 : 0));
    try {
      return OnnxTensor.createTensor(
          OnnxModel.environment(), memory, new long[] {1}, OnnxJavaType.BOOL);
    } catch (OrtException e) {
      throw new IllegalStateException("a tensor of one boolean", e);
    }
  }

  private static List<Memory> memories() {
    var memories = new ArrayList<Memory>();
    for (int layer = 0; layer < LAYERS; layer++) {
      for (var of : List.of("decoder", "encoder")) {
        for (var kind : List.of("key", "value")) {
          var name = "%d.%s.%s".formatted(layer, of, kind);
          memories.add(
              new Memory("past_key_values." + name, "present." + name, of.equals("decoder")));
        }
      }
    }
    return List.copyOf(memories);
  }

  private static Set<String> presents(boolean growingOnly) {
    return MEMORIES.stream()
        .filter(memory -> memory.growing || !growingOnly)
        .map(Memory::present)
        .collect(Collectors.toUnmodifiableSet());
  }
}
