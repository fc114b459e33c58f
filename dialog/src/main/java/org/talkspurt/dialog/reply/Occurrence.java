package org.talkspurt.dialog.reply;

import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A stretch of text that a rule's pattern matched, and what stands around it.
 *
 * @param text the whole text
 * @param match the pattern's match in it
 */
record Occurrence(String text, MatchResult match) {

  /** Capitalised words that start a sentence far more often than they continue a name. */
  private static final Set<String> SENTENCE_STARTERS =
      Set.of(
          "A", "An", "And", "Are", "But", "Call", "Can", "Could", "Did", "Do", "Does", "For", "He",
          "How", "I", "If", "In", "Is", "It", "Just", "My", "No", "Or", "Our", "Please", "She",
          "So", "Thank", "Thanks", "That", "The", "Then", "There", "They", "This", "To", "We",
          "What", "When", "Where", "Which", "Who", "Will", "Would", "Yes", "You", "Your");

  private static final Pattern NEXT_WORD = Pattern.compile("\\s*([\\p{L}'-]{0,40})");
  private static final Pattern PREVIOUS_WORD = Pattern.compile("([\\p{L}\\d'-]{1,40})\\s*$");

  /** Enough of the text before an occurrence to hold the previous word. */
  private static final int LOOK_BACK = 48;

  /** The text of a named group, "" if it took no part. */
  String group(String name) {
    String group = match.group(name);
    return group == null ? "" : group;
  }

  boolean has(String name) {
    return match.start(name) >= 0;
  }

  int number(String name) {
    return Integer.parseInt(group(name));
  }

  /** The word before, if only white space stands between; else "". */
  String previousWord() {
    int end = match.start();
    var before = PREVIOUS_WORD.matcher(text).region(Math.max(0, end - LOOK_BACK), end);
    return before.find() ? before.group(1) : "";
  }

  /** The word behind, if only white space stands between; else "". */
  String nextWord() {
    var after = NEXT_WORD.matcher(text).region(match.end(), text.length());
    return after.lookingAt() ? after.group(1) : "";
  }

  boolean endsText() {
    return text.substring(match.end()).isBlank();
  }

  /** Whether a full stop that the match took in also ends the sentence. */
  boolean endsSentence() {
    return endsText() || isCapitalized(nextWord());
  }

  /** A full stop if the occurrence swallowed one that ends the sentence; else "". */
  String fullStop() {
    return match.group().endsWith(".") && endsSentence() ? "." : "";
  }

  /** Whether the next word looks like (part of) a name. */
  boolean precedesName() {
    String next = nextWord();
    return isCapitalized(next) && !SENTENCE_STARTERS.contains(next);
  }

  /** Whether the previous word looks like (part of) a name. */
  boolean followsName() {
    String previous = previousWord();
    return !previous.isEmpty()
        && ((isCapitalized(previous) && !SENTENCE_STARTERS.contains(previous))
            || Character.isDigit(previous.charAt(0)));
  }

  static boolean isCapitalized(String word) {
    return !word.isEmpty() && Character.isUpperCase(word.charAt(0));
  }
}
