package org.talkspurt.models.echo;

/** How much of a caller's steady background is taken away. */
public enum NoiseSuppression {
  OFF,
  /** About 6 dB. */
  LOW,
  /** About 12 dB. */
  MODERATE,
  /** About 18 dB. */
  HIGH,
  /** About 21 dB. */
  VERY_HIGH
}
