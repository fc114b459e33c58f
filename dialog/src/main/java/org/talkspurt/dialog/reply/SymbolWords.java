package org.talkspurt.dialog.reply;

import java.util.List;

/** Single characters that are said as words, and the slash between words. */
final class SymbolWords {

  private SymbolWords() {}

  static List<SpokenRule> rules() {
    return List.of(
        said("&", "and"),
        said("@", "at"),
        said("%", "percent"),
        said("=", "equals"),
        said("°", "degrees"),
        said("×", "times"),
        said("÷", "divided by"),
        said("±", "plus or minus"),
        SpokenRule.of("\\+(?!\\+)", _ -> "plus"),
        SpokenRule.of("<(?=\\s?[$\\d])", _ -> "less than"),
        SpokenRule.of(">(?=\\s?[$\\d])", _ -> "more than"),
        SpokenRule.of("(?<=\\p{L})/or(?!\\p{L})", _ -> "or"),
        SpokenRule.of("(?<=\\p{L})\\s?/\\s?(?=\\p{L})", _ -> "or"));
  }

  /** What a character is called where all of a text is read out; empty: nothing. */
  static String name(char symbol) {
    return switch (symbol) {
      case '@' -> "at";
      case '.' -> "dot";
      case '-' -> "dash";
      case '_' -> "underscore";
      case '/' -> "slash";
      case '+' -> "plus";
      case '#' -> "pound";
      case '*' -> "star";
      default -> "";
    };
  }

  private static SpokenRule said(String symbol, String word) {
    return SpokenRule.of(symbol, _ -> word);
  }
}
