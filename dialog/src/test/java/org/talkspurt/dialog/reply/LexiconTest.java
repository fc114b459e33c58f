package org.talkspurt.dialog.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LexiconTest {
  private final Lexicon lexicon =
      Lexicon.english(
          Map.of(
              "Siobhan", "/ʃɪˈvɔːn/",
              "Siobhan Lee", "shih-VAWN lay",
              "invisalign", "in-VIZ-uh-line",
              "Polish", "POH-lish",
              "Dr. Nguyen", "doctor WIN",
              "SQL", "sequel",
              "24/7", "round the clock"));

  private String said(String written) {
    return lexicon.apply(TextNormalizer.spokenForm(written));
  }

  @Test
  void replacesWordsByTheirSound() {
    assertThat(said("Ask for Siobhan, please.")).isEqualTo("Ask for /ʃɪˈvɔːn/, please.");
    assertThat(said("Siobhan's room")).isEqualTo("/ʃɪˈvɔːn/'s room");
    assertThat(said("Siobhanna and Mac-Siobhan")).isEqualTo("Siobhanna and Mac-Siobhan");
  }

  @Test
  void theLongestPhraseWins() {
    assertThat(said("Siobhan Lee is in.")).isEqualTo("[shih-VAWN lay] is in.");
  }

  @Test
  void matchesWhatTheNormalizerMakesOfWordAndText() {
    assertThat(said("Dr. Nguyen")).isEqualTo("[doctor WIN]");
    assertThat(said("open 24/7")).isEqualTo("open [round the clock]");
    assertThat(said("Do you use SQL?")).isEqualTo("Do you use [sequel]?");
  }

  @Test
  void lowerCaseStandsForAnyCaseAndCapitalsForThemselves() {
    assertThat(said("Invisalign or invisalign")).isEqualTo("[in-VIZ-uh-line] or [in-VIZ-uh-line]");
    assertThat(said("polish the Polish")).isEqualTo("polish the [POH-lish]");
    Lexicon both = Lexicon.english(Map.of("reading", "REE-ding", "Reading", "RED-ing"));
    assertThat(both.apply("Reading, reading, READING"))
        .isEqualTo("[RED-ing], [REE-ding], [REE-ding]");
  }

  @Test
  void withoutEntriesNothingChanges() {
    assertThat(Lexicon.english(Map.of()).apply("anything at all")).isEqualTo("anything at all");
  }

  @Test
  void writesIpaInTheVoicesSymbols() {
    assertThat(Lexicon.inline("/ˈɡɑr.sɪ.ə/")).isEqualTo("/ˈɡɑrsɪə/");
    assertThat(Lexicon.inline("/t͡ʃɝ gɪv/")).isEqualTo("/tʃɜː ɡɪv/");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/ʃ'vɔn/", "/a:b/", "/你/", "/b4/"})
  void namesTheSymbolThatTheVoiceLacks(String ipa) {
    assertThatThrownBy(() -> Lexicon.inline(ipa))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("expected IPA that the voice knows, found ")
        .hasMessageContaining("U+")
        .hasMessageEndingWith("in " + ipa);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "//", "/ˈ/", "a/b", "one 2", "[x]", "-x", "<b>"})
  void refusesWhatNobodyCanSay(String sound) {
    assertThatThrownBy(() -> Lexicon.inline(sound)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void historyKeepsTheWordAndTheCacheTellsTheSoundsApart() {
    Voice plain = Voice.english(new HummingVoice(), Runnable::run, new ClauseCache(1_000_000));
    Voice taught = plain.with(lexicon);
    Clause clause = taught.clauses("Siobhan is in.").getFirst();

    assertThat(clause.text()).isEqualTo("Siobhan is in.");
    assertThat(taught.speak(clause, 8_000).join()).isNotEmpty();
    assertThat(taught.cached(clause, 8_000)).isNotNull();
    assertThat(plain.cached(plain.clauses("Siobhan is in.").getFirst(), 8_000)).isNull();
  }
}
