package org.talkspurt.models.tts;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Names that the dictionaries lack and that spelling leads astray, in misaki's symbols: frequent
 * surnames and what a receptionist says every day.
 */
final class ExtraWords {

  private static final Map<String, String> WORDS =
      Map.ofEntries(
          Map.entry("invisalign", "ɪnvˈɪzəlˌIn"),
          Map.entry("miz", "mˈɪz"),
          Map.entry("wifi", "wˈIfˌI"),
          Map.entry("gmail", "ʤˈimˌAl"),
          Map.entry("iphone", "ˈIfˌOn"),
          Map.entry("garcia", "ɡɑɹsˈiə"),
          Map.entry("rodriguez", "ɹɑdɹˈiɡɛz"),
          Map.entry("hernandez", "hɛɹnˈændɛz"),
          Map.entry("gonzalez", "ɡənzˈɑlɛz"),
          Map.entry("ramirez", "ɹəmˈɪɹɛz"),
          Map.entry("ortiz", "ɔɹtˈiz"),
          Map.entry("patel", "pətˈɛl"),
          Map.entry("nguyen", "wˈɪn"),
          Map.entry("kowalski", "kəwˈɑlski"));

  private ExtraWords() {}

  /**
   * @param word lower case
   */
  static @Nullable String lookup(String word) {
    return WORDS.get(word);
  }
}
