package org.talkspurt.dialog.listen;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.talkspurt.dialog.agent.ExpectedAnswer;

/**
 * Tells from words whether a caller has finished. A recognizer puts a full stop behind nearly
 * everything, so the last word counts for more than the stop behind it; question marks are
 * trustworthy.
 */
final class TranscriptCues {
  /** Few end a sentence with these; a question may ("Where are you from?"). */
  private static final Set<String> OPEN_WORDS =
      Set.of(
          ("and or but so because the a an my your his our their to of for with at on from by if"
                  + " i'm it's that's there's i'd i'll we'd um uh er erm about than i we like"
                  + " between until till every number")
              .split(" "));

  /** Open as well, unless a pronoun stands before them: "my name is", but "yes, it is". */
  private static final Set<String> FORMS_OF_BE = Set.of("is", "are", "was", "were");

  private static final Set<String> PRONOUNS =
      Set.of("it", "that", "this", "they", "we", "you", "he", "she", "there", "those", "these");

  private static final Set<String> CLOSED_ANSWERS =
      Set.of(
          ("yes yeah yep no nope sure correct right okay ok thanks hello hi goodbye bye nothing"
                  + " exactly wrong stop")
              .split(" "));

  private static final Set<String> DIGIT_WORDS =
      Set.of("zero oh one two three four five six seven eight nine".split(" "));

  private static final Pattern ABOUT_A_NUMBER = Pattern.compile("\\b(number|phone|mobile|cell)\\b");
  private static final int SHORTEST_NUMBER = 7;
  private static final int NATIONAL_NUMBER = 10;
  private static final int SENTENCE_WORDS = 3;

  private TranscriptCues() {}

  static Completeness judge(String transcript, ExpectedAnswer expected) {
    String text = transcript.strip().toLowerCase(Locale.ROOT).replace('’', '\'');
    List<String> words = TranscriptWords.of(text);
    if (words.isEmpty()) {
      return Completeness.NEUTRAL;
    }
    int digits = digits(words);
    if (digits > 0 && (expected == ExpectedAnswer.NUMBER || ABOUT_A_NUMBER.matcher(text).find())) {
      return ofNumber(digits);
    }
    boolean question = text.endsWith("?");
    if (endsOpen(words)) {
      return question ? Completeness.NEUTRAL : Completeness.UNFINISHED;
    }
    if (text.endsWith(",") || text.endsWith("-") || text.endsWith("…") || text.endsWith("..")) {
      return Completeness.UNFINISHED;
    }
    boolean closedAnswer = words.size() <= 2 && CLOSED_ANSWERS.contains(words.getLast());
    if (question || closedAnswer) {
      return Completeness.COMPLETE;
    }
    boolean sentence = text.endsWith(".") || text.endsWith("!");
    boolean enoughWords = words.size() >= SENTENCE_WORDS || expected == ExpectedAnswer.SHORT;
    return sentence && enoughWords ? Completeness.COMPLETE : Completeness.NEUTRAL;
  }

  private static boolean endsOpen(List<String> words) {
    String last = words.getLast();
    if (FORMS_OF_BE.contains(last)) {
      return words.size() > 1 && !PRONOUNS.contains(words.get(words.size() - 2));
    }
    return OPEN_WORDS.contains(last);
  }

  private static Completeness ofNumber(int digits) {
    if (digits < SHORTEST_NUMBER) {
      return Completeness.UNFINISHED;
    }
    return digits < NATIONAL_NUMBER ? Completeness.NEUTRAL : Completeness.COMPLETE;
  }

  /** Digits said so far, as numerals or one by one as words. */
  private static int digits(List<String> words) {
    int digits = 0;
    for (String word : words) {
      if (DIGIT_WORDS.contains(word)) {
        digits++;
      } else {
        digits += (int) word.chars().filter(Character::isDigit).count();
      }
    }
    return digits;
  }
}
