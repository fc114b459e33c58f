package org.talkspurt.dialog.settings;

import static org.talkspurt.dialog.settings.Expect.expect;
import static org.talkspurt.dialog.settings.Expect.within;

import java.time.Duration;

/**
 * When a caller counts as interrupting.
 *
 * @param probability P(speech) that counts while the bot speaks, 0..1
 * @param windows windows in a row of it that pause the bot
 * @param sureProbability P(speech) of which one window is enough, {@code probability}..1
 * @param minLevelDbm0 level below which sound is not the caller's mouth, −70..0 dBm0
 * @param shortest speech shorter than this is a cough or a click
 * @param enough speech of this length interrupts, whatever it was
 * @param verdictWithin longest time from the pause to the verdict
 */
public record BargeInSettings(
    float probability,
    int windows,
    float sureProbability,
    double minLevelDbm0,
    Duration shortest,
    Duration enough,
    Duration verdictWithin) {

  public BargeInSettings {
    expect(probability > 0 && probability < 1, "probability", probability, "between 0 and 1");
    expect(windows >= 1 && windows <= 10, "windows", windows, "1 to 10");
    expect(
        sureProbability >= probability && sureProbability <= 1,
        "sure-probability",
        sureProbability,
        "probability " + probability + " to 1");
    expect(minLevelDbm0 >= -70 && minLevelDbm0 <= 0, "min-level-dbm0", minLevelDbm0, "-70 to 0");
    expect(
        !shortest.isNegative() && shortest.compareTo(enough) <= 0,
        "shortest",
        shortest,
        "0 to enough " + enough);
    expect(
        enough.compareTo(verdictWithin) <= 0,
        "enough",
        enough,
        "<= verdict-within " + verdictWithin);
    expect(within(verdictWithin, 100, 2_000), "verdict-within", verdictWithin, "0.1 s to 2 s");
  }

  /** What suits a telephone call. */
  public static BargeInSettings defaults() {
    return new BargeInSettings(
        0.65f,
        2,
        0.9f,
        -45,
        Duration.ofMillis(130),
        Duration.ofMillis(400),
        Duration.ofMillis(500));
  }
}
