package org.talkspurt.models.tts;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

/**
 * Words and how they sound, in misaki's symbols: the two dictionaries of 180,000 words as one block
 * of bytes and a hash table of offsets, some 7 MB.
 *
 * <p>An entry is: word length, word (ASCII), number of pronunciations, and for each its {@link
 * WordSense}, length and symbols.
 */
final class PronunciationDictionary {

  /** Two to the power of this many slots: twice as many as words. */
  private static final int TABLE_BITS = 19;

  private static final int MAX_LENGTH = 255;
  private static final int NO_ENTRY = -1;

  private final SymbolTable symbols = new SymbolTable();
  private final int[] table = new int[1 << TABLE_BITS];
  private byte[] entries = new byte[1 << 20];
  private int used;
  private int words;

  private PronunciationDictionary() {
    Arrays.fill(table, NO_ENTRY);
  }

  /**
   * Reads misaki's two dictionaries: objects of word → symbols, or word → object of part of speech
   * → symbols.
   *
   * @param gold checked entries, preferred
   * @param silver machine-made entries
   * @throws UncheckedIOException if a file is missing or of another form
   */
  static PronunciationDictionary load(Path gold, Path silver) {
    var dictionary = new PronunciationDictionary();
    // Every name occurs once: canonical names would only fill Jackson's symbol table.
    var json =
        JsonFactory.builder()
            .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
            .build();
    for (Path file : new Path[] {gold, silver}) {
      try (var in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
          var parser = json.createParser(ObjectReadContext.empty(), in)) {
        dictionary.read(parser);
      } catch (IOException e) {
        throw new UncheckedIOException("pronunciations " + file + ": " + e.getMessage(), e);
      } catch (JacksonException | IllegalArgumentException e) {
        throw new UncheckedIOException(
            new IOException("pronunciations " + file + ": " + e.getMessage(), e));
      }
    }
    dictionary.entries = Arrays.copyOf(dictionary.entries, dictionary.used);
    return dictionary;
  }

  private void read(JsonParser parser) {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new IllegalArgumentException("not an object of words");
    }
    for (String word = parser.nextName(); word != null; word = parser.nextName()) {
      boolean wanted = isStorable(word) && find(word) == NO_ENTRY;
      int start = used;
      if (wanted) {
        putWord(word);
      }
      int count = readPronunciations(parser, wanted);
      if (wanted && count > 0) {
        entries[start + 1 + word.length()] = (byte) count;
        table[freeSlot(word)] = start;
        words++;
      } else {
        used = start;
      }
    }
  }

  private int readPronunciations(JsonParser parser, boolean wanted) {
    JsonToken value = parser.nextToken();
    if (value == JsonToken.VALUE_STRING) {
      return wanted && putPronunciation(WordSense.DEFAULT, parser.getString()) ? 1 : 0;
    }
    if (value == JsonToken.VALUE_NULL) {
      return 0;
    }
    if (value != JsonToken.START_OBJECT) {
      throw new IllegalArgumentException("a pronunciation is neither text nor an object");
    }
    int count = 0;
    for (String tag = parser.nextName(); tag != null; tag = parser.nextName()) {
      WordSense sense = sense(tag);
      if (parser.nextToken() == JsonToken.VALUE_STRING
          && wanted
          && sense != null
          && putPronunciation(sense, parser.getString())) {
        count++;
      }
    }
    return count;
  }

  private static @Nullable WordSense sense(String tag) {
    return switch (tag) {
      case "DEFAULT" -> WordSense.DEFAULT;
      case "VERB" -> WordSense.VERB;
      case "NOUN" -> WordSense.NOUN;
      case "VBD" -> WordSense.PAST;
      case "None" -> WordSense.FINAL;
      default -> null;
    };
  }

  private static boolean isStorable(String word) {
    // A loop, not a stream: this runs 180,000 times before anything is compiled.
    for (int i = 0; i < word.length(); i++) {
      if (word.charAt(i) > 127) {
        return false;
      }
    }
    return !word.isEmpty() && word.length() <= MAX_LENGTH;
  }

  private void putWord(String word) {
    reserve(word.length() + 2);
    entries[used++] = (byte) word.length();
    for (int i = 0; i < word.length(); i++) {
      entries[used++] = (byte) word.charAt(i);
    }
    used++; // the count, written when it is known
  }

  private boolean putPronunciation(WordSense sense, String sounds) {
    if (sounds.isEmpty() || sounds.length() > MAX_LENGTH) {
      return false;
    }
    reserve(sounds.length() + 2);
    entries[used++] = sense.code();
    entries[used++] = (byte) sounds.length();
    for (int i = 0; i < sounds.length(); i++) {
      entries[used++] = symbols.codeOf(sounds.charAt(i));
    }
    return true;
  }

  private void reserve(int bytes) {
    if (used + bytes > entries.length) {
      entries = Arrays.copyOf(entries, entries.length * 2);
    }
  }

  /** How many words the dictionary knows. */
  int size() {
    return words;
  }

  /**
   * The sounds of a word as it is written, case included.
   *
   * @return null if the dictionary doesn't have it
   */
  @Nullable String lookup(String word, WordSense sense) {
    int at = find(word);
    if (at == NO_ENTRY) {
      return null;
    }
    at += 1 + word.length();
    int count = entries[at++];
    int best = at + 1;
    for (int i = 0; i < count; i++) {
      byte entrySense = entries[at++];
      if (entrySense == sense.code()) {
        best = at;
        break;
      }
      if (entrySense == WordSense.DEFAULT.code()) {
        best = at;
      }
      at += 1 + (entries[at] & 0xff);
    }
    return symbols.text(entries, best + 1, entries[best] & 0xff);
  }

  private int find(String word) {
    for (int slot = slot(word); table[slot] != NO_ENTRY; slot = next(slot)) {
      if (isAt(table[slot], word)) {
        return table[slot];
      }
    }
    return NO_ENTRY;
  }

  private int freeSlot(String word) {
    int slot = slot(word);
    while (table[slot] != NO_ENTRY) {
      slot = next(slot);
    }
    if (words >= table.length - 1) {
      throw new IllegalArgumentException("more than " + words + " words");
    }
    return slot;
  }

  private boolean isAt(int entry, String word) {
    if ((entries[entry] & 0xff) != word.length()) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if (entries[entry + 1 + i] != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static int slot(String word) {
    return (word.hashCode() * 0x9E3779B9) >>> (Integer.SIZE - TABLE_BITS);
  }

  private static int next(int slot) {
    return (slot + 1) & ((1 << TABLE_BITS) - 1);
  }
}
