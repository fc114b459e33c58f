package org.talkspurt.dialog.reply;

import org.talkspurt.dialog.spi.Speech;

/** Tells speech from the noise, the silence or the endless sound of a broken synthesiser. */
final class SpeechCheck {
  /** Half of it is left for who spells slowly. */
  private static final int MOST_MS_PER_CHARACTER = 300;

  /** Of a short clause, which may be a number of many digits. */
  private static final int LEAST_BOUND_MS = 3_000;

  /** −60 dB of full scale. */
  private static final int AUDIBLE = 33;

  /** Of the samples, beyond which it is noise: speech touches full scale in its peaks. */
  private static final double MOST_CLIPPED = 0.1;

  private SpeechCheck() {}

  /**
   * Returns {@code speech}.
   *
   * @throws IllegalStateException if it cannot be {@code spokenForm}
   */
  static Speech check(String spokenForm, Speech speech) {
    long ms = speech.samples().length * 1_000L / speech.sampleRateHz();
    long mostMs = LEAST_BOUND_MS + (long) spokenForm.length() * MOST_MS_PER_CHARACTER;
    if (ms > mostMs) {
      throw new IllegalStateException("speech of %d ms (expected: <= %d)".formatted(ms, mostMs));
    }
    int audible = 0;
    int clipped = 0;
    for (short sample : speech.samples()) {
      audible += Math.abs(sample) >= AUDIBLE ? 1 : 0;
      clipped += Math.abs(sample) >= Short.MAX_VALUE ? 1 : 0;
    }
    // Of what no voice can say nothing is to be heard: a word in another script.
    if (audible == 0 && spokenForm.chars().anyMatch(SpeechCheck::isLatin)) {
      throw new IllegalStateException("speech without a sound");
    }
    if (clipped > MOST_CLIPPED * speech.samples().length) {
      throw new IllegalStateException(
          "speech with %d of %d samples clipped".formatted(clipped, speech.samples().length));
    }
    return speech;
  }

  private static boolean isLatin(int character) {
    return character < 0x80 && Character.isLetterOrDigit(character);
  }
}
