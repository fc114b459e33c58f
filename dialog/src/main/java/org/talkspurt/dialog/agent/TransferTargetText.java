package org.talkspurt.dialog.agent;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of a transfer as an agent's file has it: {@code {call.NAME}} and {@code {form.SLOT}}
 * in it stand for what came with the call or what the caller said.
 */
final class TransferTargetText {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{((?:call|form)\\.[\\w-]{1,64})}");

  /** What may stand in an address without a meaning of its own there. */
  private static final Pattern HARMLESS = Pattern.compile("\\+?[A-Za-z0-9_-]{1,64}");

  private TransferTargetText() {}

  /** Whether there is anything in braces that is no placeholder. */
  static boolean isBroken(String text) {
    return PLACEHOLDER.matcher(text).replaceAll("").matches(".*[{}].*");
  }

  static boolean isOfAgent(String text) {
    return !PLACEHOLDER.matcher(text).find();
  }

  /**
   * The address; empty if a value is missing or would be more than a name or a number.
   *
   * @param facts values by {@code call.NAME} and {@code form.SLOT}
   */
  static Optional<String> fill(String text, Map<String, String> facts) {
    var filled = new StringBuilder();
    Matcher placeholder = PLACEHOLDER.matcher(text);
    while (placeholder.find()) {
      String value = facts.getOrDefault(placeholder.group(1), "").replace(" ", "");
      if (!HARMLESS.matcher(value).matches()) {
        return Optional.empty();
      }
      placeholder.appendReplacement(filled, Matcher.quoteReplacement(value));
    }
    return Optional.of(placeholder.appendTail(filled).toString());
  }
}
