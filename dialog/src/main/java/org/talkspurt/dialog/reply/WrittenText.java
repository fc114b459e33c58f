package org.talkspurt.dialog.reply;

import java.text.Normalizer;
import java.util.Map;
import java.util.regex.Pattern;

/** Brings whatever somebody wrote to plain characters: no markup, no look-alikes, no controls. */
final class WrittenText {

  private static final Pattern TAG = Pattern.compile("<[/!?]?[A-Za-z][^<>]{0,400}>");
  private static final Pattern LINK =
      Pattern.compile("!?\\[([^\\[\\]]{0,400})]\\([^()\\s]{0,400}\\)");
  private static final Pattern BULLET = Pattern.compile("(?m)^\\s{0,8}(?:[-*+•·]|#{1,6})\\s+");
  private static final Pattern LINE_END = Pattern.compile("(?<=[\\p{L}\\d)])\\s*\\R\\s*(?=\\S)");
  private static final Pattern VULGAR_FRACTION = Pattern.compile("(?<=\\d)(?=[¼½¾⅐-⅞])");
  private static final Map<String, String> ENTITIES =
      Map.of("&amp;", "&", "&nbsp;", " ", "&lt;", " ", "&gt;", " ", "&quot;", " ", "&#39;", "'");

  private WrittenText() {}

  /**
   * @param text anything
   * @return NFKC text of Latin letters, ASCII digits, spaces and symbols
   */
  static String clean(String text) {
    String plain = text;
    for (var entity : ENTITIES.entrySet()) {
      plain = plain.replace(entity.getKey(), entity.getValue());
    }
    plain = TAG.matcher(plain).replaceAll(" ");
    plain = LINK.matcher(plain).replaceAll("$1");
    plain = BULLET.matcher(plain).replaceAll("");
    plain = LINE_END.matcher(plain).replaceAll(". ");
    plain = VULGAR_FRACTION.matcher(plain).replaceAll(" ");
    plain = Normalizer.normalize(plain, Normalizer.Form.NFKC);
    var clean = new StringBuilder(plain.length());
    plain.codePoints().forEach(character -> append(clean, character));
    return clean.toString();
  }

  private static void append(StringBuilder clean, int character) {
    switch (Character.getType(character)) {
      case Character.UPPERCASE_LETTER,
          Character.LOWERCASE_LETTER,
          Character.OTHER_LETTER,
          Character.MODIFIER_LETTER,
          Character.TITLECASE_LETTER -> {
        boolean latin = Character.UnicodeScript.of(character) == Character.UnicodeScript.LATIN;
        clean.appendCodePoint(latin && Character.isBmpCodePoint(character) ? character : ' ');
      }
      case Character.DECIMAL_DIGIT_NUMBER ->
          clean.append((char) ('0' + Character.digit(character, 10)));
      // Soft hyphens, joiners and marks sit inside words; dropping them keeps the word whole.
      case Character.FORMAT,
          Character.NON_SPACING_MARK,
          Character.ENCLOSING_MARK,
          Character.COMBINING_SPACING_MARK -> {}
      default -> clean.append(symbol(character));
    }
  }

  private static String symbol(int character) {
    return switch (character) {
      case '‘', '’', 'ʼ', '`', '´' -> "'";
      case '–', '−', '‐', '‑', '‒', '-' -> "-";
      case '—', '―' -> ", ";
      case '(', ')', '[', ']', '{', '}' -> String.valueOf((char) character);
      case '⁄', '/' -> "/";
      case '.',
          ',',
          ':',
          ';',
          '?',
          '!',
          '$',
          '€',
          '£',
          '¢',
          '%',
          '&',
          '@',
          '#',
          '+',
          '=',
          '°',
          '×',
          '÷',
          '±',
          '<',
          '>',
          '~',
          '\'',
          '_' ->
          String.valueOf((char) character);
      default -> " ";
    };
  }
}
