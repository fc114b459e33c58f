package org.talkspurt.models.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OnnxTensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.talkspurt.models.TestModels;

class OnnxModelTest {

  private static final Signature SILERO =
      new Signature(Set.of("input", "state", "sr"), Set.of("output", "stateN"));

  @TempDir Path directory;

  @Test
  void runsIntoTensorsThatAreReusedFromRunToRun() {
    try (var model = OnnxModel.load(silero(), SILERO);
        var input = new FloatTensor(1, 576);
        var state = new FloatTensor(2, 1, 128);
        var rate = new LongTensor();
        var output = new FloatTensor(1, 1);
        var nextState = new FloatTensor(2, 1, 128)) {
      rate.buffer().put(0, 16_000);
      var inputs = Map.of("input", input.onnx(), "state", state.onnx(), "sr", rate.onnx());
      var outputs = Map.of("output", output.onnx(), "stateN", nextState.onnx());

      model.runInto(inputs, outputs);
      float silence = output.buffer().get(0);
      for (int i = 0; i < 576; i++) {
        input.buffer().put(i, i % 7 / 7f);
      }
      model.runInto(inputs, outputs);

      assertThat(silence).isBetween(0f, 0.5f);
      assertThat(output.buffer().get(0)).isBetween(0f, 1f).isNotEqualTo(silence);
      assertThat(nextState.buffer().get(0)).isNotZero();
    }
  }

  @Test
  void aPinnedRunEqualsAnAllocatingOne() throws Exception {
    try (var model = OnnxModel.load(silero(), SILERO);
        var input = new FloatTensor(1, 576);
        var state = new FloatTensor(2, 1, 128);
        var rate = new LongTensor();
        var output = new FloatTensor(1, 1)) {
      rate.buffer().put(0, 16_000);
      for (int i = 0; i < 576; i++) {
        input.buffer().put(i, (float) Math.sin(i * 0.1));
      }
      var inputs = Map.of("input", input.onnx(), "state", state.onnx(), "sr", rate.onnx());

      model.runInto(inputs, Map.of("output", output.onnx()));
      try (var result = model.run(inputs)) {
        var allocated = (OnnxTensor) result.get("output").orElseThrow();
        assertThat(allocated.getFloatBuffer().get(0)).isEqualTo(output.buffer().get(0));
      }
    }
  }

  @Test
  void namesTheMissingFile() {
    var file = directory.resolve("gone.onnx");

    assertThatThrownBy(() -> OnnxModel.load(file, SILERO))
        .isInstanceOf(OnnxModelException.class)
        .hasMessage("model " + file + ": no such readable file");
  }

  @Test
  void namesAFileThatIsNoModel() throws IOException {
    var file = Files.writeString(directory.resolve("page.onnx"), "<html>not found</html>");

    assertThatThrownBy(() -> OnnxModel.load(file, SILERO))
        .isInstanceOf(OnnxModelException.class)
        .hasMessageStartingWith("model " + file + ": not a model: ");
  }

  @Test
  void namesBothSignaturesWhenItIsAnotherModel() {
    var expected = new Signature(Set.of("input_ids"), Set.of("logits"));

    assertThatThrownBy(() -> OnnxModel.load(silero(), expected))
        .isInstanceOf(OnnxModelException.class)
        .hasMessage(
            "model %s: has [input, sr, state] → [output, stateN] (expected: [input_ids] →"
                + " [logits])",
            silero());
  }

  @Test
  void aWrongShapeIsAnExceptionAndTheModelGoesOn() {
    try (var model = OnnxModel.load(silero(), SILERO);
        var input = new FloatTensor(1, 576);
        var state = new FloatTensor(3, 1, 128);
        var rate = new LongTensor()) {
      rate.buffer().put(0, 16_000);
      assertThatThrownBy(
              () ->
                  model.run(
                      Map.of("input", input.onnx(), "state", state.onnx(), "sr", rate.onnx())))
          .isInstanceOf(OnnxModelException.class);

      state.reshape(2, 1, 128);
      model.run(Map.of("input", input.onnx(), "state", state.onnx(), "sr", rate.onnx())).close();
    }
  }

  @Test
  void aTensorKeepsItsMemoryWhenItShrinksAndItsContentWhenItsShapeStays() {
    try (var tensor = new FloatTensor(4, 8)) {
      tensor.buffer().put(0, 1);
      var wide = tensor.onnx();

      assertThat(tensor.reshape(4, 8).get(0)).isEqualTo(1);
      assertThat(tensor.onnx()).isSameAs(wide);
      assertThat(tensor.reshape(2, 8).remaining()).isEqualTo(16);
      assertThat(tensor.onnx().getInfo().getShape()).containsExactly(2, 8);
      assertThat(tensor.reshape(1, 0, 36).remaining()).isZero();
      assertThat(tensor.onnx().getInfo().getShape()).containsExactly(1, 0, 36);
    }
  }

  private static Path silero() {
    return TestModels.file("silero-vad", "silero_vad.onnx");
  }
}
