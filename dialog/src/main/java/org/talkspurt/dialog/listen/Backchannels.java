package org.talkspurt.dialog.listen;

import java.util.List;
import java.util.Set;
import org.talkspurt.dialog.agent.ExpectedAnswer;

/** Words that say "I am listening" or nothing at all, and ask for no answer. */
public final class Backchannels {
  /** Hesitations, and the "You" that recognizers make of noise. */
  private static final Set<String> NO_WORDS =
      Set.of("m", "mm", "hm", "hmm", "huh", "ah", "eh", "uh", "um", "er", "erm", "you");

  /** What a listener puts in without wanting the floor; an answer when a question was asked. */
  private static final Set<String> ACKNOWLEDGEMENTS =
      Set.of(
          "okay",
          "ok",
          "yeah",
          "yep",
          "yes",
          "right",
          "sure",
          "alright",
          "all right",
          "i see",
          "got it",
          "great",
          "good",
          "fine",
          "cool",
          "oh",
          "really",
          "wow",
          "thanks",
          "thank you",
          "uh huh",
          "mm hm",
          "mm hmm",
          "m hm",
          "mhm");

  /** "Okay, yeah, right, sure": more than that is talk. */
  private static final int MOST_WORDS = 4;

  private Backchannels() {}

  /** Whether a transcript holds no word that could mean anything. */
  public static boolean isWordless(String transcript) {
    Count count = count(transcript);
    return count.others == 0 && count.acknowledgements == 0;
  }

  /**
   * Whether a caller who says this while the bot speaks wants it to go on.
   *
   * @param expected with {@link ExpectedAnswer#SHORT}, "yes" and the like are an early answer
   */
  public static boolean isBackchannel(String transcript, ExpectedAnswer expected) {
    Count count = count(transcript);
    if (count.others > 0 || count.words > MOST_WORDS) {
      return false;
    }
    return count.acknowledgements == 0 || expected != ExpectedAnswer.SHORT;
  }

  private static Count count(String transcript) {
    List<String> words = TranscriptWords.of(transcript);
    int acknowledgements = 0;
    int others = 0;
    int i = 0;
    while (i < words.size()) {
      String word = words.get(i);
      if (i + 1 < words.size() && ACKNOWLEDGEMENTS.contains(word + " " + words.get(i + 1))) {
        acknowledgements++;
        i++;
      } else if (ACKNOWLEDGEMENTS.contains(word)) {
        acknowledgements++;
      } else if (!NO_WORDS.contains(word)) {
        others++;
      }
      i++;
    }
    return new Count(words.size(), acknowledgements, others);
  }

  private record Count(int words, int acknowledgements, int others) {}
}
