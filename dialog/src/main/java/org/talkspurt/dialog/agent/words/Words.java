package org.talkspurt.dialog.agent.words;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The words of what a caller said, without punctuation. Digits and letters are separate words
 * ("3pm" is "3", "pm"), as are the parts of a hyphenated word; ordinals ("26th"), clock times
 * ("3:30", also written "3.30") and dates ("11/26") stay whole. Immutable.
 */
public final class Words {

  /** Longest text that is looked at, in characters: nobody says more in one turn. */
  public static final int MAX_CHARACTERS = 600;

  /** Stands for words that were understood already; matches nothing. */
  private static final Word TAKEN = new Word("", "");

  private static final Pattern WORD =
      Pattern.compile(
          "(?<![\\d.:])\\d{1,2}[:.][0-5]\\d(?![\\d:]|\\.\\d)"
              + "|\\d{1,2}/\\d{1,2}(?:/\\d{2,4})?"
              + "|\\d+(?:st|nd|rd|th)\\b"
              + "|\\d+"
              + "|[ap]\\.\\s?m\\b\\.?"
              + "|\\p{L}+(?:['\u2019]\\p{L}+)*",
          Pattern.CASE_INSENSITIVE);

  private final List<Word> words;

  private Words(List<Word> words) {
    this.words = words;
  }

  /**
   * One word.
   *
   * @param text as recognised
   * @param key lower case, without apostrophes: "oclock", "dont", "pm"
   */
  record Word(String text, String key) {}

  public static Words of(String text) {
    var words = new ArrayList<Word>();
    String start = text.substring(0, Math.min(text.length(), MAX_CHARACTERS));
    Matcher matcher = WORD.matcher(start);
    while (matcher.find()) {
      String word = matcher.group();
      words.add(new Word(word, key(word)));
    }
    return new Words(List.copyOf(words));
  }

  private static String key(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    if (Character.isDigit(lower.charAt(0))) {
      return lower.replace('.', ':');
    }
    return lower.replaceAll("[^\\p{L}]", "");
  }

  public int size() {
    return words.size();
  }

  /** Whether there is a word at {@code i} that has not been taken. */
  boolean hasWord(int i) {
    return !key(i).isEmpty();
  }

  /** The word at {@code i} in lower case; empty outside and where words were taken. */
  public String key(int i) {
    return i >= 0 && i < words.size() ? words.get(i).key() : "";
  }

  /** The word at {@code i} as recognised. */
  String text(int i) {
    return words.get(i).text();
  }

  boolean is(int i, String... keys) {
    String key = key(i);
    for (String candidate : keys) {
      if (key.equals(candidate)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the words from {@code i} on are {@code phrase}, e.g. "no wait". */
  boolean isPhrase(int i, String phrase) {
    int at = i;
    for (String word : phrase.split(" ", -1)) {
      if (!key(at).equals(word)) {
        return false;
      }
      at++;
    }
    return true;
  }

  /** Where {@code phrase} (of lower-case words) begins first; −1 if nowhere. */
  int indexOf(String phrase) {
    for (int i = 0; i < words.size(); i++) {
      if (isPhrase(i, phrase)) {
        return i;
      }
    }
    return -1;
  }

  /** Whether {@code phrase}, in lower-case words without apostrophes, occurs. */
  public boolean has(String phrase) {
    return indexOf(phrase) >= 0;
  }

  /** Whether any of {@code phrases} occurs. */
  public boolean hasAny(Iterable<String> phrases) {
    for (String phrase : phrases) {
      if (has(phrase)) {
        return true;
      }
    }
    return false;
  }

  /** The same words, those of {@code span} marked as understood. */
  public Words without(Span span) {
    var left = new ArrayList<>(words);
    for (int i = span.from(); i < span.to(); i++) {
      left.set(i, TAKEN);
    }
    return new Words(List.copyOf(left));
  }

  /** The same words, those before {@code index} marked as understood. */
  public Words from(int index) {
    return without(new Span(0, index));
  }

  /** Words that were not taken. */
  public int wordsLeft() {
    int left = 0;
    for (Word word : words) {
      if (!word.key().isEmpty()) {
        left++;
      }
    }
    return left;
  }

  /** The words that were not taken, as recognised, separated by single spaces. */
  public String asHeard() {
    return joined(Word::text);
  }

  /** The words that were not taken, in lower case, separated by single spaces. */
  @Override
  public String toString() {
    return joined(Word::key);
  }

  private String joined(Function<Word, String> form) {
    return words.stream()
        .filter(word -> !word.key().isEmpty())
        .map(form)
        .collect(Collectors.joining(" "));
  }
}
