package org.talkspurt.dialog.agent.form;

import org.jspecify.annotations.Nullable;
import org.talkspurt.dialog.agent.words.Span;
import org.talkspurt.dialog.agent.words.Words;

/** Finds the thing a caller chose by its synonyms, the longest one first. */
final class Choices {

  private Choices() {}

  /** A choice and the words it was named with. */
  record Found(Slot.Choice choice, Span where) {}

  static @Nullable Found find(Slot.ChoiceSlot slot, Words words) {
    Found longest = null;
    for (Slot.Choice choice : slot.choices()) {
      for (String synonym : choice.synonyms()) {
        Span where = occurrence(Words.of(synonym), words);
        boolean longer =
            where != null && (longest == null || length(where) > length(longest.where()));
        if (where != null && longer) {
          longest = new Found(choice, where);
        }
      }
    }
    return longest;
  }

  private static int length(Span span) {
    return span.to() - span.from();
  }

  private static @Nullable Span occurrence(Words synonym, Words words) {
    for (int i = 0; i + synonym.size() <= words.size(); i++) {
      int same = 0;
      while (same < synonym.size() && isSame(synonym.key(same), words.key(i + same))) {
        same++;
      }
      if (same == synonym.size()) {
        return new Span(i, i + same);
      }
    }
    return null;
  }

  /** The same word, or its plural. */
  private static boolean isSame(String word, String said) {
    return said.equals(word) || said.equals(word + "s") || word.equals(said + "s");
  }
}
