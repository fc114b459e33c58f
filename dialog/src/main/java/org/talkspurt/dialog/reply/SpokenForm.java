package org.talkspurt.dialog.reply;

/** Spoken text as it grows; keeps a space between a rule's words and letters beside them. */
final class SpokenForm {

  private final StringBuilder text;
  private boolean afterWords;

  SpokenForm(int capacity) {
    text = new StringBuilder(capacity);
  }

  /** Adds what a rule said. */
  void appendWords(String words) {
    boolean crowded = !text.isEmpty() && isWordCharacter(text.charAt(text.length() - 1));
    text.append(crowded ? " " : "").append(words);
    afterWords = true;
  }

  /** Adds text that no rule changed. */
  void appendPlain(String plain) {
    boolean crowded = afterWords && isWordCharacter(plain.charAt(0));
    text.append(crowded ? " " : "").append(plain);
    afterWords = false;
  }

  int length() {
    return text.length();
  }

  private static boolean isWordCharacter(char character) {
    return Character.isLetter(character) || character == '\'' || character == ')';
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
