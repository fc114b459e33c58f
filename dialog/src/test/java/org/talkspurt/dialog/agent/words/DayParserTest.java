package org.talkspurt.dialog.agent.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.talkspurt.dialog.agent.words.DayExpression.On;

class DayParserTest {

  private static final LocalDate MONDAY = LocalDate.of(2026, 11, 23);
  private static final Map<String, LocalDate> HOLIDAYS =
      Map.of(
          "Thanksgiving Day", LocalDate.of(2026, 11, 26),
          "Christmas Eve", LocalDate.of(2026, 12, 24),
          "Christmas Day", LocalDate.of(2026, 12, 25),
          "New Year's Day", LocalDate.of(2027, 1, 1));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          What time do you open tomorrow?            | 2026-11-24
          Do you open to morrow                      | 2026-11-24
          today                                      | 2026-11-23
          are you open tonight                       | 2026-11-23
          this afternoon please                      | 2026-11-23
          The day after tomorrow.                    | 2026-11-25
          Tuesday                                    | 2026-11-24
          on Wednesday                               | 2026-11-25
          Thursday would be good                     | 2026-11-26
          Friday, please.                            | 2026-11-27
          Are you open on Saturday?                  | 2026-11-28
          Sunday                                     | 2026-11-29
          Monday                                     | 2026-11-30
          this Monday                                | 2026-11-23
          next Monday                                | 2026-11-30
          this Friday                                | 2026-11-27
          next Friday                                | 2026-12-04
          next Tuesday at three                      | 2026-12-01
          next Sunday                                | 2026-12-06
          Friday next week                           | 2026-12-04
          Tuesday after next                         | 2026-12-01
          the coming Thursday                        | 2026-11-26
          a week from tomorrow                       | 2026-12-01
          a week from Friday                         | 2026-12-04
          in three days                              | 2026-11-26
          in 2 weeks                                 | 2026-12-07
          in a week                                  | 2026-11-30
          two weeks from today                       | 2026-12-07
          the twenty sixth                           | 2026-11-26
          the twenty-sixth                           | 2026-11-26
          on the 26th                                | 2026-11-26
          the 3rd                                    | 2026-12-03
          the first                                  | 2026-12-01
          the thirty first                           | 2026-12-31
          the second                                 | 2026-12-02
          Tuesday the 1st                            | 2026-12-01
          Friday the twenty seventh                  | 2026-11-27
          November 26                                | 2026-11-26
          November twenty sixth                      | 2026-11-26
          november the 26th                          | 2026-11-26
          the 26th of November                       | 2026-11-26
          26 November                                | 2026-11-26
          Thursday, November 26th                    | 2026-11-26
          January 5th                                | 2027-01-05
          the fifth of January                       | 2027-01-05
          Dec. 3                                     | 2026-12-03
          11/26                                      | 2026-11-26
          12/1                                       | 2026-12-01
          February 29th                              | 2027-02-28
          Are you open on Thanksgiving?              | 2026-11-26
          on Thanksgiving Day                        | 2026-11-26
          on Christmas                               | 2026-12-25
          on Christmas Eve                           | 2026-12-24
          new years day                              | 2027-01-01
          I said Wensday                             | 2026-11-25
          how about thurs                            | 2026-11-26
          on Tusday                                  | 2026-11-24
          on Satuday                                 | 2026-11-28
          wait a second, Friday                      | 2026-11-27
          """)
  void findsTheDayMeant(String said, LocalDate expected) {
    assertThat(find(said, false)).isEqualTo(new On(expected));
  }

  @ParameterizedTest
  @CsvSource({
    "twenty six, 2026-11-26",
    "26, 2026-11-26",
    "the 3, 2026-12-03",
    "the twenty six please, 2026-11-26"
  })
  void takesABareNumberForADayOfTheMonthWhenADayWasAsked(String said, LocalDate expected) {
    assertThat(find(said, true)).isEqualTo(new On(expected));
    assertThat(find(said, false)).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          at three thirty
          for two people
          one second please
          the first available appointment is fine for me
          may I come
          I march on
          someday
          Munday
          my number is 555 0142
          a quarter to nine
          """)
  void findsNoDayWhereNoneWasNamed(String said) {
    DayExpression found = find(said, false);
    assertThat(found == null || found instanceof DayExpression.Soonest).isTrue();
  }

  @Test
  void tellsVagueDaysFromDates() {
    assertThat(find("are you there on Sundays", false))
        .isEqualTo(new DayExpression.Every(java.time.DayOfWeek.SUNDAY, LocalDate.of(2026, 11, 29)));
    assertThat(find("on the weekend", false))
        .isEqualTo(new DayExpression.Weekend(LocalDate.of(2026, 11, 28)));
    assertThat(find("sometime next week", false))
        .isEqualTo(new DayExpression.Week(LocalDate.of(2026, 11, 30)));
    assertThat(find("as soon as possible", false)).isEqualTo(new DayExpression.Soonest());
    assertThat(find("next week on Tuesday", false))
        .as("a day counts more than its week")
        .isEqualTo(new On(LocalDate.of(2026, 11, 24)));
  }

  @Test
  void takesWeekdaysOfTheWeekThatWasSaidBefore() {
    LocalDate nextWeek = LocalDate.of(2026, 11, 30);
    var parser = new DayParser(MONDAY, nextWeek, HOLIDAYS);
    var found = parser.find(Words.of("Tuesday then"), true);
    assertThat(found).isNotNull();
    assertThat(found.day()).isEqualTo(new On(LocalDate.of(2026, 12, 1)));
  }

  @Test
  void wrapsTheWeekFromASunday() {
    LocalDate sunday = LocalDate.of(2026, 11, 29);
    var parser = new DayParser(sunday, sunday, Map.of());
    assertThat(parser.find(Words.of("Monday"), false).day())
        .isEqualTo(new On(LocalDate.of(2026, 11, 30)));
    assertThat(parser.find(Words.of("next Monday"), false).day())
        .isEqualTo(new On(LocalDate.of(2026, 11, 30)));
    assertThat(parser.find(Words.of("this Sunday"), false).day()).isEqualTo(new On(sunday));
    assertThat(parser.find(Words.of("Sunday"), false).day())
        .isEqualTo(new On(LocalDate.of(2026, 12, 6)));
  }

  @Test
  void skipsMonthsWithoutTheDay() {
    LocalDate inNovember = LocalDate.of(2027, 1, 31);
    var parser = new DayParser(inNovember, inNovember, Map.of());
    assertThat(parser.find(Words.of("the thirtieth"), false).day())
        .isEqualTo(new On(LocalDate.of(2027, 3, 30)));
  }

  private static DayExpression find(String said, boolean expected) {
    var found = new DayParser(MONDAY, MONDAY, HOLIDAYS).find(Words.of(said), expected);
    return found == null ? null : found.day();
  }
}
