package org.talkspurt.dialog.agent.words;

import java.util.List;

/** Hears that a caller takes back what was said: "no, wait, I meant Thursday". */
public final class Correction {

  /** "No weight" and "no way" are what recognizers make of "no, wait". */
  private static final List<String> CUES =
      List.of(
          "no wait",
          "no weight",
          "no way",
          "no wade",
          "nowait",
          "know wait",
          "wait",
          "weight",
          "i meant",
          "i ment",
          "i mean",
          "i said",
          "actually",
          "sorry",
          "rather",
          "make it",
          "make that",
          "change it",
          "change that",
          "change to",
          "scratch that",
          "correction",
          "on second thought",
          "better",
          "lets do",
          "lets say",
          "lets make",
          "not that",
          "no no",
          "oh no",
          "no its",
          "no it is",
          "no thats",
          "but");

  private static final List<String> ELSEWHERE =
      List.of("instead", "change", "wrong", "incorrect", "different", "another");

  private Correction() {}

  /**
   * Where the corrected words begin: after the last cue that still has words behind it; 0 if there
   * is no cue.
   */
  public static int startOfCorrected(Words words) {
    int start = 0;
    for (String cue : CUES) {
      int length = cue.split(" ", -1).length;
      for (int i = 0; i + length < words.size(); i++) {
        if (words.isPhrase(i, cue)) {
          start = Math.max(start, i + length);
        }
      }
    }
    return start;
  }

  /** Whether something said before is taken back. */
  public static boolean isHeardIn(Words words) {
    return startOfCorrected(words) > 0
        || words.hasAny(ELSEWHERE)
        || words.hasAny(List.of("wait", "no weight"));
  }
}
