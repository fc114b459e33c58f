package org.talkspurt.dialog.reply;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Clock times and spans between them. */
final class TimeWords {

  private static final String HALF_OF_DAY = "[aApP](?:\\.\\s?[mM]\\.|[mM](?![\\p{L}]))";
  private static final String HOUR = "\\d{1,2}";
  private static final String MINUTES = "[0-5]\\d";

  private TimeWords() {}

  static List<SpokenRule> rules() {
    return List.of(
        SpokenRule.of(
            time(1) + "\\s?(?:-|to|until)\\s?" + time(2) + "(?![\\d:/-])", TimeWords::span),
        SpokenRule.of(time(1) + "(?::[0-5]\\d)?(?![\\d:])", TimeWords::moment));
  }

  private static String time(int n) {
    return "(?<h%1$d>%2$s)(?::(?<m%1$d>%3$s))?(?:\\s?(?<x%1$d>%4$s))?"
        .formatted(n, HOUR, MINUTES, HALF_OF_DAY);
  }

  private static @Nullable String span(Occurrence time) {
    if (!isTime(time, 1) && !isTime(time, 2)) {
      return null; // "9-5" is a span of numbers, said the same way
    }
    String from = words(time, 1, false);
    String to = words(time, 2, false);
    return from == null || to == null ? null : from + " to " + to + time.fullStop();
  }

  private static @Nullable String moment(Occurrence time) {
    if (!isTime(time, 1)) {
      return null;
    }
    String next = time.nextWord();
    boolean named = next.equals("noon") || next.equals("midnight") || next.equals("o'clock");
    String words = words(time, 1, !named);
    return words == null ? null : words + time.fullStop();
  }

  private static boolean isTime(Occurrence time, int n) {
    return time.has("m" + n) || time.has("x" + n);
  }

  /** Hours after noon of a 24-hour clock become hours P M, which is what Americans expect. */
  private static @Nullable String words(Occurrence time, int n, boolean withOClock) {
    int hour = time.number("h" + n);
    int minute = time.has("m" + n) ? time.number("m" + n) : 0;
    String half = time.group("x" + n);
    if (hour > 23 || (!half.isEmpty() && (hour == 0 || hour > 12))) {
      return null;
    }
    String halfWords = "";
    if (!half.isEmpty()) {
      halfWords = half.substring(0, 1).toUpperCase(Locale.ROOT) + " M";
    } else if (hour > 12) {
      halfWords = "P M";
    } else if (hour == 0) {
      halfWords = "A M";
    }
    String hourWords = NumberWords.cardinal(hour % 12 == 0 ? 12 : hour % 12);
    if (minute > 0) {
      hourWords += " " + NumberWords.minutes(minute);
    }
    if (!halfWords.isEmpty()) {
      return hourWords + " " + halfWords;
    }
    return minute == 0 && withOClock && time.has("m" + n) ? hourWords + " o'clock" : hourWords;
  }
}
