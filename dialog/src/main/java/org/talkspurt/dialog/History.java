package org.talkspurt.dialog;

import java.util.ArrayList;
import java.util.List;

/** What was said in a call and heard by the other side. Bounded by the limits on turns and text. */
public final class History {
  private final List<Line> lines = new ArrayList<>();

  /** Who said a line. */
  public enum Speaker {
    CALLER,
    BOT
  }

  /**
   * @param text of a bot, the part of a reply that was played
   */
  public record Line(Speaker speaker, String text) {}

  void add(Speaker speaker, String text) {
    if (!text.isBlank()) {
      lines.add(new Line(speaker, text));
    }
  }

  /** All lines so far, in order. */
  public List<Line> lines() {
    return List.copyOf(lines);
  }
}
