package org.talkspurt.models.vad;

import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.talkspurt.dialog.spi.VoiceActivityDetector;
import org.talkspurt.models.onnx.LongTensor;
import org.talkspurt.models.onnx.OnnxModel;
import org.talkspurt.models.onnx.Signature;
import org.talkspurt.models.onnx.Workbench;
import org.talkspurt.models.onnx.Workbenches;

/**
 * Silero VAD (v5 and v6, which share a signature) at 16 kHz: windows of 512 samples (32 ms), each
 * preceded by the last 64 of the one before. Thread-safe, as long as each stream has one thread.
 */
public final class SileroVad implements VoiceActivityDetector {

  static final int WINDOW_SAMPLES = 512;
  static final int CONTEXT_SAMPLES = 64;

  /** Values of one recurrent layer; there are two. */
  static final int LAYER = 128;

  /** Larger batches cost more memory and gain nothing. */
  private static final int MAX_BATCH = 32;

  private static final Signature SIGNATURE =
      new Signature(Set.of("input", "state", "sr"), Set.of("output", "stateN"));

  private final OnnxModel model;
  private final Workbenches<Bench> benches = new Workbenches<>(Bench::new);

  private SileroVad(OnnxModel model) {
    this.model = model;
  }

  /**
   * @param file {@code silero_vad.onnx}
   * @throws org.talkspurt.models.onnx.OnnxModelException if it cannot be loaded
   */
  public static SileroVad load(Path file) {
    return new SileroVad(OnnxModel.load(file, SIGNATURE));
  }

  @Override
  public int windowSamples() {
    return WINDOW_SAMPLES;
  }

  @Override
  public State newState() {
    return new Memory();
  }

  @Override
  public void detect(State[] states, short[][] windows, int count, float[] probabilities) {
    Bench bench = benches.take();
    try {
      detect(bench, states, windows, count, probabilities);
    } finally {
      benches.putBack(bench);
    }
  }

  private void detect(
      Bench bench, State[] states, short[][] windows, int count, float[] probabilities) {
    for (int from = 0; from < count; from += MAX_BATCH) {
      int size = Math.min(MAX_BATCH, count - from);
      var batch = bench.batch(size);
      for (int i = 0; i < size; i++) {
        batch.load(i, (Memory) states[from + i], windows[from + i]);
      }
      model.runInto(batch.inputs(), batch.outputs());
      for (int i = 0; i < size; i++) {
        probabilities[from + i] = batch.store(i, (Memory) states[from + i], windows[from + i]);
      }
    }
  }

  @Override
  public void close() {
    benches.close();
    model.close();
  }

  private static final class Bench implements Workbench {
    private final LongTensor sampleRateHz = new LongTensor();

    /** By size, made when first needed: tensors of a fixed shape cost nothing per run. */
    private final @Nullable SileroBatch[] batches = new SileroBatch[MAX_BATCH + 1];

    Bench() {
      sampleRateHz.buffer().put(0, 16_000);
    }

    SileroBatch batch(int size) {
      var batch = batches[size];
      if (batch == null) {
        batch = new SileroBatch(size, sampleRateHz);
        batches[size] = batch;
      }
      return batch;
    }

    @Override
    public void close() {
      for (var batch : batches) {
        if (batch != null) {
          batch.close();
        }
      }
      sampleRateHz.close();
    }
  }

  /** The recurrent state and the end of the last window, scaled to -1..1. */
  static final class Memory implements State {
    final float[] recurrent = new float[2 * LAYER];
    final float[] context = new float[CONTEXT_SAMPLES];
  }
}
