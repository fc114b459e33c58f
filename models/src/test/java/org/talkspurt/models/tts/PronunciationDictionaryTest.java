package org.talkspurt.models.tts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PronunciationDictionaryTest {

  @TempDir private Path directory;

  private PronunciationDictionary dictionary(String gold, String silver) throws IOException {
    return PronunciationDictionary.load(
        Files.writeString(directory.resolve("gold.json"), gold),
        Files.writeString(directory.resolve("silver.json"), silver));
  }

  @Test
  void prefersTheCheckedDictionary() throws IOException {
    var dictionary = dictionary("{\"a\": \"A\", \"b\": \"B\"}", "{\"b\": \"x\", \"c\": \"C\"}");

    assertThat(dictionary.size()).isEqualTo(3);
    assertThat(dictionary.lookup("b", WordSense.DEFAULT)).isEqualTo("B");
    assertThat(dictionary.lookup("c", WordSense.DEFAULT)).isEqualTo("C");
  }

  @Test
  void knowsTheCaseOfWords() throws IOException {
    var dictionary = dictionary("{\"Polish\": \"pO\", \"polish\": \"pɑ\"}", "{}");

    assertThat(dictionary.lookup("Polish", WordSense.DEFAULT)).isEqualTo("pO");
    assertThat(dictionary.lookup("polish", WordSense.DEFAULT)).isEqualTo("pɑ");
    assertThat(dictionary.lookup("POLISH", WordSense.DEFAULT)).isNull();
  }

  @Test
  void choosesBySenseAndElseTheDefault() throws IOException {
    var dictionary =
        dictionary(
            "{\"use\": {\"NOUN\": \"jus\", \"DEFAULT\": \"juz\", \"VBD\": null, \"ODD\": \"x\"}}",
            "{}");

    assertThat(dictionary.lookup("use", WordSense.NOUN)).isEqualTo("jus");
    assertThat(dictionary.lookup("use", WordSense.VERB)).isEqualTo("juz");
    assertThat(dictionary.lookup("use", WordSense.PAST)).isEqualTo("juz");
  }

  @Test
  void leavesOutWhatNobodyCanLookUp() throws IOException {
    var dictionary =
        dictionary("{\"né\": \"nA\", \"\": \"x\", \"n\": null, \"AD\": {\"NOUN\": null}}", "{}");

    assertThat(dictionary.size()).isZero();
    assertThat(dictionary.lookup("né", WordSense.DEFAULT)).isNull();
    assertThat(dictionary.lookup("", WordSense.DEFAULT)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{\"a\": 5}", "{\"a\": \"x\"", "{\"a\": [\"x\"]}", "nonsense"})
  void namesAFileOfAnotherForm(String content) {
    assertThatThrownBy(() -> dictionary("{}", content))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("silver.json");
  }

  @Test
  void holdsTheWholeLanguageInLittleMemory() {
    var dictionary = PronunciationDictionary.load(TestVoice.GOLD, TestVoice.SILVER);

    assertThat(dictionary.size()).isGreaterThan(180_000);
    assertThat(dictionary.lookup("appointment", WordSense.DEFAULT)).isEqualTo("əpˈYntmənt");
    assertThat(dictionary.lookup("record", WordSense.VERB)).isEqualTo("ɹəkˈɔɹd");
    assertThat(dictionary.lookup("zzzz", WordSense.DEFAULT)).isNull();
  }
}
