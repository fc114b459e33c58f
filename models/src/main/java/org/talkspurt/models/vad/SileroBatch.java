package org.talkspurt.models.vad;

import static org.talkspurt.models.vad.SileroVad.CONTEXT_SAMPLES;
import static org.talkspurt.models.vad.SileroVad.LAYER;
import static org.talkspurt.models.vad.SileroVad.WINDOW_SAMPLES;

import ai.onnxruntime.OnnxTensor;
import java.nio.FloatBuffer;
import java.util.Map;
import org.talkspurt.models.onnx.FloatTensor;
import org.talkspurt.models.onnx.LongTensor;
import org.talkspurt.models.vad.SileroVad.Memory;

/**
 * The model's inputs and outputs for a number of calls. The new state has a tensor of its own: the
 * model would read what it has just written if it were that of the old.
 */
final class SileroBatch implements AutoCloseable {

  private static final int ROW = CONTEXT_SAMPLES + WINDOW_SAMPLES;
  private static final float SCALE = 1 / 32_768f;

  private final int size;
  private final FloatTensor input;
  private final FloatTensor state;
  private final FloatTensor output;
  private final FloatTensor nextState;
  private final Map<String, OnnxTensor> inputs;
  private final Map<String, OnnxTensor> outputs;
  private final float[] row = new float[ROW];

  SileroBatch(int size, LongTensor sampleRateHz) {
    this.size = size;
    input = new FloatTensor(size, ROW);
    state = new FloatTensor(2, size, LAYER);
    output = new FloatTensor(size, 1);
    nextState = new FloatTensor(2, size, LAYER);
    inputs = Map.of("input", input.onnx(), "state", state.onnx(), "sr", sampleRateHz.onnx());
    outputs = Map.of("output", output.onnx(), "stateN", nextState.onnx());
  }

  Map<String, OnnxTensor> inputs() {
    return inputs;
  }

  Map<String, OnnxTensor> outputs() {
    return outputs;
  }

  void load(int index, Memory memory, short[] window) {
    System.arraycopy(memory.context, 0, row, 0, CONTEXT_SAMPLES);
    for (int i = 0; i < WINDOW_SAMPLES; i++) {
      row[CONTEXT_SAMPLES + i] = window[i] * SCALE;
    }
    input.buffer().put(index * ROW, row);
    state.buffer().put(index * LAYER, memory.recurrent, 0, LAYER);
    state.buffer().put((size + index) * LAYER, memory.recurrent, LAYER, LAYER);
  }

  /** Updates a call's memory after a run and returns P(speech). */
  float store(int index, Memory memory, short[] window) {
    FloatBuffer next = nextState.buffer();
    next.get(index * LAYER, memory.recurrent, 0, LAYER);
    next.get((size + index) * LAYER, memory.recurrent, LAYER, LAYER);
    for (int i = 0; i < CONTEXT_SAMPLES; i++) {
      memory.context[i] = window[WINDOW_SAMPLES - CONTEXT_SAMPLES + i] * SCALE;
    }
    return output.buffer().get(index);
  }

  @Override
  public void close() {
    input.close();
    state.close();
    output.close();
    nextState.close();
  }
}
