package org.talkspurt.models.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.talkspurt.models.TestModels;

/** The expected ids are those of the tokenizer that the model was trained with. */
class WordPiecesTest {

  private static final WordPieces PIECES =
      WordPieces.read(TestModels.file("minilm", "all-minilm-l6-v2-q-tokenizer.json"), 128);

  private static String ids(String text) {
    long[] ids = PIECES.ids(text);
    assertThat(ids[0]).isEqualTo(101);
    assertThat(ids[ids.length - 1]).isEqualTo(102);
    return String.join(
        " ", Arrays.stream(ids, 1, ids.length - 1).mapToObj(Long::toString).toArray(String[]::new));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '|',
      delimiter = ';',
      textBlock =
          """
          What time do you open tomorrow?; 2054 2051 2079 2017 2330 4826 1029
          I'd like;                        1045 1005 1040 2066
          don't ##ing;                     2123 1005 1056 1001 1001 13749
          $5.00 & 50%;                     1002 1019 1012 4002 1004 2753 1003
          foo_bar~baz;                     29379 1035 3347 1066 8670 2480
          Café déjà-vu naïve;              7668 2139 3900 1011 24728 15743
          ÅNGSTRÖM İstanbul;               17076 15687 9960
          I can’t “quote” — it…;           1045 2064 1521 1056 1523 14686 1524 1517 2009 1529
          unaffable;                       14477 20961 3468
          ß straße;                        1096 2358 27807
          日本語 text;                      1864 1876 1950 3793
          ΌΔΟΣ;                            1169 29722 29730 29733
          한국어;                           1469 30006 30021 29991 30014 30020 29999 30008
          😀 ok;                            100 7929
          """)
  void tokenizesAsTheModelWasTrained(String text, String expected) {
    assertThat(ids(text)).isEqualTo(expected);
  }

  @Test
  void seesAccentsHoweverTheyAreWritten() {
    assertThat(ids("e\u0301a")).isEqualTo(ids("\u00e9a")).isEqualTo("19413");
  }

  @Test
  void dropsInvisibleCharactersAndSplitsAtAllSpaces() {
    assertThat(ids("a\u200bb\u0000c\td")).isEqualTo("5925 1040");
    assertThat(ids("\ufeffhello\u00adthere")).isEqualTo("7592 12399 2063");
    assertThat(ids("\u3000wide\u2003space\n")).isEqualTo("2898 2686");
  }

  @Test
  void nothingIsStartAndEnd() {
    assertThat(PIECES.ids("")).containsExactly(101, 102);
    assertThat(PIECES.ids(" \t\ufffd")).containsExactly(101, 102);
  }

  @Test
  void takesWordOfMoreThanHundredCharactersAsUnknown() {
    assertThat(ids("x".repeat(101))).isEqualTo("100");
    assertThat(ids("x".repeat(100))).startsWith("22038 20348 ");
  }

  @Test
  void cutsWhatGoesBeyondLimit() {
    assertThat(PIECES.ids("hello ".repeat(126))).hasSize(128).endsWith(7592, 102);
    assertThat(PIECES.ids("hello ".repeat(5_000))).hasSize(128).endsWith(7592, 102);
  }

  @Test
  void doesNotLetTextControlTheModel() {
    assertThat(ids("[SEP] [UNK]")).isEqualTo("1031 19802 1033 1031 4895 2243 1033");
  }

  @Test
  void refusesOtherTokenizers() {
    assertThatThrownBy(() -> WordPieces.parse("{".getBytes(StandardCharsets.UTF_8), 128))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(
            () ->
                WordPieces.parse(
                    "{\"model\": {\"type\": \"BPE\"}}".getBytes(StandardCharsets.UTF_8), 128))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("WordPiece");
    assertThatThrownBy(
            () ->
                WordPieces.parse(
                    """
                    {"normalizer": {"lowercase": true},
                     "model": {"type": "WordPiece", "vocab": {"[CLS]": 1}}}
                    """
                        .getBytes(StandardCharsets.UTF_8),
                    128))
        .isInstanceOf(IOException.class)
        .hasMessage("no [SEP]");
  }
}
