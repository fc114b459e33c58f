package org.talkspurt.models.tts;

import org.jspecify.annotations.Nullable;

/** Small words whose sounds depend on what follows. */
final class FunctionWords {

  private FunctionWords() {}

  /**
   * The sounds of a function word in running speech.
   *
   * @param word lower case
   * @param opensClause whether nothing stands before it
   * @param next first sounds of the next word in the clause, null at its end
   * @return null for any other word
   */
  static @Nullable String pronounce(String word, boolean opensClause, @Nullable String next) {
    return switch (word) {
      // Where nothing runs into it, the opener ɐ of the voice is easily heard as "I".
      case "a" -> opensClause ? "ə" : "ɐ";
      case "an" -> "ɐn";
      case "the" -> next != null && startsWithVowel(next) ? "ðɪ" : "ðə";
      case "to" -> {
        if (next == null) {
          yield "tˈu";
        }
        yield startsWithVowel(next) ? "tʊ" : "tə";
      }
      case "i" -> next == null ? "ˈI" : "I";
      case "that" -> next == null ? "ðˈæt" : null;
      case "in" -> next == null ? "ˈɪn" : "ɪn";
      default -> null;
    };
  }

  private static boolean startsWithVowel(String sounds) {
    for (int i = 0; i < sounds.length(); i++) {
      char sound = sounds.charAt(i);
      if (sound != 'ˈ' && sound != 'ˌ') {
        return EspeakIpa.isVowel(sound);
      }
    }
    return false;
  }
}
