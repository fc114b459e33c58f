package org.talkspurt.models.tts;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Regular endings: a word that the dictionary lacks is often one that it has, with -s, -'s, -ed,
 * -ing, -er or -ly behind it.
 */
final class WordEndings {

  private static final String VOICELESS = "ptkfθ";
  private static final String SIBILANTS = "szʃʒʧʤ";
  private static final String VOWEL_SOUNDS = "AIOWYiuæɑəɛɪɹʊʌ";
  private static final int SHORTEST_STEM = 2;

  private WordEndings() {}

  /**
   * The sounds of {@code word} by its stem.
   *
   * @param word lower case but for a capital at its start
   * @param stems looks up a stem, null if it is unknown
   */
  static @Nullable String pronounce(String word, Function<String, @Nullable String> stems) {
    if (word.endsWith("s'")) {
      return stems.apply(word.substring(0, word.length() - 1));
    }
    if (word.endsWith("'s")) {
      return plural(stems.apply(cut(word, 2)));
    }
    if (word.endsWith("s") && !word.endsWith("ss")) {
      return plural(firstKnown(stems, stemsOfPlural(word)));
    }
    if (word.endsWith("ed")) {
      return past(firstKnown(stems, stemsOf(word, "ed")));
    }
    if (word.endsWith("ing")) {
      return gerund(firstKnown(stems, stemsOf(word, "ing")));
    }
    if (word.endsWith("er")) {
      return with(firstKnown(stems, stemsOf(word, "er")), "əɹ");
    }
    if (word.endsWith("ly")) {
      return with(firstKnown(stems, List.of(cut(word, 2))), "li");
    }
    return null;
  }

  private static List<String> stemsOfPlural(String word) {
    List<String> stems = new ArrayList<>();
    stems.add(cut(word, 1));
    if (word.endsWith("ies")) {
      stems.add(cut(word, 3) + "y");
    } else if (word.endsWith("es")) {
      stems.add(cut(word, 2));
    }
    return stems;
  }

  /** "booked" → book; "moved" → move; "stopped" → stop; "tried" → try. */
  private static List<String> stemsOf(String word, String ending) {
    String stem = cut(word, ending.length());
    List<String> stems = new ArrayList<>();
    stems.add(stem);
    stems.add(stem + "e");
    int length = stem.length();
    if (length > SHORTEST_STEM && stem.charAt(length - 1) == stem.charAt(length - 2)) {
      stems.add(cut(stem, 1));
    }
    if (stem.endsWith("i")) {
      stems.add(cut(stem, 1) + "y");
    }
    return stems;
  }

  private static String cut(String word, int characters) {
    return word.substring(0, word.length() - characters);
  }

  private static @Nullable String firstKnown(
      Function<String, @Nullable String> stems, List<String> candidates) {
    for (String candidate : candidates) {
      String sounds = candidate.length() < SHORTEST_STEM ? null : stems.apply(candidate);
      if (sounds != null) {
        return sounds;
      }
    }
    return null;
  }

  static @Nullable String plural(@Nullable String stem) {
    if (stem == null || stem.isEmpty()) {
      return null;
    }
    char last = stem.charAt(stem.length() - 1);
    if (VOICELESS.indexOf(last) >= 0) {
      return stem + "s";
    }
    return stem + (SIBILANTS.indexOf(last) >= 0 ? "ᵻz" : "z");
  }

  private static @Nullable String past(@Nullable String stem) {
    if (stem == null || stem.isEmpty()) {
      return null;
    }
    char last = stem.charAt(stem.length() - 1);
    if (last == 't' || last == 'd') {
      return flapped(stem) + "ᵻd";
    }
    return stem + ("pkfθʃsʧ".indexOf(last) >= 0 ? "t" : "d");
  }

  private static @Nullable String gerund(@Nullable String stem) {
    return stem == null ? null : flapped(stem) + "ɪŋ";
  }

  private static @Nullable String with(@Nullable String stem, String ending) {
    return stem == null ? null : flapped(stem) + ending;
  }

  /** American t between vowels: "wait" but "waiting" with ɾ. */
  private static String flapped(String stem) {
    int length = stem.length();
    boolean flap =
        length > 1
            && stem.charAt(length - 1) == 't'
            && VOWEL_SOUNDS.indexOf(stem.charAt(length - 2)) >= 0;
    return flap ? cut(stem, 1) + "ɾ" : stem;
  }
}
