package org.talkspurt.dialog.listen;

import java.util.ArrayList;
import java.util.List;

/**
 * Tells which words of a sound that is still growing can be relied on: those on which two partial
 * transcripts in a row agree. What follows them was cut off within a word, or guessed. Words once
 * relied on stay. (LocalAgreement-2 of Liu, Spanakis and Niehues, "Low-Latency Sequence-to-Sequence
 * Speech Recognition and Translation by Partial Hypothesis Selection", Interspeech 2020.)
 */
final class PartialStabilizer {
  private List<String> before = List.of();
  private final List<String> stable = new ArrayList<>();

  /** Takes the next partial transcript; returns the stable words so far, lower case, may be "". */
  String onPartial(String transcript) {
    List<String> words = TranscriptWords.of(transcript);
    int agreed = 0;
    while (agreed < Math.min(words.size(), before.size())
        && words.get(agreed).equals(before.get(agreed))) {
      agreed++;
    }
    if (agreed > stable.size()) {
      stable.addAll(words.subList(stable.size(), agreed));
    }
    before = words;
    return String.join(" ", stable);
  }
}
