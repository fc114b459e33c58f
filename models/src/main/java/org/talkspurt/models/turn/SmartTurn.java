package org.talkspurt.models.turn;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.talkspurt.dialog.spi.TurnDetector;
import org.talkspurt.models.onnx.FloatTensor;
import org.talkspurt.models.onnx.OnnxModel;
import org.talkspurt.models.onnx.Signature;
import org.talkspurt.models.onnx.Workbench;
import org.talkspurt.models.onnx.Workbenches;

/**
 * Smart Turn v3.2 (Daily's "smart-turn", a Whisper tiny encoder with a classifier, 8-bit): in
 * {@code input_features} f32[1,80,800], out {@code logits} f32[1,1], which is a probability
 * already. Its features end at 8 kHz; of telephone sound the upper half is empty. Thread-safe.
 */
public final class SmartTurn implements TurnDetector {
  private static final String FEATURES = "input_features";
  private static final String PROBABILITY = "logits";
  private static final Signature SIGNATURE = new Signature(Set.of(FEATURES), Set.of(PROBABILITY));
  private static final int WARM_UP_ROUNDS = 2;

  private final OnnxModel model;
  private final Workbenches<Bench> benches = new Workbenches<>(Bench::new);

  private static final class Bench implements Workbench {
    final LogMelFeatures features = new LogMelFeatures();
    final FloatTensor input = new FloatTensor(1, MelBands.COUNT, LogMelFeatures.FRAMES);
    final FloatTensor output = new FloatTensor(1, 1);

    @Override
    public void close() {
      input.close();
      output.close();
    }
  }

  private SmartTurn(OnnxModel model) {
    this.model = model;
  }

  /**
   * Loads the model and runs it, so that the first caller does not wait for memory and compilation.
   *
   * @param file {@code smart-turn-v3.2-cpu.onnx}
   * @throws org.talkspurt.models.onnx.OnnxModelException if it cannot be loaded
   */
  public static SmartTurn load(Path file) {
    SmartTurn turn = new SmartTurn(OnnxModel.load(file, SIGNATURE));
    for (int i = 0; i < WARM_UP_ROUNDS; i++) {
      turn.detect(new short[48_000]);
    }
    return turn;
  }

  @Override
  public float detect(short[] samples) {
    Bench bench = benches.take();
    try {
      bench.features.compute(samples, bench.input.buffer());
      model.runInto(Map.of(FEATURES, bench.input.onnx()), Map.of(PROBABILITY, bench.output.onnx()));
      return Math.clamp(bench.output.buffer().get(0), 0, 1);
    } finally {
      benches.putBack(bench);
    }
  }

  @Override
  public void close() {
    benches.close();
    model.close();
  }
}
