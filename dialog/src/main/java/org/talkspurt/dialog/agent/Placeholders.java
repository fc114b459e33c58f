package org.talkspurt.dialog.agent;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.talkspurt.dialog.agent.hours.HoursWording;
import org.talkspurt.dialog.agent.hours.OpeningHours;
import org.talkspurt.dialog.agent.hours.SpokenTime;
import org.talkspurt.dialog.agent.words.DayExpression;
import org.talkspurt.dialog.agent.words.DayParser;
import org.talkspurt.dialog.agent.words.TimeExpression;
import org.talkspurt.dialog.agent.words.TimeParser;
import org.talkspurt.dialog.agent.words.Words;

/** Fills what depends on day and time, and on the call, into answers. */
final class Placeholders {

  static final String HOURS_ASKED = "hours.asked";

  static final Set<String> NAMES =
      Set.of(
          HOURS_ASKED,
          "hours.today",
          "hours.tomorrow",
          "hours.week",
          "hours.now",
          "next.open",
          "date.today",
          "date.tomorrow");

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)}");

  private static final List<String> NOW =
      List.of("now", "still open", "currently", "at the moment", "already open", "open yet");

  private static final List<String> DAYS =
      List.of(
          "",
          "today",
          "tomorrow",
          "Saturday",
          "Sunday",
          "Monday",
          "Tuesday",
          "Wednesday",
          "Thursday",
          "Friday");

  private final OpeningHours hours;
  private final HoursWording wording;

  Placeholders(OpeningHours hours) {
    this.hours = hours;
    this.wording = new HoursWording(hours);
  }

  /** The placeholders in {@code text} that {@link #fill} does not know, sorted. */
  static Set<String> unknown(String text) {
    Set<String> unknown = unknown(text, NAMES);
    unknown.removeIf(KnownFact::isOne);
    return unknown;
  }

  /** The placeholders in {@code text} that are no facts of the call, sorted. */
  static Set<String> notFacts(String text) {
    Set<String> unknown = unknown(text, Set.of());
    unknown.removeIf(KnownFact::isOne);
    return unknown;
  }

  /** The placeholders in {@code text} that are not in {@code known}, sorted. */
  static Set<String> unknown(String text, Set<String> known) {
    var unknown = new TreeSet<String>();
    Matcher matcher = PLACEHOLDER.matcher(text);
    while (matcher.find()) {
      if (!known.contains(matcher.group(1))) {
        unknown.add(matcher.group(1));
      }
    }
    return unknown;
  }

  /**
   * Questions that bring out all that {@link #fill} makes of {@code text} on one day; none for
   * words that each call has its own of.
   */
  List<String> questions(String text) {
    if (text.contains("{call.") || text.contains("{form.")) {
      return List.of();
    }
    return text.contains("{" + HOURS_ASKED + "}") ? DAYS : List.of("");
  }

  /**
   * The text to say.
   *
   * @param question what the caller asked: its day and time choose the hours that are told
   * @param facts of the call, see {@link KnownFact}
   * @param now in the agent's time zone
   */
  String fill(String text, String question, Map<String, String> facts, LocalDateTime now) {
    return PLACEHOLDER
        .matcher(text)
        .replaceAll(match -> Matcher.quoteReplacement(value(match.group(1), question, facts, now)));
  }

  /** The text with nothing but facts of the call filled in. */
  static String fill(String text, Map<String, String> facts) {
    return PLACEHOLDER
        .matcher(text)
        .replaceAll(match -> Matcher.quoteReplacement(KnownFact.of(match.group(1)).words(facts)));
  }

  private String value(String name, String question, Map<String, String> facts, LocalDateTime now) {
    LocalDate today = now.toLocalDate();
    return switch (name) {
      case HOURS_ASKED -> hoursAsked(question, now);
      case "hours.today" -> wording.day(today, now);
      case "hours.tomorrow" -> wording.day(today.plusDays(1), now);
      case "hours.week" -> wording.week(today);
      case "hours.now" -> wording.now(now);
      case "next.open" -> wording.nextOpening(now);
      case "date.today" -> SpokenTime.date(today);
      case "date.tomorrow" -> SpokenTime.date(today.plusDays(1));
      default -> KnownFact.of(name).words(facts);
    };
  }

  private String hoursAsked(String question, LocalDateTime now) {
    Words words = Words.of(question);
    LocalDate today = now.toLocalDate();
    DayExpression.Found day =
        new DayParser(today, today, hours.namedDays(today)).find(words, false);
    Words left = day == null ? words : words.without(day.where());
    LocalTime time = time(left);
    if (day == null) {
      if (time == null) {
        return words.hasAny(NOW) ? wording.now(now) : wording.week(today);
      }
      return wording.at(today.atTime(time), now);
    }
    return switch (day.day()) {
      case DayExpression.On(LocalDate date) ->
          time == null ? wording.day(date, now) : wording.at(date.atTime(time), now);
      case DayExpression.Every(DayOfWeek weekday, _) -> wording.every(weekday);
      case DayExpression.Weekend(LocalDate saturday) ->
          wording.day(saturday, now) + " " + wording.day(saturday.plusDays(1), now);
      case DayExpression.Week _ -> wording.week(today);
      case DayExpression.Soonest() -> "We open " + wording.nextOpening(now) + ".";
    };
  }

  /** The time asked about; "at six" is the one of its two meanings that is ever open. */
  private @Nullable LocalTime time(Words words) {
    TimeExpression.Found found = TimeParser.find(words, false);
    if (found == null) {
      return null;
    }
    return switch (found.time()) {
      case TimeExpression.Exact(LocalTime time) -> time;
      case TimeExpression.TwelveHour time -> {
        boolean morning =
            hours.isEverOpenAt(time.beforeNoon()) && !hours.isEverOpenAt(time.afterNoon());
        boolean usuallyMorning = time.hour() >= 7 && time.hour() < 12;
        yield morning || usuallyMorning ? time.beforeNoon() : time.afterNoon();
      }
      case TimeExpression.PartOfDay _ -> null;
    };
  }
}
