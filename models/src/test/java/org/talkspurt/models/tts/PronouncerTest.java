package org.talkspurt.models.tts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PronouncerTest {

  private static Pronouncer pronouncer;

  @BeforeAll
  static void load() {
    pronouncer =
        new Pronouncer(
            PronunciationDictionary.load(TestVoice.GOLD, TestVoice.SILVER),
            new UnknownWordPronouncer(SpellingModel.load(TestVoice.UNKNOWN_WORDS)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Sure, I can help you with that. | ʃˈʊɹ, aɪ kæn hˈɛlp juː wɪð ðˈæt.",
        // letters
        "an M R I at eight A M. | ɐn ˌɛmˌɑːɹˈaɪ æt ˈeɪt ˌeɪˈɛm.",
        "two M R I's | tˈuː ˌɛmˈɑːɹ ˈaɪz",
        "xqz | ˌɛkskjˌuːzˈiː",
        // function words
        "The apple, the pear. | ðɪ ˈæpəl, ðə pˈɛɹ.",
        "We want to eat, to go, what to? | wiː wˈɑːnt tʊ ˈiːt, tə ɡˌoʊ, wˌʌt tˈuː?",
        "A crown is a cap. | ə kɹˈaʊn ɪz ɐ kˈæp.",
        // two ways to say a word
        "We close at five. | wiː klˈoʊz æt fˈaɪv.",
        "It is close to the bank. | ɪt ɪz klˈoʊs tə ðə bˈæŋk.",
        "Please record it for the record. | plˈiːz ɹəkˈɔːɹd ɪt fɔːɹ ðə ɹˈɛkɚd.",
        "I used to use it. | aɪ jˈuːst tə jˈuːz ɪt.",
        "Polish your teeth. | pˈɑːlɪʃ jʊɹ tˈiːθ.",
        "the Polish dentist | ðə pˈoʊlɪʃ dˈɛntɪst",
        // sounds that a clause gives
        "Ask /ʃɪˈvɔːn/, please. | ˈæsk ʃɪˈvɔːn, plˈiːz.",
        "the /ˈeɪ/ and the /ˈbiː/ | ðɪ ˈeɪ ænd ðə ˈbiː",
        "/tʃɑːrlz/'s and /ʃɪˈvɔːn/'s | tʃɑːrlzᵻz ænd ʃɪˈvɔːnz",
        "[see-KWEL] is sequel | sikwˈɛl ɪz sˈiːkwəl",
        "[men do] | mˈɛn dˈuː",
        // endings, compounds and spellings
        "dentists' and dentist's | dˈɛntɪsts ænd dˈɛntɪsts",
        "invisaligned | ɪnvˈɪzəlˌaɪnd",
        "twenty-four follow-up | twˈɛnti fˈɔːɹ fˈɑːloʊˌʌp",
        "monday | mˈʌndˌeɪ",
        "INSURANCE | ɪnʃˈʊɹəns",
        "MetLife | mˈɛtlˈaɪf",
        "café | kæfˈeɪ",
        // digits should not come, but do no harm
        "4 2 | fˈɔːɹ tˈuː",
      })
  void writesWhatAnEspeakVoiceExpects(String spokenForm, String ipa) {
    assertThat(pronouncer.pronounce(spokenForm)).isEqualTo(ipa);
  }

  @Test
  void keepsOnePauseBetweenWords() {
    assertThat(pronouncer.pronounce("... Wait... what?!")).isEqualTo("wˈeɪt. wˌʌt?");
  }

  @Test
  void hasNothingToSayWithoutWords() {
    assertThat(pronouncer.pronounce("")).isEmpty();
    assertThat(pronouncer.pronounce(" ?! ,")).isEmpty();
    assertThat(pronouncer.pronounce("你好 😀 \u0301")).isEmpty();
  }

  @Test
  void readsAWordOfAnyLength() {
    assertThat(pronouncer.pronounce("ab".repeat(5_000))).isNotEmpty();
  }
}
