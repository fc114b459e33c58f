package org.talkspurt.models.tts;

import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Sounds that a clause gives itself: IPA between slashes, or syllables between brackets. */
final class GivenSounds {
  private static final Pattern STRESS = Pattern.compile("[ˈˌ]");

  private static final String IPA_VOWELS = "aeiouyæœøɐɑɒɔɘəɚɛɜɞɤɨɪɯɵɶʉʊʌʏᵻε";

  private GivenSounds() {}

  /**
   * @param given {@code /ʃɪˈvɔːn/}, perhaps with {@code 's}
   */
  static String ofIpa(String given) {
    int end = given.lastIndexOf('/');
    return withEnding(given.substring(1, end), given.substring(end + 1), "ᵻz");
  }

  /**
   * Misaki symbols.
   *
   * @param given {@code [shih-VAWN]}, perhaps with {@code 's}: a hyphen parts syllables, a space
   *     words; without capitals each is stressed as the word that it would be
   * @param word the sounds of a syllable, taken for a word
   */
  static String ofSyllables(String given, UnaryOperator<String> word) {
    int end = given.lastIndexOf(']');
    String text = given.substring(1, end);
    boolean capitals = !text.equals(text.toLowerCase(Locale.ROOT));
    var sounds = new StringBuilder();
    for (String syllable : text.split("(?<= )|-", -1)) {
      String said = word.apply(syllable.strip().toLowerCase(Locale.ROOT));
      if (capitals) {
        boolean stressed =
            syllable.strip().length() > 1 && syllable.equals(syllable.toUpperCase(Locale.ROOT));
        said = STRESS.matcher(said).replaceAll("");
        said = stressed ? stress(said) : said;
      }
      sounds.append(said).append(syllable.endsWith(" ") ? " " : "");
    }
    return withEnding(sounds.toString(), given.substring(end + 1), "əz");
  }

  /** What a word before it asks of IPA: a symbol that is a vowel or none, as it opens. */
  static String opening(String ipa) {
    String sounds = STRESS.matcher(ipa).replaceAll("");
    return !sounds.isEmpty() && IPA_VOWELS.indexOf(sounds.charAt(0)) >= 0 ? "ə" : "x";
  }

  /** espeak's stress stands in front of the vowel. */
  private static String stress(String sounds) {
    int vowel = 0;
    while (vowel < sounds.length() && !EspeakIpa.isVowel(sounds.charAt(vowel))) {
      vowel++;
    }
    return sounds.substring(0, vowel) + "ˈ" + sounds.substring(vowel);
  }

  private static String withEnding(String sounds, String ending, String afterSibilant) {
    if (ending.isEmpty() || sounds.isEmpty()) {
      return sounds;
    }
    char last = sounds.charAt(sounds.length() - 1);
    if ("szʃʒʧʤ".indexOf(last) >= 0) {
      return sounds + afterSibilant;
    }
    return sounds + ("ptkfθ".indexOf(last) >= 0 ? "s" : "z");
  }
}
