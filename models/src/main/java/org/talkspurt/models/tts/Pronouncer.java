package org.talkspurt.models.tts;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.talkspurt.models.tts.ClauseTokens.Kind;
import org.talkspurt.models.tts.ClauseTokens.Token;

/**
 * Turns a clause of American English in spoken form into IPA as espeak would write it, punctuation
 * kept. Characters that nobody can say are left out. Thread-safe.
 */
final class Pronouncer {

  private static final Pattern VOWEL_LETTER = Pattern.compile("[aeiouyAEIOUY]");

  private static final Pattern CAMEL_CASE = Pattern.compile("(?<=\\p{Ll}{2})(?=\\p{Lu}\\p{Ll})");

  /** Longer words without a vowel are foreign rather than letters to be spelled. */
  private static final int LONGEST_SPELLED = 5;

  private final PronunciationDictionary dictionary;
  private final UnknownWordPronouncer unknownWords;

  Pronouncer(PronunciationDictionary dictionary, UnknownWordPronouncer unknownWords) {
    this.dictionary = dictionary;
    this.unknownWords = unknownWords;
  }

  /** IPA of {@code spokenForm}; empty if there is nothing to say in it. */
  String pronounce(String spokenForm) {
    List<Token> tokens =
        ClauseTokens.of(spokenForm, word -> lookup(word, WordSense.DEFAULT, false) != null);
    String[] ipa = new String[tokens.size()];
    // From the end: a function word asks how the next word begins.
    String nextSounds = null;
    for (int i = ipa.length - 1; i >= 0; i--) {
      Token token = tokens.get(i);
      if (token.kind() == Kind.PAUSE) {
        ipa[i] = token.text();
        nextSounds = null;
      } else {
        String sounds =
            switch (token.kind()) {
              case LETTERS -> spell(token.text());
              case IPA -> GivenSounds.ofIpa(token.text());
              case RESPELLING -> GivenSounds.ofSyllables(token.text(), this::part);
              case WORD, PAUSE -> word(tokens, i, nextSounds);
            };
        ipa[i] = " " + (token.kind() == Kind.IPA ? sounds : EspeakIpa.fromMisaki(sounds));
        String opening = token.kind() == Kind.IPA ? GivenSounds.opening(sounds) : sounds;
        nextSounds = opening.isEmpty() ? nextSounds : opening;
      }
    }
    return String.join("", ipa).strip();
  }

  private String word(List<Token> tokens, int at, @Nullable String nextSounds) {
    String word = tokens.get(at).text();
    String lower = word.toLowerCase(Locale.ROOT);
    String reduced = FunctionWords.pronounce(lower, at == 0, nextSounds);
    if (reduced != null) {
      return reduced;
    }
    var sense =
        WordSense.of(lower, ClauseTokens.word(tokens, at - 1), ClauseTokens.word(tokens, at + 1));
    boolean opensSentence = at == 0 || ".?!".contains(tokens.get(at - 1).text());
    String sounds = lookup(word, sense, opensSentence);
    return sounds == null ? unknown(word) : sounds;
  }

  private @Nullable String lookup(String word, WordSense sense, boolean opensSentence) {
    String lower = word.toLowerCase(Locale.ROOT);
    // A sentence's first word is capitalised anyway: "Polish your teeth" is not about Poland.
    String first = opensSentence ? lower : word;
    String second = opensSentence ? word : lower;
    for (String spelling : new String[] {first, second, capitalized(lower)}) {
      String sounds = dictionary.lookup(spelling, sense);
      if (sounds != null) {
        return sounds;
      }
    }
    String sounds = ExtraWords.lookup(lower);
    return sounds == null ? WordEndings.pronounce(lower, stem -> stem(stem, sense)) : sounds;
  }

  private @Nullable String stem(String stem, WordSense sense) {
    if (stem.isEmpty()) {
      return null;
    }
    // Of single letters only the names are useful: "p's and q's".
    String sounds = stem.length() == 1 ? null : dictionary.lookup(stem, sense);
    if (sounds == null) {
      sounds = dictionary.lookup(capitalized(stem), sense);
    }
    return sounds == null ? ExtraWords.lookup(stem) : sounds;
  }

  private static String capitalized(String word) {
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }

  private String unknown(String word) {
    String[] parts = CAMEL_CASE.split(word);
    if (parts.length > 1) { // "MetLife"
      return Arrays.stream(parts).map(this::part).collect(Collectors.joining());
    }
    boolean spelled = word.length() <= LONGEST_SPELLED && !VOWEL_LETTER.matcher(word).find();
    return spelled ? spell(word.toUpperCase(Locale.ROOT)) : unknownWords.pronounce(word);
  }

  private String part(String word) {
    String sounds = lookup(word, WordSense.DEFAULT, true);
    return sounds == null ? unknown(word) : sounds;
  }

  /** Names of letters, the last one stressed most. */
  private String spell(String letters) {
    var sounds = new StringBuilder();
    for (int i = 0; i < letters.length(); i++) {
      String name = dictionary.lookup(letters.substring(i, i + 1), WordSense.DEFAULT);
      if (name != null) {
        sounds.append(i < letters.length() - 1 ? name.replace('ˈ', 'ˌ') : name);
      }
    }
    return sounds.toString();
  }
}
