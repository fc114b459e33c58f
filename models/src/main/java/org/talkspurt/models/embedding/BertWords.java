package org.talkspurt.models.embedding;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits text the way BERT's uncased models were trained on: without control characters, accents
 * and capitals, each punctuation mark and each Chinese character a word of its own.
 */
final class BertWords {

  private final List<String> words = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();

  private BertWords() {}

  static List<String> of(String text) {
    var words = new BertWords();
    Normalizer.normalize(text, Normalizer.Form.NFD).codePoints().forEach(words::add);
    words.endWord();
    return words.words;
  }

  private void add(int character) {
    // A tab and a line break are control characters, too: spaces come first.
    if (isSpace(character)) {
      endWord();
    } else if (isPunctuation(character) || Character.isIdeographic(character)) {
      endWord();
      word.appendCodePoint(character);
      endWord();
    } else if (!isDropped(character)) {
      // Character by character: BERT knows no final sigma.
      word.appendCodePoint(Character.toLowerCase(character));
    }
  }

  private void endWord() {
    if (!word.isEmpty()) {
      words.add(word.toString());
      word.setLength(0);
    }
  }

  private static boolean isSpace(int character) {
    return switch (character) {
      case '\t', '\n', '\r' -> true;
      default -> Character.isSpaceChar(character);
    };
  }

  private static boolean isDropped(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.NON_SPACING_MARK ->
          true;
      default -> character == 0xFFFD;
    };
  }

  /** Unicode's punctuation and all of ASCII's signs: {@code $} and {@code +} are symbols there. */
  private static boolean isPunctuation(int character) {
    return switch (Character.getType(character)) {
      case Character.CONNECTOR_PUNCTUATION,
          Character.DASH_PUNCTUATION,
          Character.START_PUNCTUATION,
          Character.END_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION,
          Character.OTHER_PUNCTUATION ->
          true;
      case Character.MATH_SYMBOL, Character.CURRENCY_SYMBOL, Character.MODIFIER_SYMBOL ->
          character < 128;
      default -> false;
    };
  }
}
