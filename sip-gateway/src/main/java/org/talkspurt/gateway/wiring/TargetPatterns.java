package org.talkspurt.gateway.wiring;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Targets of calls as settings allow them: USER@HOST or a number, * for any characters. */
final class TargetPatterns {
  private TargetPatterns() {}

  /** None, unless somebody says so: whoever can choose a target could run up our bill. */
  static Predicate<String> allowing(List<String> targets) {
    List<Pattern> patterns = targets.stream().map(TargetPatterns::pattern).toList();
    return target -> patterns.stream().anyMatch(pattern -> pattern.matcher(target).matches());
  }

  private static Pattern pattern(String target) {
    return Pattern.compile(
        Stream.of(target.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining("[^@]*")),
        Pattern.CASE_INSENSITIVE);
  }
}
