package org.talkspurt.dialog.reply;

import java.util.ArrayList;
import java.util.List;

/** Which words of a reply a caller has heard, counted in samples played. */
final class SpokenText {

  private record Span(String text, long firstSample, int samples) {}

  private final List<Span> spans = new ArrayList<>();

  /** A clause is going to be played from {@code firstSample} on. */
  void add(String text, long firstSample, int samples) {
    spans.add(new Span(text, firstSample, samples));
  }

  /**
   * The words heard once {@code playedSamples} were played. Within a clause words are taken to be
   * spread evenly over its letters; a word counts when all of it was played.
   */
  String heard(long playedSamples) {
    StringBuilder heard = new StringBuilder();
    for (Span span : spans) {
      String words = heard(span, playedSamples - span.firstSample);
      if (words.isEmpty()) {
        break;
      }
      boolean apart = !heard.isEmpty() && ",.;:!?".indexOf(words.charAt(0)) < 0;
      heard.append(apart ? " " : "").append(words);
    }
    return heard.toString();
  }

  private static String heard(Span span, long played) {
    if (played >= span.samples) {
      return span.text;
    }
    int letters = (int) Math.max(0, span.text.length() * played / Math.max(1, span.samples));
    int wordEnd = span.text.lastIndexOf(' ', letters);
    return wordEnd < 0 ? "" : span.text.substring(0, wordEnd);
  }
}
