package org.talkspurt.gateway.caller.script;

import java.nio.file.Path;
import java.util.OptionalInt;

/** What a simulated caller lets be heard. */
public sealed interface Speech {

  /**
   * A recording.
   *
   * @param startMs where the speech begins; empty: the first sound above −50 dBm0
   * @param endMs where it ends; empty: the last such sound
   * @param pauseAtMs where to pause; empty: nowhere
   * @param pauseMs how long
   */
  record Clip(Path file, OptionalInt startMs, OptionalInt endMs, OptionalInt pauseAtMs, int pauseMs)
      implements Speech {}

  /**
   * A text for the local voice.
   *
   * @param text {@value #PAUSE} stands for a pause within the sentence
   */
  record Text(String text, int pauseMs) implements Speech {
    public static final String PAUSE = "|";
  }

  /** A burst of noise. */
  record Cough() implements Speech {}

  /** In a few words, for reports. */
  default String label() {
    return switch (this) {
      case Clip clip -> String.valueOf(clip.file().getFileName());
      case Text(String text, _) -> text;
      case Cough _ -> "cough";
    };
  }
}
