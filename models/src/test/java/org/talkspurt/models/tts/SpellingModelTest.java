package org.talkspurt.models.tts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingModelTest {

  private static SpellingModel model;

  @BeforeAll
  static void load() {
    model = SpellingModel.load(TestVoice.UNKNOWN_WORDS);
  }

  /** As the model's reference in NumPy has it. */
  @ParameterizedTest
  @CsvSource({
    "superapology, sˌupəɹəpˈɑləʤi",
    "reflair, ɹᵻflˈɛɹ",
    "Kowalczyk, kˌWəlʤˈɪks",
    "xyzzy, zˈɪzi",
    "brzezinski, bzɑzˈinski",
    "nguyen, ɪŋɡˈIən",
    "Cigna, sˈɪɡnə"
  })
  void agreesWithItsReference(String word, String sounds) {
    assertThat(model.pronounce(word)).isEqualTo(sounds);
  }

  @Test
  void endsWithWordsThatAreNone() {
    assertThat(model.pronounce("z".repeat(model.maxLetters()))).hasSizeLessThan(64);
    assertThat(model.pronounce("é¥\u0000")).hasSizeLessThan(64);
    assertThat(model.pronounce("")).hasSizeLessThan(64);
  }

  @Test
  void namesAFileOfAnotherForm(@TempDir Path directory) throws IOException {
    var file = Files.writeString(directory.resolve("model.npz"), "nothing");

    assertThatThrownBy(() -> SpellingModel.load(file))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("model.npz");
  }

  @Test
  void cachesAndCutsUnknownWords() {
    var unknownWords = new UnknownWordPronouncer(model);

    assertThat(unknownWords.pronounce("reflair"))
        .isSameAs(unknownWords.pronounce("reflair"))
        .isEqualTo("ɹᵻflˈɛɹ");
    assertThat(unknownWords.pronounce("ab".repeat(1_000))).isNotEmpty();
  }
}
