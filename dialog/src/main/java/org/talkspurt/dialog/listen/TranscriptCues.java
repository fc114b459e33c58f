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
public final class TranscriptCues {
  /** Few end a sentence with these; a question may ("Where are you from?"). */
  private static final Set<String> OPEN_WORDS =
      Set.of(
          ("and or but so because the a an my your his our their to of for with at on from by if"
                  + " i'm it's that's there's i'd i'll we'd um uh er erm about than i we like"
                  + " between until till every number")
              .split(" "));

  /**
   * Open as well where something goes before: verbs without their object, "how much" in a sentence.
   */
  private static final Set<String> OPEN_PAIRS =
      Set.of(
          "i think",
          "i guess",
          "i need",
          "i want",
          "i prefer",
          "would prefer",
          "tell me",
          "send me",
          "give me",
          "show me",
          "let me",
          "how much",
          "how many",
          "how long",
          "how often",
          "what kind",
          "what time",
          "what age",
          "it possible");

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
  private static final int FEWEST_DIGITS = 3;
  private static final int MOST_OTHER_WORDS = 2;

  private TranscriptCues() {}

  /**
   * What a transcript tells.
   *
   * @param expected what the bot had asked for
   */
  public static WordCue judge(String transcript, ExpectedAnswer expected) {
    String text = transcript.strip().toLowerCase(Locale.ROOT).replace('’', '\'');
    List<String> words = TranscriptWords.of(text);
    if (words.isEmpty()) {
      return WordCue.WORDLESS;
    }
    int digits = digits(words);
    if (digits > 0 && isNumber(text, words, digits, expected)) {
      return ofNumber(digits);
    }
    boolean question = text.endsWith("?");
    if (endsOpen(words)) {
      return question ? WordCue.OPEN_QUESTION : WordCue.OPEN;
    }
    if (text.endsWith(",") || text.endsWith("-") || text.endsWith("…") || text.endsWith("..")) {
      return WordCue.CUT_OFF;
    }
    if (words.size() <= 2 && CLOSED_ANSWERS.contains(words.getLast())) {
      return WordCue.CLOSED_ANSWER;
    }
    if (question) {
      return WordCue.QUESTION;
    }
    boolean sentence = text.endsWith(".") || text.endsWith("!");
    if (sentence && expected == ExpectedAnswer.SHORT) {
      return WordCue.ANSWER;
    }
    return sentence && words.size() >= SENTENCE_WORDS ? WordCue.SENTENCE : WordCue.FRAGMENT;
  }

  /** A number was asked for or is spoken of, or there is hardly anything else. */
  private static boolean isNumber(
      String text, List<String> words, int digits, ExpectedAnswer expected) {
    return expected == ExpectedAnswer.NUMBER
        || ABOUT_A_NUMBER.matcher(text).find()
        || (digits >= FEWEST_DIGITS && words.size() - digitWords(words) <= MOST_OTHER_WORDS);
  }

  private static int digitWords(List<String> words) {
    return (int)
        words.stream()
            .filter(word -> DIGIT_WORDS.contains(word) || word.chars().anyMatch(Character::isDigit))
            .count();
  }

  private static boolean endsOpen(List<String> words) {
    String last = words.getLast();
    if (words.size() > 2 && OPEN_PAIRS.contains(words.get(words.size() - 2) + " " + last)) {
      return true;
    }
    if (FORMS_OF_BE.contains(last)) {
      return words.size() > 1 && !PRONOUNS.contains(words.get(words.size() - 2));
    }
    return OPEN_WORDS.contains(last);
  }

  private static WordCue ofNumber(int digits) {
    if (digits < SHORTEST_NUMBER) {
      return WordCue.NUMBER_BEGUN;
    }
    return digits < NATIONAL_NUMBER ? WordCue.NUMBER_LONG : WordCue.NUMBER_WHOLE;
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
