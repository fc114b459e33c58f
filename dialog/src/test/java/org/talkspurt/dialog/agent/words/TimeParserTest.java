package org.talkspurt.dialog.agent.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.talkspurt.dialog.agent.words.TimeExpression.Exact;
import org.talkspurt.dialog.agent.words.TimeExpression.Part;
import org.talkspurt.dialog.agent.words.TimeExpression.PartOfDay;
import org.talkspurt.dialog.agent.words.TimeExpression.TwelveHour;

class TimeParserTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          3 p.m.                        | 15:00
          3 pm                          | 15:00
          3pm                           | 15:00
          three P.M.                    | 15:00
          three p m                     | 15:00
          at 3:30 p.m.                  | 15:30
          3.30 p.m.                     | 15:30
          330 pm                        | 15:30
          half past two p.m.            | 14:30
          9 a.m.                        | 09:00
          nine a.m. please              | 09:00
          12 pm                         | 12:00
          12 am                         | 00:00
          noon                          | 12:00
          at midday                     | 12:00
          midnight                      | 00:00
          15:30                         | 15:30
          at 1530                       | 15:30
          at fourteen                   | 14:00
          three in the afternoon        | 15:00
          nine in the morning           | 09:00
          seven in the evening          | 19:00
          tomorrow morning at nine      | 09:00
          at three o'clock this afternoon | 15:00
          quarter to nine in the morning | 08:45
          at six tonight                | 18:00
          eleven thirty am              | 11:30
          """)
  void findsExactTimes(String said, LocalTime expected) {
    assertThat(find(said, false)).isEqualTo(new Exact(expected));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          at three                      | 3  | 0
          at 3                          | 3  | 0
          around 4 o'clock              | 4  | 0
          three o'clock                 | 3  | 0
          three thirty                  | 3  | 30
          actually three thirty         | 3  | 30
          3:30                          | 3  | 30
          3.30                          | 3  | 30
          Tuesday 3 30                  | 3  | 30
          at 330                        | 3  | 30
          half past two                 | 2  | 30
          half two                      | 2  | 30
          quarter to nine               | 8  | 45
          a quarter to one              | 12 | 45
          quarter of nine               | 8  | 45
          quarter two nine              | 8  | 45
          quarter past four             | 4  | 15
          quarter after for             | 4  | 15
          ten to five                   | 4  | 50
          twenty past four              | 4  | 20
          five minutes after three      | 3  | 5
          twenty five past two          | 2  | 25
          three oh five                 | 3  | 5
          nine fifteen                  | 9  | 15
          ten forty five                | 10 | 45
          twelve thirty                 | 12 | 30
          at for                        | 4  | 0
          at for thirty                 | 4  | 30
          for thirty                    | 4  | 30
          at ate                        | 8  | 0
          at to                         | 2  | 0
          ate o'clock                   | 8  | 0
          after 5                       | 5  | 0
          the twenty sixth at 2         | 2  | 0
          """)
  void leavesTheHalfOfTheDayOpenWhereItWasNotSaid(String said, int hour, int minute) {
    assertThat(find(said, false)).isEqualTo(new TwelveHour(hour, minute));
  }

  @ParameterizedTest
  @CsvSource({
    "three, 3, 0",
    "for, 4, 0",
    "too, 2, 0",
    "ten please, 10, 0",
    "maybe eleven, 11, 0",
    "915, 9, 15"
  })
  void takesABareNumberForATimeWhenATimeWasAsked(String said, int hour, int minute) {
    assertThat(find(said, true)).isEqualTo(new TwelveHour(hour, minute));
    assertThat(find(said, false)).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          for two people
          I have three kids
          for 30 minutes
          in two weeks
          at 2 weeks old
          five five five oh one four two
          555 0142
          twenty five dollars
          a cleaning for my daughter
          the twenty sixth
          at 3:75
          """)
  void findsNoTimeWhereNoneWasNamed(String said) {
    assertThat(find(said, false)).isNull();
  }

  @Test
  void hearsPartsOfTheDay() {
    assertThat(find("Friday morning", false)).isEqualTo(new PartOfDay(Part.MORNING));
    assertThat(find("in the afternoon", false)).isEqualTo(new PartOfDay(Part.AFTERNOON));
    assertThat(find("after noon", false)).isNull();
    assertThat(find("tonight", false)).isEqualTo(new PartOfDay(Part.EVENING));
    assertThat(find("first thing", false)).isEqualTo(new PartOfDay(Part.EARLIEST));
    assertThat(find("good morning", false)).isNull();
  }

  private static TimeExpression find(String said, boolean expected) {
    var found = TimeParser.find(Words.of(said), expected);
    return found == null ? null : found.time();
  }
}
