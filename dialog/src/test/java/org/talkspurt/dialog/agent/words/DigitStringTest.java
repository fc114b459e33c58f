package org.talkspurt.dialog.agent.words;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DigitStringTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          five five five, oh one four two            | 5550142
          555-0142                                   | 5550142
          555 0142.                                  | 5550142
          5550142                                    | 5550142
          My number is 555, 0142, thanks             | 5550142
          five five five zero one double four        | 5550144
          triple five oh one four two                | 5550142
          five fifty five, oh one forty two          | 5550142
          555 01 42                                  | 5550142
          area code 212, 555, 0142                   | 2125550142
          two one two five five five oh one four two | 2125550142
          (212) 555-0142                             | 2125550142
          +1 212 555 0142                            | 12125550142
          eight hundred five five five 0199          | 8005550199
          555 o one for two                          | 5550142
          five five five oh one for too              | 5550142
          555 ate one four two                       | 5558142
          it's 555 and then 0142                     | 5550142
          555 uh 0142                                | 5550142
          555-01-42                                  | 5550142
          """)
  void readsNumbersSaidOrWritten(String said, String digits) {
    assertThat(find(said, false)).isEqualTo(digits);
  }

  @ParameterizedTest
  @CsvSource({"'two one two', 212", "'5:55, 0142', 5550142", "'double four', 44", "'nineteen', 19"})
  void readsPartsOfNumbersThatWereAskedFor(String said, String digits) {
    assertThat(find(said, true)).isEqualTo(digits);
  }

  @ParameterizedTest
  @CsvSource({"no thank you", "for my daughter", "'to, too'", "double the dose"})
  void findsNoDigitsInOtherWords(String said) {
    assertThat(find(said, true)).isNull();
  }

  private static String find(String said, boolean expected) {
    DigitString found = DigitString.find(Words.of(said), expected);
    return found == null ? null : found.digits();
  }
}
