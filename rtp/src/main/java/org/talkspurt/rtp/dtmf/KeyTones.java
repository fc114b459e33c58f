package org.talkspurt.rtp.dtmf;

/** Which two tones make a key (ITU-T Q.23): one of its row, one of its column. */
final class KeyTones {

  static final int[] ROWS_HZ = {697, 770, 852, 941};
  static final int[] COLUMNS_HZ = {1209, 1336, 1477, 1633};

  private static final String KEYS = "123A456B789C*0#D";

  private KeyTones() {}

  static char key(int row, int column) {
    return KEYS.charAt(4 * row + column);
  }

  /**
   * @throws IllegalArgumentException if {@code key} is none of {@code 0-9 * # A-D}
   */
  static int rowHz(char key) {
    return ROWS_HZ[index(key) / 4];
  }

  /** As {@link #rowHz}. */
  static int columnHz(char key) {
    return COLUMNS_HZ[index(key) % 4];
  }

  private static int index(char key) {
    int index = KEYS.indexOf(key);
    if (index < 0) {
      throw new IllegalArgumentException("not a key");
    }
    return index;
  }
}
