package org.talkspurt.models.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.talkspurt.dialog.spi.SentenceEmbedder;
import org.talkspurt.models.TestModels;
import org.talkspurt.models.onnx.OnnxModelException;

class MiniLmEmbedderTest {

  /**
   * The model's 8-bit arithmetic rounds differently on different processors and releases of the
   * runtime: 0.007 were seen.
   */
  private static final float ROUNDING = 0.02f;

  private static final Path MODEL = TestModels.file("minilm", "all-minilm-l6-v2-q.onnx");
  private static final Path TOKENIZER =
      TestModels.file("minilm", "all-minilm-l6-v2-q-tokenizer.json");

  private static SentenceEmbedder embedder;

  @BeforeAll
  static void load() {
    embedder = MiniLmEmbedder.load(MODEL, TOKENIZER);
  }

  @AfterAll
  static void close() {
    embedder.close();
  }

  private static float likeness(String a, String b) {
    return product(embedder.embed(a), embedder.embed(b));
  }

  private static float product(float[] a, float[] b) {
    float sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '|',
      textBlock =
          """
          When are you open?;                 What time do you open tomorrow?;   0.7819
          How much does a cleaning cost?;     What is the price of a cleaning?;  0.9426
          Where can I park my car?;           I'd like to book an appointment.;  0.1859
          I can't come on Thursday, I'm ill.; Please cancel my appointment.;     0.2857
          Do you accept dental insurance?;    Café Zürich, 8 o'clock;            0.0338
          """)
  void likenessIsThatOfTheReference(String a, String b, float expected) {
    assertThat(likeness(a, b)).isCloseTo(expected, within(ROUNDING));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          When do you close on Friday?;      What time do you open tomorrow?
          What do you charge for whitening?; How much does a cleaning cost?
          Is there parking nearby?;          Where can I park my car?
          I want to make an appointment;     Please book an appointment.
          let me talk to a human;            Can I speak to a real person, please?
          """)
  void nearestSentenceMeansTheSame(String question, String expected) {
    var examples =
        List.of(
            "What time do you open tomorrow?",
            "How much does a cleaning cost?",
            "Where can I park my car?",
            "Please book an appointment.",
            "Can I speak to a real person, please?");

    var nearest = examples.stream().max(Comparator.comparing(e -> likeness(question, e)));

    assertThat(nearest).contains(expected);
  }

  @ParameterizedTest
  @CsvSource({"Hello there", "''", "😀😀", "a"})
  void everyVectorHasLengthOne(String sentence) {
    float[] vector = embedder.embed(sentence);

    assertThat(vector).hasSize(384);
    assertThat(product(vector, vector)).isCloseTo(1, within(1e-5f));
  }

  @Test
  void caseAndAccentsDoNotMatter() {
    assertThat(embedder.embed("CAFÉ déjà-vu")).isEqualTo(embedder.embed("cafe deja-vu"));
  }

  @Test
  void readsNoMoreThanTheModelCan() {
    assertThat(embedder.embed("hello ".repeat(126)))
        .isEqualTo(embedder.embed("hello ".repeat(100_000)));
  }

  @Test
  void callsBesideEachOtherDoNotMix() throws Exception {
    var question = "Is there parking nearby?";
    float[] expected = embedder.embed(question);
    Callable<float[]> same = () -> embedder.embed(question);
    Callable<float[]> other = () -> embedder.embed("How much does a cleaning cost?");

    try (var pool = Executors.newFixedThreadPool(4)) {
      var results =
          pool.invokeAll(
              Collections.nCopies(25, List.of(same, other)).stream()
                  .flatMap(List::stream)
                  .toList());

      for (int i = 0; i < results.size(); i += 2) {
        assertThat(results.get(i).get()).isEqualTo(expected);
        assertThat(results.get(i + 1).get()).isNotEqualTo(expected);
      }
    }
  }

  @Test
  void saysWhichModelIsNotThere() {
    assertThatThrownBy(() -> MiniLmEmbedder.load(Path.of("no-such-model.onnx"), TOKENIZER))
        .isInstanceOf(OnnxModelException.class)
        .hasMessageContaining("no-such-model.onnx");
    assertThatThrownBy(() -> MiniLmEmbedder.load(MODEL, Path.of("no-such-tokenizer.json")))
        .hasMessageContaining("no-such-tokenizer.json");
  }
}
