package org.talkspurt.dialog.reply;

/**
 * Leaves out of what a language model writes what nobody speaks: marks of emphasis, code and
 * headings, pictures, the addresses of links. Takes a text in pieces, however they are cut. What is
 * left is brought to words by {@link TextNormalizer}.
 */
public final class SpeakableText {
  private enum Place {
    LINE_START,
    TEXT,
    /** Behind {@code ]}: an address in parentheses may follow. */
    BEHIND_LABEL,
    ADDRESS
  }

  private Place place = Place.LINE_START;

  /** What of the next piece is spoken. */
  public String next(String piece) {
    StringBuilder spoken = new StringBuilder(piece.length());
    for (int i = 0; i < piece.length(); i++) {
      take(piece.charAt(i), spoken);
    }
    return spoken.toString();
  }

  private void take(char character, StringBuilder spoken) {
    if (place == Place.ADDRESS) {
      if (character == ')' || Character.isWhitespace(character)) {
        place = Place.TEXT;
      }
      return;
    }
    if (place == Place.BEHIND_LABEL && character == '(') {
      place = Place.ADDRESS;
      return;
    }
    if (character == ']') {
      place = Place.BEHIND_LABEL;
      return;
    }
    if (isMark(character)) {
      return;
    }
    spoken.append(character);
    boolean stays = place == Place.LINE_START && Character.isWhitespace(character);
    place = character == '\n' || stays ? Place.LINE_START : Place.TEXT;
  }

  private boolean isMark(char character) {
    return switch (character) {
      case '*', '`', '[', '|', '~', '\uFE0F' -> true;
      case '#' -> place == Place.LINE_START;
      case '°' -> false;
      default ->
          // Pictures are symbols, or pairs of surrogates.
          Character.isSurrogate(character)
              || Character.getType(character) == Character.OTHER_SYMBOL;
    };
  }
}
