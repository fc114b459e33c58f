package org.talkspurt.dialog.agent.hours;

import java.time.LocalTime;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A stretch of a day when the place is open.
 *
 * @param opensMinute minutes after midnight, 0..1439
 * @param closesMinute minutes after midnight, more than {@code opensMinute}, up to 1440
 */
public record OpenSpan(int opensMinute, int closesMinute) {

  private static final int MINUTES_OF_DAY = 24 * 60;
  private static final Pattern WRITTEN = Pattern.compile("(\\d\\d):(\\d\\d)-(\\d\\d):(\\d\\d)");

  public OpenSpan {
    if (opensMinute < 0 || closesMinute <= opensMinute || closesMinute > MINUTES_OF_DAY) {
      throw new IllegalArgumentException(
          "expected opening before closing, within 00:00-24:00 of one day");
    }
  }

  /**
   * Reads "08:00-17:00".
   *
   * @throws IllegalArgumentException with what was expected
   */
  public static OpenSpan parse(String written) {
    Matcher matcher = WRITTEN.matcher(written);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("expected hours like \"08:00-17:00\"");
    }
    return new OpenSpan(
        minute(matcher.group(1), matcher.group(2)), minute(matcher.group(3), matcher.group(4)));
  }

  private static int minute(String hours, String minutes) {
    int minute = Integer.parseInt(minutes);
    if (minute > 59) {
      throw new IllegalArgumentException("expected minutes 00..59");
    }
    return Integer.parseInt(hours) * 60 + minute;
  }

  /**
   * The spans of a day.
   *
   * @throws IllegalArgumentException unless they are in order and apart
   */
  public static List<OpenSpan> inOrder(List<OpenSpan> spans) {
    for (int i = 1; i < spans.size(); i++) {
      if (spans.get(i).opensMinute <= spans.get(i - 1).closesMinute) {
        throw new IllegalArgumentException("expected spans of a day in order, with a gap between");
      }
    }
    return List.copyOf(spans);
  }

  /** Open at {@code time}; at the closing minute it is closed. */
  public boolean contains(LocalTime time) {
    int minute = minuteOf(time);
    return minute >= opensMinute && minute < closesMinute;
  }

  public LocalTime opens() {
    return timeOf(opensMinute);
  }

  /** Midnight for a span that lasts until 24:00. */
  public LocalTime closes() {
    return timeOf(closesMinute);
  }

  static int minuteOf(LocalTime time) {
    return time.getHour() * 60 + time.getMinute();
  }

  private static LocalTime timeOf(int minute) {
    return LocalTime.ofSecondOfDay((minute % MINUTES_OF_DAY) * 60L);
  }
}
