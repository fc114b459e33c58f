package org.talkspurt.dialog;

import java.util.ArrayList;
import java.util.List;
import org.talkspurt.dialog.spi.SpokenLine;
import org.talkspurt.dialog.spi.SpokenLine.Speaker;

/** What was said in a call and heard by the other side. Bounded by the limits on turns and text. */
final class History {
  private final List<SpokenLine> lines = new ArrayList<>();

  /** A turn is over; empty where one of the two had no words. */
  void add(String caller, String bot) {
    add(Speaker.CALLER, caller);
    add(Speaker.BOT, bot);
  }

  private void add(Speaker speaker, String text) {
    if (!text.isBlank()) {
      lines.add(new SpokenLine(speaker, text));
    }
  }

  /** The same with a turn more. */
  History and(String caller, String bot) {
    History longer = new History();
    longer.lines.addAll(lines);
    longer.add(caller, bot);
    return longer;
  }

  /** All lines so far, in order. */
  List<SpokenLine> lines() {
    return List.copyOf(lines);
  }
}
