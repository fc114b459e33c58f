package org.talkspurt.dialog.reply;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Turns written US English into what is said on the telephone: "Nov 24 at 8:30 am, $49.50" becomes
 * "November twenty-fourth at eight thirty A M, forty-nine dollars and fifty cents".
 *
 * <p>The text is read once from left to right; where something begins, the first rule that knows it
 * says it. The spoken form holds Latin letters, apostrophes and hyphens inside words, spaces and
 * {@code . , : ; ? !}; normalising it again changes nothing.
 */
public final class TextNormalizer {

  /** Longest text in and out, in characters; the rest is left unsaid. */
  public static final int MAX_CHARACTERS = 4_000;

  /** A dropped symbol may bring two scraps together that mean something; sense settles at once. */
  private static final int MAX_PASSES = 4;

  /** Most special first: a date before a fraction, a price before a number. */
  private static final List<SpokenRule> RULES =
      Stream.of(
              WebWords.rules(),
              Abbreviations.rules(),
              DateWords.rules(),
              PhoneWords.rules(),
              FractionWords.rules(),
              TimeWords.rules(),
              MoneyWords.rules(),
              UnitWords.rules(),
              NumberRules.rules(),
              Initialisms.rules(),
              SymbolWords.rules())
          .flatMap(List::stream)
          .toList();

  private static final Pattern WORD = Pattern.compile("\\p{L}++(?:'\\p{L}++)*+");

  private TextNormalizer() {}

  /**
   * The spoken form.
   *
   * @param written anything; only its first {@link #MAX_CHARACTERS} are read
   * @return at most {@link #MAX_CHARACTERS}; empty if there is nothing to say
   */
  public static String spokenForm(String written) {
    String text = shorten(written);
    for (int pass = 0; pass < MAX_PASSES; pass++) {
      String spoken = shorten(Punctuation.tidy(speak(WrittenText.clean(text))));
      if (spoken.equals(text)) {
        break;
      }
      text = spoken;
    }
    return text;
  }

  private static String speak(String text) {
    var spoken = new SpokenForm(text.length() * 2);
    int at = 0;
    while (at < text.length() && spoken.length() <= MAX_CHARACTERS) {
      Match match = firstMatch(text, at);
      if (match != null) {
        spoken.appendWords(match.words());
        at = match.end();
        continue;
      }
      var word = WORD.matcher(text).region(at, text.length());
      int end = word.lookingAt() ? word.end() : at + 1;
      spoken.appendPlain(text.substring(at, end));
      at = end;
    }
    return spoken.toString();
  }

  private record Match(String words, int end) {}

  private static @Nullable Match firstMatch(String text, int at) {
    char first = text.charAt(at);
    if (first == ' ' || first == ',' || (at > 0 && isInsideRun(text.charAt(at - 1), first))) {
      return null;
    }
    for (SpokenRule rule : RULES) {
      var matcher =
          rule.written()
              .matcher(text)
              .region(at, text.length())
              .useTransparentBounds(true)
              .useAnchoringBounds(false);
      if (matcher.lookingAt()) {
        String words = rule.speaker().speak(new Occurrence(text, matcher.toMatchResult()));
        if (words != null) {
          return new Match(words, matcher.end());
        }
      }
    }
    return null;
  }

  private static boolean isInsideRun(char previous, char next) {
    return (Character.isLetter(previous) && Character.isLetter(next))
        || (Character.isDigit(previous) && Character.isDigit(next));
  }

  private static String shorten(String text) {
    if (text.length() <= MAX_CHARACTERS) {
      return text;
    }
    int end = text.lastIndexOf(' ', MAX_CHARACTERS);
    return text.substring(0, end > 0 ? end : MAX_CHARACTERS);
  }
}
