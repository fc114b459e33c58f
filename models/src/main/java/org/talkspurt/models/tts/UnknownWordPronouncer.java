package org.talkspurt.models.tts;

import java.util.LinkedHashMap;
import java.util.Map;

/** Guesses how a word sounds that no dictionary has, and remembers the last ones. Thread-safe. */
final class UnknownWordPronouncer {

  /** Names and products of a business recur; a stranger's words must not fill the heap. */
  private static final int CACHED_WORDS = 1_000;

  private final SpellingModel model;
  private final Map<String, String> cache =
      new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
          return size() > CACHED_WORDS;
        }
      };

  UnknownWordPronouncer(SpellingModel model) {
    this.model = model;
  }

  /** Misaki symbols of {@code word}, of which only the first 60 letters or so are read. */
  String pronounce(String word) {
    String key = word.substring(0, Math.min(word.length(), model.maxLetters()));
    synchronized (cache) {
      String known = cache.get(key);
      if (known != null) {
        return known;
      }
    }
    String sounds = model.pronounce(key);
    synchronized (cache) {
      cache.put(key, sounds);
    }
    return sounds;
  }
}
