package org.talkspurt.dialog.agent;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.talkspurt.dialog.reply.Markup;

/**
 * A placeholder for what is known of a call: {@code {call.customer|there}} says the variable {@code
 * customer}, {@code {form.day|soon}} the slot {@code day} of the form confirmed last, and what
 * stands behind the bar in a call without it. What it says is spoken and nothing else: it fills no
 * other placeholder, is no markup and answers no question.
 *
 * @param name of the fact, in lower case: {@code call.customer}
 * @param otherwise the words of a call that lacks it; may be empty
 */
record KnownFact(String name, String otherwise) {
  static final String FORM = "{call.NAME|words without it} or {form.SLOT|words without it}";

  private static final Pattern PLACEHOLDER =
      Pattern.compile("((?:call|form)\\.[\\w-]{1,64})\\|(.*)");
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
  static KnownFact of(String placeholder) {
    Matcher matcher = PLACEHOLDER.matcher(placeholder);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("unknown placeholder {" + placeholder + "}");
    }
    return new KnownFact(matcher.group(1).toLowerCase(Locale.ROOT), matcher.group(2));
  }

  /**
   * @param facts of the call, by name in lower case
   */
  String words(Map<String, String> facts) {
    String value = NOT_SPOKEN.matcher(facts.getOrDefault(name, "")).replaceAll(" ").strip();
    if (value.isEmpty()) {
      return otherwise;
    }
    return Markup.escape(value.substring(0, Math.min(value.length(), MAX_CHARACTERS)));
  }
}
