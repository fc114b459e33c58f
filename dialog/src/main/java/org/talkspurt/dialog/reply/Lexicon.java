package org.talkspurt.dialog.reply;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How an agent pronounces words and phrases: put into the spoken form as {@code /IPA/} or {@code
 * [respelling]}, see {@code SpeechSynthesizer}. The longest phrase wins. One in lower case stands
 * for itself however it is written, one with capitals for this very spelling only ("Polish" the
 * people, not the wax). A possessive keeps its ending.
 */
public final class Lexicon {
  private static final Pattern RESPELLING =
      Pattern.compile("\\p{IsLatin}[\\p{IsLatin}']*(?:[ -]\\p{IsLatin}[\\p{IsLatin}']*)*");
  private static final Pattern EDGES = Pattern.compile("^[^\\p{L}]+|[^\\p{L}']+$");

  private final Map<String, String> asWritten = new HashMap<>();
  private final Map<String, String> anyCase = new HashMap<>();
  private final Pattern words;

  /**
   * @param normalizer brings a word to its spoken form: "Dr. Nguyen" is "Doctor Nguyen" by then
   */
  private Lexicon(Map<String, String> pronunciations, UnaryOperator<String> normalizer) {
    Map<String, String> patterns = new HashMap<>();
    pronunciations.forEach(
        (word, sound) -> {
          String spoken = EDGES.matcher(normalizer.apply(word)).replaceAll("");
          if (!spoken.isEmpty()) {
            boolean lower = word.equals(word.toLowerCase(Locale.ROOT));
            if (lower) {
              anyCase.put(spoken.toLowerCase(Locale.ROOT), inline(sound));
            } else {
              asWritten.put(spoken, inline(sound));
            }
            patterns.merge(
                spoken,
                (lower ? "(?iu:" : "(?:") + Pattern.quote(spoken) + ")",
                (a, b) -> a + "|" + b);
          }
        });
    List<String> alternatives =
        patterns.keySet().stream()
            .sorted(Comparator.comparingInt(String::length).reversed())
            .map(patterns::get)
            .toList();
    words =
        Pattern.compile(
            alternatives.isEmpty()
                ? "(?!)"
                : "(?<![\\p{L}'/-])(?:"
                    + String.join("|", alternatives)
                    + ")(?<s>'s)?(?![\\p{L}'-])");
  }

  /**
   * Of an agent that speaks English.
   *
   * @param pronunciations IPA between slashes, or a respelling, by word or phrase
   * @throws IllegalArgumentException see {@link #inline}
   */
  public static Lexicon english(Map<String, String> pronunciations) {
    return new Lexicon(pronunciations, TextNormalizer::spokenForm);
  }

  /**
   * A pronunciation as it stands in a spoken form.
   *
   * @param sound {@code /ʃɪˈvɔːn/} or {@code shih-VAWN}
   * @throws IllegalArgumentException if no voice can say it: names what is wrong
   */
  public static String inline(String sound) {
    String text = sound.strip();
    if (text.length() > 1 && text.startsWith("/") && text.endsWith("/")) {
      return "/" + Ipa.ofVoice(text.substring(1, text.length() - 1)) + "/";
    }
    if (!RESPELLING.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "expected syllables like shih-VAWN, or IPA between slashes like /ʃɪˈvɔːn/");
    }
    return "[" + text + "]";
  }

  /** Puts the pronunciations into a spoken form. */
  String apply(String spokenForm) {
    Matcher word = words.matcher(spokenForm);
    return word.replaceAll(
        found -> {
          String possessive = word.group("s") == null ? "" : "'s";
          String spelling =
              found.group().substring(0, found.group().length() - possessive.length());
          String sound = asWritten.get(spelling);
          if (sound == null) {
            sound = anyCase.getOrDefault(spelling.toLowerCase(Locale.ROOT), spelling);
          }
          return Matcher.quoteReplacement(sound + possessive);
        });
  }
}
