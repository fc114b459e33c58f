package org.talkspurt.dialog.agent;

import java.util.List;
import java.util.Set;
import org.talkspurt.dialog.agent.words.Words;
import org.talkspurt.dialog.agent.words.YesNo;

/** Short turns that mean something only after what the bot said. */
enum Courtesy {
  /** "Pardon?" */
  REPEAT,
  /** "No thanks", "that's all". */
  NOTHING_ELSE,
  /** "Let me think", "um". */
  THINKING,
  /** A bare "no". */
  NO,
  /** A bare "yes". */
  YES,
  /** Something else. */
  NONE;

  private static final int LONGEST = 6;
  private static final int MOST_BESIDES = 2;

  private static final List<String> REPEATING =
      List.of(
          "repeat",
          "say that again",
          "say it again",
          "once more",
          "come again",
          "pardon",
          "what did you say",
          "what was that",
          "didnt hear you",
          "didnt catch that",
          "didnt understand you",
          "one more time");

  private static final List<String> FINISHING =
      List.of(
          "no thanks",
          "no thank you",
          "thats all",
          "that is all",
          "thats it",
          "nothing else",
          "thats everything",
          "all set",
          "im good",
          "im fine",
          "goodbye",
          "good bye",
          "bye",
          "bye bye",
          "hang up");

  /** Mean something only alone. */
  private static final Set<String> ALONE =
      Set.of("what", "excuse me", "huh", "sorry", "im sorry what", "sorry what");

  private static final List<String> THINKING_ALOUD =
      List.of(
          "let me think",
          "let me see",
          "let me check",
          "let me look",
          "one moment",
          "one second",
          "just a moment",
          "just a second",
          "just a minute",
          "hold on",
          "hang on",
          "give me a second",
          "give me a moment");

  private static final Set<String> HESITATIONS =
      Set.of("um", "uh", "hm", "hmm", "er", "erm", "well", "so", "oh", "ah", "maybe", "like");

  /** Longer turns say something else as well: "no thanks, where are you?" */
  private static boolean isMostly(Words words, List<String> phrases) {
    return phrases.stream()
        .filter(words::has)
        .anyMatch(phrase -> words.wordsLeft() - phrase.split(" ", -1).length <= MOST_BESIDES);
  }

  private static boolean isHesitation(Words words) {
    return words.wordsLeft() > 0
        && List.of(words.toString().split(" ", -1)).stream().allMatch(HESITATIONS::contains);
  }

  static Courtesy of(Words words) {
    if (words.wordsLeft() > LONGEST) {
      return NONE;
    }
    if (words.hasAny(REPEATING) || ALONE.contains(words.toString())) {
      return REPEAT;
    }
    if (isMostly(words, FINISHING)) {
      return NOTHING_ELSE;
    }
    if (isMostly(words, THINKING_ALOUD) || isHesitation(words)) {
      return THINKING;
    }
    return switch (YesNo.only(words)) {
      case YES -> YES;
      case NO -> NO;
      case UNCLEAR -> NONE;
    };
  }
}
