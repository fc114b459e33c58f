package org.talkspurt.rtp.jitter;

/** What a played frame is made of. */
public enum Playout {
  /** Decoded speech, perhaps lengthened or shortened. */
  NORMAL,
  /** At least one sample replaces one that did not come. */
  CONCEALED,
  /** Zeros, or the fading end of what was played: nothing came yet, or the sender is silent. */
  SILENCE;

  /** What a frame is made of that has parts of both. */
  Playout and(Playout other) {
    if (this == CONCEALED || other == CONCEALED) {
      return CONCEALED;
    }
    return this == NORMAL || other == NORMAL ? NORMAL : SILENCE;
  }
}
