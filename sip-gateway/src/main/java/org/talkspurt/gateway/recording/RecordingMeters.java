package org.talkspurt.gateway.recording;

/** Told of what becomes of recordings, by home loops and by the thread that writes. */
public interface RecordingMeters {

  /** Why 20 ms of a call are not in its recording. */
  enum Drop {
    /** The disk was too slow: 4 s were waiting. */
    SLOW,
    /** The disk has too little room. */
    FULL,
    /** The disk refused them. */
    FAILED
  }

  /** How much of a call there is. */
  enum Outcome {
    /** All. */
    WHOLE,
    /** Some is missing. */
    GAPS,
    /** Nothing. */
    NONE
  }

  void dropped(Drop why, int frames);

  void ended(Outcome outcome);
}
