package org.talkspurt.models.tts;

/**
 * Misaki's symbols to the IPA of espeak's en-us voice, which Piper voices were trained on: length
 * marks, diphthongs in two letters, and one letter for a vowel coloured by r.
 */
final class EspeakIpa {

  private static final String VOWELS = "AIOQWYaiuæɑɒɔəɛɜɪʊʌᵻᵊɐ";

  private EspeakIpa() {}

  static boolean isVowel(char misaki) {
    return VOWELS.indexOf(misaki) >= 0;
  }

  /** One word's sounds. */
  static String fromMisaki(String sounds) {
    var ipa = new StringBuilder(sounds.length() + 8);
    boolean severalVowels = sounds.chars().filter(c -> isVowel((char) c)).count() > 1;
    boolean stressed = false;
    for (int i = 0; i < sounds.length(); i++) {
      char sound = sounds.charAt(i);
      char next = i + 1 < sounds.length() ? sounds.charAt(i + 1) : ' ';
      boolean rColoured = next == 'ɹ' && (sound == 'ɜ' || sound == 'ə');
      if (rColoured) {
        ipa.append(sound == 'ɜ' ? "ɜː" : "ɚ");
        boolean vowelFollows = i + 2 < sounds.length() && isVowel(sounds.charAt(i + 2));
        i += vowelFollows ? 0 : 1;
      } else if (sound == 'i') {
        boolean shortened = (severalVowels && !stressed) || next == 'ə';
        ipa.append(shortened ? "i" : "iː");
      } else {
        ipa.append(letters(sound, next));
      }
      if (sound == 'ˈ' || sound == 'ˌ') {
        stressed = true;
      } else if (isVowel(sound)) {
        stressed = false;
      }
    }
    return ipa.toString();
  }

  private static String letters(char sound, char next) {
    return switch (sound) {
      case 'A' -> "eɪ";
      case 'I' -> "aɪ";
      case 'O' -> "oʊ";
      case 'W' -> "aʊ";
      case 'Y' -> "ɔɪ";
      case 'Q' -> "əʊ";
      case 'ʤ' -> "dʒ";
      case 'ʧ' -> "tʃ";
      case 'ᵊ' -> "ə";
      case 'T' -> "ɾ";
      case 'u' -> "uː";
      case 'ɑ' -> "ɑː";
      case 'ɔ' -> next == 'ɪ' ? "ɔ" : "ɔː";
      default -> String.valueOf(sound);
    };
  }
}
