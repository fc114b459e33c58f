package org.talkspurt.dialog.agent;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A placeholder for what is known of a call beforehand: {@code {call.customer|there}} says the
 * variable {@code customer}, or "there" in a call without it. What it says is spoken and nothing
 * else: it fills no other placeholder and answers no question.
 *
 * @param name of the variable, in lower case
 * @param otherwise the words of a call that lacks it; may be empty
 */
record CallVariable(String name, String otherwise) {
  static final String FORM = "{call.NAME|words without it}";

  private static final Pattern PLACEHOLDER = Pattern.compile("call\\.([\\w-]{1,64})\\|(.*)");
  private static final Pattern NOT_SPOKEN = Pattern.compile("[\\p{Cntrl}\\s]+");

  /** Longest value that is spoken, characters: some ten seconds. */
  private static final int MAX_CHARACTERS = 150;

  static boolean isOne(String placeholder) {
    return PLACEHOLDER.matcher(placeholder).matches();
  }

  /**
   * @param placeholder without its braces
   * @throws IllegalArgumentException if it {@linkplain #isOne is none}
   */
  static CallVariable of(String placeholder) {
    Matcher matcher = PLACEHOLDER.matcher(placeholder);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("unknown placeholder {" + placeholder + "}");
    }
    return new CallVariable(matcher.group(1).toLowerCase(Locale.ROOT), matcher.group(2));
  }

  /**
   * @param variables of the call, by name in lower case
   */
  String words(Map<String, String> variables) {
    String value = NOT_SPOKEN.matcher(variables.getOrDefault(name, "")).replaceAll(" ").strip();
    if (value.isEmpty()) {
      return otherwise;
    }
    return value.substring(0, Math.min(value.length(), MAX_CHARACTERS));
  }
}
