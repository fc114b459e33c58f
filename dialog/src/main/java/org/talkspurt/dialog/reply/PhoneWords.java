package org.talkspurt.dialog.reply;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Telephone numbers and other grouped digits: digit by digit, a pause between the groups. */
final class PhoneWords {

  private static final String EXTENSION =
      "(?:\\s?,?\\s?(?:x|ext\\.?|extension)\\s?(?<ext>\\d{1,6}))?(?!\\d)";
  private static final Pattern GROUP = Pattern.compile("\\d+");

  private PhoneWords() {}

  static List<SpokenRule> rules() {
    return List.of(
        SpokenRule.of(
            "(?<number>(?:\\+?1[-. ]?)?(?:\\(\\d{3}\\)\\s?|\\d{3}[-. ])\\d{3}[-. ]\\d{4})"
                + EXTENSION,
            PhoneWords::grouped),
        SpokenRule.of(
            "\\+(?<number>\\d{1,3}(?:[-. ]?\\(?\\d{1,6}\\)?){1,6})" + EXTENSION,
            number -> "plus " + grouped(number)),
        SpokenRule.of("(?<number>\\(?\\d{3}\\)?[- ]\\d{4})" + EXTENSION, PhoneWords::local),
        SpokenRule.of(
            "(?<a>\\d{3})(?<b>\\d{3})(?<c>\\d{4})(?!\\d|[.,]\\d)",
            number -> join(List.of(number.group("a"), number.group("b"), number.group("c")))),
        SpokenRule.of(
            "\\d{1,6}(?:-\\d{1,6}){2,6}(?![\\d-])", number -> join(groups(number.match().group()))),
        SpokenRule.of(
            "(?:911|988)(?![\\d/:%-]|[.,]\\d|\\s?\\p{Lu})",
            number -> NumberWords.digits(number.match().group())));
  }

  /** Three and four digits with a space between could be two amounts; a hyphen is clear. */
  private static @Nullable String local(Occurrence number) {
    boolean clear = number.group("number").indexOf('-') >= 0;
    String previous = number.previousWord();
    return clear || previous.equals("call") || previous.equals("at") ? grouped(number) : null;
  }

  private static String grouped(Occurrence number) {
    String words = join(groups(number.group("number")));
    return number.has("ext")
        ? words + ", extension " + NumberWords.digits(number.group("ext"))
        : words;
  }

  /** The runs of digits, in order. */
  static List<String> groups(String written) {
    return GROUP.matcher(written).results().map(MatchResult::group).toList();
  }

  private static String join(List<String> groups) {
    List<String> words = new ArrayList<>();
    boolean singleDigits = groups.stream().allMatch(group -> group.length() == 1);
    for (String group : groups) {
      words.add(group.equals("800") ? "eight hundred" : NumberWords.digits(group));
    }
    return String.join(singleDigits ? " " : ", ", words);
  }
}
