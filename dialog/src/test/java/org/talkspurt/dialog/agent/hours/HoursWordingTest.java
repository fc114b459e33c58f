package org.talkspurt.dialog.agent.hours;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HoursWordingTest {

  private static final List<OpenSpan> USUAL = List.of(OpenSpan.parse("08:00-17:00"));
  private static final OpeningHours HOURS =
      new OpeningHours(
          ZoneId.of("America/New_York"),
          Map.of(
              DayOfWeek.MONDAY,
              USUAL,
              DayOfWeek.TUESDAY,
              USUAL,
              DayOfWeek.WEDNESDAY,
              List.of(OpenSpan.parse("08:00-12:00"), OpenSpan.parse("13:00-19:30")),
              DayOfWeek.THURSDAY,
              USUAL,
              DayOfWeek.FRIDAY,
              USUAL),
          List.of(
              new SpecialDay(
                  DayRule.parse("fourth thursday of november"), "Thanksgiving Day", List.of()),
              new SpecialDay(
                  DayRule.parse("12-24"),
                  "Christmas Eve",
                  List.of(OpenSpan.parse("08:00-12:00")))));

  private static final LocalDateTime MONDAY_MORNING = LocalDateTime.of(2026, 11, 23, 10, 15);
  private final HoursWording wording = new HoursWording(HOURS);

  @Test
  void tellsTheHoursOfADay() {
    assertThat(wording.day(LocalDate.of(2026, 11, 24), MONDAY_MORNING))
        .isEqualTo("Tomorrow we are open from 8 AM to 5 PM.");
    assertThat(wording.day(LocalDate.of(2026, 11, 25), MONDAY_MORNING))
        .isEqualTo(
            "On Wednesday, November 25th we are open from 8 AM to noon and from 1 PM to 7:30 PM.");
  }

  @Test
  void saysWhyADayIsClosedAndWhenItOpensAgain() {
    LocalDateTime eve = MONDAY_MORNING.plusDays(2);
    assertThat(wording.day(LocalDate.of(2026, 11, 26), eve))
        .isEqualTo(
            "Tomorrow is Thanksgiving Day and we are closed. We open again on Friday, November"
                + " 27th at 8 AM.");
    assertThat(wording.day(LocalDate.of(2026, 11, 29), MONDAY_MORNING))
        .isEqualTo(
            "On Sunday, November 29th we are closed. We open again on Monday, November 30th at"
                + " 8 AM.");
  }

  @Test
  void tellsShorterHoursOfSpecialDays() {
    assertThat(wording.day(LocalDate.of(2026, 12, 24), MONDAY_MORNING))
        .isEqualTo("Thursday, December 24th is Christmas Eve and we are open from 8 AM to noon.");
  }

  @Test
  void tellsThatTodayIsOver() {
    assertThat(wording.day(LocalDate.of(2026, 11, 23), LocalDateTime.of(2026, 11, 23, 17, 0)))
        .isEqualTo("Today we were open from 8 AM to 5 PM. We open again tomorrow at 8 AM.");
  }

  @Test
  void answersForThisMoment() {
    assertThat(wording.now(MONDAY_MORNING)).isEqualTo("Yes, we are open now, until 5 PM.");
    assertThat(wording.now(LocalDateTime.of(2026, 11, 25, 12, 30)))
        .isEqualTo("We are closed right now. We open again today at 1 PM.");
    assertThat(wording.now(LocalDateTime.of(2026, 11, 27, 17, 0)))
        .isEqualTo("We are closed right now. We open again on Monday, November 30th at 8 AM.");
  }

  @Test
  void answersForANamedTime() {
    assertThat(wording.at(LocalDateTime.of(2026, 11, 24, 18, 0), MONDAY_MORNING))
        .isEqualTo("No, tomorrow we are open from 8 AM to 5 PM.");
    assertThat(wording.at(LocalDateTime.of(2026, 11, 25, 18, 0), MONDAY_MORNING))
        .startsWith("Yes, on Wednesday, November 25th we are open");
  }

  @Test
  void putsDaysWithTheSameHoursTogetherAndAddsTheExceptionsOfTheWeek() {
    assertThat(wording.week(LocalDate.of(2026, 11, 23)))
        .isEqualTo(
            "We are open Monday, Tuesday, Thursday and Friday from 8 AM to 5 PM; and Wednesday from"
                + " 8 AM to noon and from 1 PM to 7:30 PM. We are closed on Saturday and Sunday."
                + " Thursday, November 26th is Thanksgiving Day and we are closed.");
  }

  @Test
  void findsTheDaysOfRules() {
    assertThat(DayRule.parse("fourth thursday of november").in(2027))
        .contains(LocalDate.of(2027, 11, 25));
    assertThat(DayRule.parse("last monday of may").in(2026)).contains(LocalDate.of(2026, 5, 25));
    assertThat(DayRule.parse("12-25").in(2030)).contains(LocalDate.of(2030, 12, 25));
    assertThat(DayRule.parse("02-29").in(2027)).isEmpty();
    assertThat(DayRule.parse("2026-11-27").in(2027)).isEmpty();
  }
}
