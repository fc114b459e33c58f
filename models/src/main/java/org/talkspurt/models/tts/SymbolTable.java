package org.talkspurt.models.tts;

/** Numbers the phonetic symbols as they turn up, so that each takes a byte. */
final class SymbolTable {

  private static final int MAX_SYMBOLS = 256;

  private final byte[] codes = new byte[Character.MAX_VALUE + 1];
  private final char[] symbols = new char[MAX_SYMBOLS];
  private int count = 1; // code 0 means "not numbered yet"

  /**
   * @throws IllegalArgumentException at the 256th symbol
   */
  byte codeOf(char symbol) {
    if (codes[symbol] == 0) {
      if (count == MAX_SYMBOLS) {
        throw new IllegalArgumentException("more than 255 phonetic symbols");
      }
      symbols[count] = symbol;
      codes[symbol] = (byte) count++;
    }
    return codes[symbol];
  }

  String text(byte[] bytes, int offset, int length) {
    char[] text = new char[length];
    for (int i = 0; i < length; i++) {
      text[i] = symbols[bytes[offset + i] & 0xff];
    }
    return new String(text);
  }
}
