package org.talkspurt.models.tts;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A clause taken apart into words, letters to be spelled, and pauses. */
final class ClauseTokens {

  /** What a token is. */
  enum Kind {
    WORD,
    /** Letters said by name, as in "M R I". */
    LETTERS,
    /** Between slashes, with its ending if it has one. */
    IPA,
    /** Syllables between brackets, the stressed ones in capitals; with its ending, too. */
    RESPELLING,
    PAUSE
  }

  /**
   * @param text ASCII letters and apostrophes where the language allows; one punctuation mark; or
   *     what the clause gives as the sound
   */
  record Token(String text, Kind kind) {}

  private static final Pattern TOKEN =
      Pattern.compile(
          "/[^/]+/(?:'s)?|\\[[^\\]]+](?:'s)?|[\\p{IsLatin}\\p{M}]++(?:['’-][\\p{IsLatin}\\p{M}]++)*+|\\d|[.,:;?!]");
  private static final Pattern ACCENT = Pattern.compile("\\p{M}");
  private static final String[] DIGITS = {
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"
  };

  /** Letters are run together like a word's syllables up to here; more are said one by one. */
  private static final int LONGEST_INITIALISM = 4;

  private final List<Token> tokens = new ArrayList<>();

  private ClauseTokens() {}

  /**
   * @param known whether a compound with hyphens is a word of its own
   */
  static List<Token> of(String spokenForm, Predicate<String> known) {
    var clause = new ClauseTokens();
    List<String> scraps =
        TOKEN
            .matcher(spokenForm)
            .results()
            .map(match -> isGiven(match.group()) ? match.group() : plain(match.group()))
            .filter(scrap -> !scrap.isEmpty())
            .toList();
    for (int i = 0; i < scraps.size(); i++) {
      String scrap = scraps.get(i);
      if (isGiven(scrap)) {
        clause.tokens.add(new Token(scrap, scrap.startsWith("/") ? Kind.IPA : Kind.RESPELLING));
      } else if (".,:;?!".contains(scrap)) {
        clause.addPause(scrap);
      } else if (Character.isDigit(scrap.charAt(0))) {
        clause.addWord(DIGITS[Character.digit(scrap.charAt(0), 10)]);
      } else if (isLetterName(scraps, i)) {
        clause.addLetter(scrap.toUpperCase(Locale.ROOT), i > 0 && isLetterName(scraps, i - 1));
      } else if (scrap.indexOf('-') >= 0 && !known.test(scrap)) {
        for (String part : scrap.split("-", -1)) {
          clause.addWord(part);
        }
      } else {
        clause.addWord(scrap);
      }
    }
    return clause.tokens;
  }

  /** Whether it says itself how it sounds. */
  private static boolean isGiven(String scrap) {
    return scrap.startsWith("/") || scrap.startsWith("[");
  }

  private static String plain(String scrap) {
    String letters = Normalizer.normalize(scrap, Normalizer.Form.NFD);
    return ACCENT.matcher(letters).replaceAll("").replace('’', '\'');
  }

  private void addPause(String mark) {
    if (!tokens.isEmpty() && tokens.getLast().kind() != Kind.PAUSE) {
      tokens.add(new Token(mark, Kind.PAUSE));
    }
  }

  private void addWord(String word) {
    if (!word.isEmpty()) {
      tokens.add(new Token(word, Kind.WORD));
    }
  }

  private void addLetter(String letter, boolean continues) {
    Token last = tokens.isEmpty() ? null : tokens.getLast();
    if (continues
        && last != null
        && last.kind() == Kind.LETTERS
        && last.text().length() < LONGEST_INITIALISM) {
      tokens.set(tokens.size() - 1, new Token(last.text() + letter, Kind.LETTERS));
    } else {
      tokens.add(new Token(letter, Kind.LETTERS));
    }
  }

  /** "I" and "a" are words unless they stand among letters, as in "A M" or "P P O". */
  private static boolean isLetterName(List<String> scraps, int at) {
    String scrap = scraps.get(at);
    if (scrap.length() != 1 || !Character.isLetter(scrap.charAt(0))) {
      return false;
    }
    if (!scrap.equals("I") && !scrap.equalsIgnoreCase("a")) {
      return true;
    }
    return Character.isUpperCase(scrap.charAt(0))
        && (isCapital(scraps, at - 1) || isCapital(scraps, at + 1));
  }

  private static boolean isCapital(List<String> scraps, int at) {
    return at >= 0
        && at < scraps.size()
        && scraps.get(at).length() == 1
        && Character.isUpperCase(scraps.get(at).charAt(0));
  }

  /** The word at {@code at} in lower case; null where a pause or the end is. */
  static @Nullable String word(List<Token> tokens, int at) {
    return at < 0 || at >= tokens.size() || tokens.get(at).kind() == Kind.PAUSE
        ? null
        : tokens.get(at).text().toLowerCase(Locale.ROOT);
  }
}
