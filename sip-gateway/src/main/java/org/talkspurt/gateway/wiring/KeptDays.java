package org.talkspurt.gateway.wiring;

import java.time.Duration;

/** For how many days something is kept. */
final class KeptDays {
  private KeptDays() {}

  /**
   * Whole days; 0: for ever.
   *
   * @throws SettingException for a part of a day: half a day must not come to mean for ever
   */
  static int of(String key, Duration keep) {
    if (!keep.equals(Duration.ofDays(keep.toDays()))) {
      throw new SettingException(
          "%s: %s (expected: whole days, such as 30d; 0d: for ever)".formatted(key, keep));
    }
    return (int) keep.toDays();
  }

  static int of(TalkspurtProperties.Records records) {
    return of("talkspurt.records.keep", records.keep());
  }

  static int of(TalkspurtProperties.Recording recording) {
    return of("talkspurt.recording.keep", recording.keep());
  }
}
