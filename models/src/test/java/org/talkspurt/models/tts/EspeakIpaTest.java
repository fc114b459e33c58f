package org.talkspurt.models.tts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EspeakIpaTest {

  @ParameterizedTest
  @CsvSource({
    "θˈɜɹɾi, θˈɜːɾi",
    "hˈɜɹi, hˈɜːɹi",
    "dˈɑktəɹ, dˈɑːktɚ",
    "kˈæməɹə, kˈæmɚɹə",
    "wi, wiː",
    "sˈɪɾi, sˈɪɾi",
    "tˈiθ, tˈiːθ",
    "idˈiə, idˈiə",
    "ʧˈInʤ, tʃˈaɪndʒ",
    "dˈɛntᵊl, dˈɛntəl",
    "jʊɹ, jʊɹ",
    "ɪnvˈYs, ɪnvˈɔɪs",
    "nˈu, nˈuː",
    "fˈɔɹ, fˈɔːɹ"
  })
  void writesLengthAndDiphthongs(String misaki, String espeak) {
    assertThat(EspeakIpa.fromMisaki(misaki)).isEqualTo(espeak);
  }
}
