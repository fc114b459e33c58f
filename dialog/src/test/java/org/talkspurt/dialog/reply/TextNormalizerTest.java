package org.talkspurt.dialog.reply;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TextNormalizerTest {

  @ParameterizedTest
  @MethodSource("spokenForms")
  void saysWhatIsWritten(String written, String spoken) {
    assertThat(TextNormalizer.spokenForm(written)).isEqualTo(spoken);
  }

  static Stream<Arguments> spokenForms() {
    var table = TextNormalizerTest.class.getResourceAsStream("spoken-forms.txt");
    try (var reader =
        new BufferedReader(
            new InputStreamReader(Objects.requireNonNull(table), StandardCharsets.UTF_8))) {
      return reader
          .lines()
          .filter(line -> !line.startsWith("//"))
          .map(line -> line.split(" => ", -1))
          .map(parts -> Arguments.of(parts[0].replace("\\n", "\n"), parts[1]))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Property(tries = 2_000)
  void leavesOnlySpeakableCharacters(@ForAll("writings") String written) {
    assertThat(TextNormalizer.spokenForm(written)).matches("(?:[\\p{IsLatin}'.,:;?! -])*");
  }

  @Property(tries = 2_000)
  void changesNothingTheSecondTime(@ForAll("writings") String written) {
    String spoken = TextNormalizer.spokenForm(written);
    assertThat(TextNormalizer.spokenForm(spoken)).isEqualTo(spoken);
  }

  @Property(tries = 500)
  void takesAnyCharacters(@ForAll String written) {
    assertThat(TextNormalizer.spokenForm(written))
        .hasSizeLessThanOrEqualTo(TextNormalizer.MAX_CHARACTERS);
  }

  /** Scraps of what the rules know, in any order and spacing. */
  @Provide
  Arbitrary<String> writings() {
    var scraps =
        Arbitraries.of(
            "Dr", "St", "No", "Mr", "e.g", "a.m", "pm", "Nov", "May", "Sat", "Main", "We", "the",
            "MRI", "OK", "U.S", "www", "com", "info", "it's", "O'Neil", "w/o", "min", "oz", "ext",
            "k", "th", "st", "é", "ñ", "x", "s", "12", "5", "24", "2026", "555", "0142", "00",
            "1,200", "½", "٣", "$", "€", "%", "°F", "#", "@", "&", "+", "-", "–", "—", "/", ":",
            ".", ",", "...", "?", "!", "'", "’", "(", ")", "[", "](", "<b>", "*", "_", "~", "<",
            ">", "\n", "\t", " ", " ", " ", "😀", "你", "\u0301", "\u00ad", "\u0000");
    return scraps.list().ofMaxSize(14).map(parts -> String.join("", parts));
  }

  @Test
  void boundsWhatItReadsAndSays() {
    assertThat(TextNormalizer.spokenForm("1 ".repeat(100_000)))
        .hasSizeBetween(TextNormalizer.MAX_CHARACTERS - 10, TextNormalizer.MAX_CHARACTERS);
    assertThat(TextNormalizer.spokenForm("7".repeat(100_000)))
        .hasSizeLessThanOrEqualTo(TextNormalizer.MAX_CHARACTERS);
  }

  @Test
  void saysNothingForNothing() {
    assertThat(TextNormalizer.spokenForm("")).isEmpty();
    assertThat(TextNormalizer.spokenForm(" \n\t")).isEmpty();
    assertThat(TextNormalizer.spokenForm("... ?! --")).isEmpty();
  }
}
