package org.talkspurt.dialog.reply;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the attributes of {@link Markup} mean; others than these are refused by name. */
final class MarkupValues {
  static final double SLOWEST = 0.5;
  static final double FASTEST = 2;

  /** Longer, and callers ask whether somebody is there. */
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private static final Pattern TIME =
      Pattern.compile("\\+?(?<n>\\d{1,6}(?:\\.\\d{1,3})?)(?<unit>ms|s)");

  private static final Pattern PERCENT = Pattern.compile("(?<n>\\d{1,3}(?:\\.\\d{1,3})?)%");

  private MarkupValues() {}

  /** SSML 1.1 §3.2.3; without attributes a break of medium strength. */
  static Duration pause(Map<String, String> attributes) {
    only("break", attributes, Set.of("time", "strength"));
    int strengthMs =
        switch (attributes.getOrDefault("strength", "medium")) {
          case "none" -> 0;
          case "x-weak" -> 100;
          case "weak" -> 200;
          case "medium" -> 400;
          case "strong" -> 700;
          case "x-strong" -> 1_200;
          default ->
              throw new IllegalArgumentException(
                  "expected none, x-weak, weak, medium, strong or x-strong, found "
                      + attributes.get("strength"));
        };
    String time = attributes.getOrDefault("time", strengthMs + "ms");
    Matcher written = TIME.matcher(time);
    Duration pause =
        written.matches()
            ? Duration.ofMillis(
                Math.round(
                    Double.parseDouble(written.group("n"))
                        * (written.group("unit").equals("s") ? 1_000 : 1)))
            : LONGEST_PAUSE.plusMillis(1);
    if (pause.compareTo(LONGEST_PAUSE) > 0) {
      throw new IllegalArgumentException(
          "expected a time up to 5 s, as in <break time=\"300ms\"/>, found " + time);
    }
    return pause;
  }

  /** SSML 1.1 §3.2.2: what is stressed is said slower. */
  static double emphasis(Map<String, String> attributes) {
    only("emphasis", attributes, Set.of("level"));
    String level = attributes.getOrDefault("level", "moderate");
    return switch (level) {
      case "strong" -> 0.8;
      case "moderate" -> 0.9;
      case "none" -> 1;
      case "reduced" -> 1.15;
      default ->
          throw new IllegalArgumentException(
              "expected strong, moderate, none or reduced, found " + level);
    };
  }

  /** SSML 1.1 §3.2.4: a label or a percentage of the usual rate. */
  static double rate(Map<String, String> attributes) {
    only("prosody", attributes, Set.of("rate"));
    String rate = attributes.getOrDefault("rate", "");
    double factor =
        switch (rate) {
          case "x-slow" -> 0.6;
          case "slow" -> 0.8;
          case "medium", "default" -> 1;
          case "fast" -> 1.25;
          case "x-fast" -> 1.6;
          default -> {
            Matcher percent = PERCENT.matcher(rate);
            yield percent.matches() ? Double.parseDouble(percent.group("n")) / 100 : 0;
          }
        };
    if (factor < SLOWEST || factor > FASTEST) {
      throw new IllegalArgumentException(
          "expected a rate of 50% to 200%, x-slow, slow, medium, fast or x-fast, found " + rate);
    }
    return factor;
  }

  /** VoiceXML 2.0 §4.1.5. */
  static boolean bargeIn(Map<String, String> attributes) {
    only("prompt", attributes, Set.of("bargein"));
    String bargeIn = attributes.getOrDefault("bargein", "");
    return switch (bargeIn) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("expected <prompt bargein=\"false\">");
    };
  }

  static void only(String element, Map<String, String> attributes, Set<String> known) {
    for (String name : attributes.keySet()) {
      if (!known.contains(name)) {
        throw new IllegalArgumentException(
            "expected no attribute %s of <%s>, only %s"
                .formatted(name, element, known.stream().sorted().toList()));
      }
    }
  }
}
