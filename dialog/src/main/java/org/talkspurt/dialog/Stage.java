package org.talkspurt.dialog;

import java.util.Locale;

/**
 * The segments of a turn's critical path, in order. Each begins where the latest of those before it
 * ended, so that they add up to the response latency.
 */
public enum Stage {
  /** From the arrival of the packet with the caller's last speech sample to its playout. */
  JITTER_BUFFER,
  /** To the report of the first silent voice activity window. */
  VAD,
  /** To the decision that the caller has finished. */
  END_OF_TURN,
  /** To the final transcript. */
  ASR_FINAL,
  /** To the reply's text, or to the first clause of one that is still being made. */
  LLM_FIRST_TOKEN,
  /** To the first clause's samples being queued. */
  TTS_FIRST_FRAME,
  /** To the sending of the first packet with them. */
  PLAYOUT_START;

  /** The value of the meters' {@code stage} label. */
  public String tag() {
    return name().toLowerCase(Locale.ROOT);
  }
}
