package org.talkspurt.dialog.agent.words;

import java.util.List;
import java.util.Set;

/** Whether a caller agreed. */
public enum YesNo {
  YES,
  NO,
  /** Neither, or both. */
  UNCLEAR;

  /** Negated agreement; looked for first, since "not right" holds "right". */
  private static final List<String> NO_PHRASES =
      List.of(
          "not right",
          "not correct",
          "not quite",
          "not really",
          "not that",
          "not exactly",
          "isnt right",
          "isnt correct",
          "doesnt work",
          "does not work",
          "wont work",
          "cant do",
          "no good",
          "no thanks",
          "no thank you",
          "not now",
          "not today",
          "not necessary",
          "dont want",
          "rather not",
          "id rather",
          "uh uh",
          "nuh uh");

  private static final Set<String> NO_WORDS =
      Set.of("no", "nope", "nah", "know", "wrong", "incorrect", "negative", "non", "neither");

  private static final List<String> YES_PHRASES =
      List.of(
          "of course",
          "sounds good",
          "sounds great",
          "that works",
          "works for me",
          "thats fine",
          "that is fine",
          "thats good",
          "thats right",
          "thats it",
          "thats me",
          "that is right",
          "thats correct",
          "go ahead",
          "why not",
          "please do",
          "do it",
          "do that",
          "book it",
          "you got it",
          "i do",
          "i would",
          "all right",
          "all good",
          "no problem",
          "uh huh",
          "mm hmm",
          "mhm");

  private static final Set<String> YES_WORDS =
      Set.of(
          "yes",
          "yeah",
          "yep",
          "yup",
          "ya",
          "yea",
          "yas",
          "correct",
          "right",
          "sure",
          "ok",
          "okay",
          "fine",
          "perfect",
          "exactly",
          "absolutely",
          "definitely",
          "certainly",
          "great",
          "good",
          "affirmative",
          "alright",
          "indeed",
          "works",
          "totally",
          "wonderful");

  /** May stand beside a bare yes or no. */
  private static final Set<String> POLITE =
      Set.of(
          "please", "thanks", "thank", "you", "uh", "um", "oh", "well", "so", "then", "sir", "maam",
          "that", "thats", "is", "it", "id", "like", "love", "to", "for", "sounds", "of", "course",
          "i", "would", "do", "quite", "go", "ahead", "all", "really", "not", "now");

  /** Like {@link #of}, but only for words that say nothing else. */
  public static YesNo only(Words words) {
    for (int i = 0; i < words.size(); i++) {
      String key = words.key(i);
      boolean known = YES_WORDS.contains(key) || NO_WORDS.contains(key) || POLITE.contains(key);
      if (words.hasWord(i) && !known) {
        return UNCLEAR;
      }
    }
    return words.toString().equals("please") ? YES : of(words);
  }

  public static YesNo of(Words words) {
    if (words.hasAny(NO_PHRASES)) {
      return NO;
    }
    Words rest = words;
    boolean yes = false;
    for (String phrase : YES_PHRASES) {
      int at = rest.indexOf(phrase);
      if (at >= 0) {
        yes = true;
        rest = rest.without(new Span(at, at + phrase.split(" ", -1).length));
      }
    }
    boolean no = false;
    for (int i = 0; i < rest.size(); i++) {
      yes |= YES_WORDS.contains(rest.key(i));
      no |= NO_WORDS.contains(rest.key(i)) || rest.is(i, "not");
    }
    // "Know" is how a recognizer may write a lone "No", but "you know" is filler.
    no &= !(rest.has("you know") || rest.has("i know") || rest.has("dont know"));
    if (rest.is(0, "no", "nope", "nah")) {
      // "No, that's fine" is about the question asked: leave it open.
      return yes && !rest.has("please") ? UNCLEAR : NO;
    }
    if (yes == no) {
      return UNCLEAR;
    }
    return yes ? YES : NO;
  }
}
