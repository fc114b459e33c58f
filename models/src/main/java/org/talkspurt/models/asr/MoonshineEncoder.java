package org.talkspurt.models.asr;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtSession;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.talkspurt.models.onnx.FloatTensor;
import org.talkspurt.models.onnx.LongTensor;
import org.talkspurt.models.onnx.OnnxModel;
import org.talkspurt.models.onnx.Signature;
import org.talkspurt.models.onnx.Workbench;

/** Sound to hidden states, about 41 a second. Confined to one thread at a time. */
final class MoonshineEncoder implements Workbench {

  private static final String WAVEFORM = "input_values";
  private static final String MASK = "attention_mask";
  private static final String HIDDEN_STATES = "last_hidden_state";
  private static final float FULL_SCALE = 32_768f;

  private final OnnxModel model;
  private final FloatTensor waveform = new FloatTensor(1, 0);
  private final LongTensor mask = new LongTensor(1, 0);

  /**
   * @param model of {@link #load}; stays the caller's
   */
  MoonshineEncoder(OnnxModel model) {
    this.model = model;
  }

  static OnnxModel load(Path file) {
    return OnnxModel.load(file, new Signature(Set.of(WAVEFORM, MASK), Set.of(HIDDEN_STATES)));
  }

  /**
   * Encodes 0.1 s or more of 16 kHz sound, and silence behind it.
   *
   * @param silence length of the silence in samples
   * @return one output, the hidden states; the caller closes it
   */
  OrtSession.Result encode(short[] samples, int start, int end, int silence) {
    int sound = end - start;
    int length = sound + silence;
    var values = waveform.reshape(1, length);
    var ones = mask.reshape(1, length);
    for (int i = 0; i < length; i++) {
      values.put(i, i < sound ? samples[start + i] / FULL_SCALE : 0);
      ones.put(i, 1);
    }
    return model.run(
        Map.of(WAVEFORM, waveform.onnx(), MASK, mask.onnx()), Set.of(HIDDEN_STATES), Map.of());
  }

  /** The mask of the sound encoded last, a one per sample; the decoder wants it too. */
  OnnxTensor mask() {
    return mask.onnx();
  }

  @Override
  public void close() {
    waveform.close();
    mask.close();
  }
}
