package org.talkspurt.dialog.agent.form;

/**
 * Puts a telephone number together from what was said over several turns: 7 digits, or 10 with the
 * area code, without the country's 1.
 */
final class PhoneDigits {

  static final int LOCAL_DIGITS = 7;
  static final int NATIONAL_DIGITS = 10;

  private PhoneDigits() {}

  static boolean isComplete(String digits) {
    return digits.length() == LOCAL_DIGITS || digits.length() == NATIONAL_DIGITS;
  }

  static boolean isTooLong(String digits) {
    return digits.length() > NATIONAL_DIGITS;
  }

  /**
   * The number so far.
   *
   * @param before digits of earlier turns
   * @param heard digits of this one
   */
  static String join(String before, String heard) {
    String joined = withoutCountryCode(before + heard);
    boolean startsAgain = !before.isEmpty() && heard.startsWith(before);
    boolean overfull = joined.length() > NATIONAL_DIGITS;
    if (startsAgain || overfull) {
      String alone = withoutCountryCode(heard);
      return isComplete(alone) || overfull ? alone : joined;
    }
    return joined;
  }

  private static String withoutCountryCode(String digits) {
    return digits.length() == NATIONAL_DIGITS + 1 && digits.startsWith("1")
        ? digits.substring(1)
        : digits;
  }

  /** "555-0142", "212-555-0142". */
  static String grouped(String digits) {
    int split = digits.length() - 4;
    String line = digits.substring(split);
    return digits.length() == NATIONAL_DIGITS
        ? digits.substring(0, 3) + "-" + digits.substring(3, split) + "-" + line
        : digits.substring(0, split) + "-" + line;
  }

  /** "2 1 2": spoken one by one. */
  static String spaced(String digits) {
    return String.join(" ", digits.split("", -1)).trim();
  }
}
