package org.talkspurt.dialog.agent;

import java.util.List;
import java.util.Optional;

/**
 * What a whole turn means: the first sentence that is understood counts, then the turn as one, then
 * its clauses. Courtesies and goodbyes give way to anything else in the turn.
 */
final class Meaning {

  private final Topics topics;

  Meaning(Topics topics) {
    this.topics = topics;
  }

  Optional<Topics.Match> of(String text) {
    List<String> sentences = Sentences.sentences(text);
    Optional<Topics.Match> sentence =
        sentences.size() > 1 ? first(sentences) : Optional.<Topics.Match>empty();
    if (isMore(sentence)) {
      return sentence;
    }
    Optional<Topics.Match> whole = topics.find(text);
    if (isMore(whole)) {
      return whole;
    }
    List<String> clauses = Sentences.clauses(text);
    Optional<Topics.Match> clause =
        clauses.size() > 1 ? first(clauses) : Optional.<Topics.Match>empty();
    return isMore(clause) ? clause : whole.or(() -> sentence).or(() -> clause);
  }

  /** The first part that is more than a courtesy, else the first courtesy. */
  private Optional<Topics.Match> first(List<String> parts) {
    Optional<Topics.Match> courtesy = Optional.empty();
    for (String part : parts) {
      Optional<Topics.Match> match = topics.find(part);
      if (isMore(match)) {
        return match;
      }
      courtesy = courtesy.or(() -> match);
    }
    return courtesy;
  }

  private static boolean isMore(Optional<Topics.Match> match) {
    return match.filter(found -> !found.isCourtesy()).isPresent();
  }
}
