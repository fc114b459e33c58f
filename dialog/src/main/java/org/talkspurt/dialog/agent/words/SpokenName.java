package org.talkspurt.dialog.agent.words;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A person's name as it was heard, capitalised. Letters that are spelled ("S M Y T H", "B as in
 * boy") mend the word they sound like.
 */
public final class SpokenName {

  private static final int MAX_WORDS = 5;

  /** Introduce a name wherever they stand. */
  private static final List<String> MARKERS =
      List.of(
          "my name is",
          "my names",
          "my name",
          "the name is",
          "the names",
          "name is",
          "name to",
          "under the name of",
          "under the name",
          "my last name is",
          "my first name is",
          "call me");

  /** Introduce a name where one was asked for. */
  private static final List<String> OPENINGS =
      List.of(
          "this is",
          "i am",
          "im",
          "it is",
          "its",
          "it would be",
          "thats",
          "put it under",
          "under",
          "for",
          "that would be",
          "make it",
          "make that",
          "last name",
          "first name");

  private static final Set<String> FILLERS =
      Set.of(
          "uh",
          "um",
          "er",
          "erm",
          "ah",
          "yes",
          "yeah",
          "yep",
          "sure",
          "ok",
          "okay",
          "well",
          "so",
          "please",
          "thanks",
          "thank",
          "you",
          "and",
          "hi",
          "hello",
          "oh",
          "spelled",
          "thats",
          "spell",
          "is",
          "with",
          "mister",
          "mr",
          "mrs",
          "ms",
          "miss",
          "doctor",
          "dr",
          "no",
          "wait",
          "weight",
          "actually",
          "sorry",
          "last",
          "first",
          "name");

  /** A sentence with one of these is no name. */
  private static final Set<String> NO_NAMES =
      Set.of(
          "what",
          "how",
          "why",
          "when",
          "where",
          "who",
          "which",
          "i",
          "you",
          "he",
          "she",
          "we",
          "they",
          "it",
          "do",
          "dont",
          "does",
          "are",
          "can",
          "cant",
          "could",
          "would",
          "the",
          "a",
          "an",
          "not",
          "want",
          "need",
          "know",
          "have",
          "there",
          "here",
          "about",
          "to",
          "of",
          "my",
          "your",
          "me",
          "did",
          "was",
          "be",
          "in",
          "on",
          "at",
          "if",
          "or",
          "but",
          "get",
          "appointment",
          "something",
          "nothing",
          "anything",
          "never",
          "mind",
          "repeat",
          "again",
          "pardon",
          "change",
          "number",
          "phone",
          "time",
          "day",
          "nope",
          "nah",
          "whatever",
          "none",
          "nobody",
          "hours",
          "minute",
          "second",
          "hold",
          "just",
          "help",
          "wrong",
          "right",
          "correct",
          "incorrect",
          "all",
          "everything",
          "that",
          "this",
          "good",
          "fine",
          "cancel",
          "meant",
          "mean",
          "said");

  private SpokenName() {}

  /**
   * The name said.
   *
   * @param expected whether a name was asked for; if not, only what follows "my name is" is taken
   */
  public static @Nullable String find(Words words, boolean expected) {
    int start = afterMarker(words, MARKERS);
    if (start < 0 && expected) {
      start = Math.max(0, afterMarker(words, OPENINGS));
    }
    return start < 0 ? null : nameFrom(words, start);
  }

  /**
   * The name after a correction: a single word takes the place of the one it resembles.
   *
   * @param known the name so far; may be empty
   */
  public static String amend(String known, String corrected) {
    if (corrected.indexOf(' ') > 0) {
      return corrected;
    }
    var names = new ArrayList<>(List.of(known.split(" ", -1)));
    return replaceSimilar(names, corrected) ? String.join(" ", names) : corrected;
  }

  private static int afterMarker(Words words, List<String> markers) {
    int start = -1;
    for (String marker : markers) {
      int at = words.indexOf(marker);
      if (at >= 0) {
        start = Math.max(start, at + marker.split(" ", -1).length);
      }
    }
    return start;
  }

  private static @Nullable String nameFrom(Words words, int start) {
    var names = new ArrayList<String>();
    var letters = new StringBuilder();
    for (int i = start; i < words.size(); i++) {
      String key = words.key(i);
      boolean gap = !words.hasWord(i) || (key.equals("and") && !names.isEmpty());
      if (gap && !names.isEmpty()) {
        break;
      }
      if (gap || FILLERS.contains(key)) {
        continue;
      }
      if (key.length() == 1 && Character.isLetter(key.charAt(0))) {
        letters.append(key);
        // "B as in boy"
        i += words.is(i + 1, "as") && words.is(i + 2, "in") ? 3 : words.is(i + 1, "for") ? 2 : 0;
        continue;
      }
      mend(names, letters);
      boolean number = !Character.isLetter(key.charAt(0)) || Numerals.cardinalAt(words, i) != null;
      if (number || NO_NAMES.contains(key)) {
        return null;
      }
      names.add(capitalised(words.text(i)));
    }
    mend(names, letters);
    boolean plausible = !names.isEmpty() && names.size() <= MAX_WORDS;
    return plausible ? String.join(" ", names) : null;
  }

  /** Puts the spelled word in the place of the one it resembles, else behind the others. */
  private static void mend(List<String> names, StringBuilder letters) {
    if (letters.length() == 1 && !names.isEmpty()) {
      // An initial: "John F Kennedy".
      names.add(letters.toString().toUpperCase(Locale.ROOT));
    } else if (letters.length() > 1) {
      String spelled = capitalised(letters.toString());
      boolean all = spelled.length() == letterCount(String.join("", names));
      if (all && names.size() > 1) {
        respell(names, letters.toString());
      } else if (!replaceSimilar(names, spelled)) {
        names.add(spelled);
      }
    }
    letters.setLength(0);
  }

  private static int letterCount(String name) {
    return name.replace("'", "").length();
  }

  /** First and last name spelled without a pause. */
  private static void respell(List<String> names, String letters) {
    int from = 0;
    for (int i = 0; i < names.size(); i++) {
      int to = from + letterCount(names.get(i));
      String spelled = letters.substring(from, to);
      if (!spelled.equalsIgnoreCase(names.get(i).replace("'", ""))) {
        names.set(i, capitalised(spelled));
      }
      from = to;
    }
  }

  private static boolean replaceSimilar(List<String> names, String spelled) {
    int best = -1;
    int bestDistance = spelled.length() / 2 + 1;
    for (int i = 0; i < names.size(); i++) {
      int distance = Spelling.distance(names.get(i), spelled);
      if (distance < bestDistance) {
        best = i;
        bestDistance = distance;
      }
    }
    if (best >= 0) {
      names.set(best, spelled);
    }
    return best >= 0;
  }

  private static String capitalised(String word) {
    String straight = word.replace('\u2019', '\'');
    boolean mixed =
        Character.isUpperCase(straight.charAt(0))
            && !straight.equals(straight.toUpperCase(Locale.ROOT));
    if (mixed) {
      return straight;
    }
    return List.of(straight.split("'", -1)).stream()
        .map(part -> part.isEmpty() ? part : first(part) + rest(part))
        .collect(Collectors.joining("'"));
  }

  private static String first(String part) {
    return part.substring(0, 1).toUpperCase(Locale.ROOT);
  }

  private static String rest(String part) {
    return part.substring(1).toLowerCase(Locale.ROOT);
  }
}
