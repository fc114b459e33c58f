package org.talkspurt.models.tts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordEndingsTest {

  private static final Map<String, String> STEMS =
      Map.of(
          "book",
          "bˈʊk",
          "move",
          "mˈuv",
          "wait",
          "wˈAt",
          "stop",
          "stˈɑp",
          "try",
          "tɹˈI",
          "fix",
          "fˈɪks",
          "dentist",
          "dˈɛntɪst",
          "plan",
          "plˈæn",
          "add",
          "ˈæd",
          "kind",
          "kˈInd");

  private static String pronounce(String word) {
    return WordEndings.pronounce(word, STEMS::get);
  }

  @ParameterizedTest
  @CsvSource({
    "books, bˈʊks",
    "moves, mˈuvz",
    "fixes, fˈɪksᵻz",
    "tries, tɹˈIz",
    "dentist's, dˈɛntɪsts",
    "booked, bˈʊkt",
    "moved, mˈuvd",
    "waited, wˈAɾᵻd",
    "added, ˈædᵻd",
    "stopped, stˈɑpt",
    "tried, tɹˈId",
    "booking, bˈʊkɪŋ",
    "moving, mˈuvɪŋ",
    "waiting, wˈAɾɪŋ",
    "planning, plˈænɪŋ",
    "planner, plˈænəɹ",
    "kindly, kˈIndli"
  })
  void addsTheEndingToTheStem(String word, String sounds) {
    assertThat(pronounce(word)).isEqualTo(sounds);
  }

  @Test
  void knowsNoStemWithoutOne() {
    assertThat(pronounce("ing")).isNull();
    assertThat(pronounce("s")).isNull();
    assertThat(pronounce("'s")).isNull();
    assertThat(pronounce("boss")).isNull();
    assertThat(pronounce("thing")).isNull();
    assertThat(pronounce("book")).isNull();
  }
}
