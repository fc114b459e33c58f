package org.talkspurt.dialog.agent;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.talkspurt.dialog.agent.words.Words;

/**
 * The words that belong to each of an agent's topics. Words in common are a light second opinion
 * beside likeness of meaning: "whitening" and "crown" are much alike to an embedder, and a word
 * that no topic knows ("library") speaks against all of them.
 */
final class Vocabulary {

  /** All weekdays are one word here: the examples name only some of them. */
  private static final String DAY = "~day";

  private static final Set<String> DAYS =
      Set.of(
          "monday",
          "tuesday",
          "wednesday",
          "thursday",
          "friday",
          "saturday",
          "sunday",
          "today",
          "tomorrow",
          "tonight");

  /** Longest first. */
  private static final List<String> ENDINGS = List.of("ings", "ing", "ies", "es", "ed", "s");

  private static final int LEAST_STEM = 3;

  /** A word that no topic knows counts more than one that just one topic knows. */
  private static final double UNKNOWN_FACTOR = 1.5;

  private final List<Set<String>> topics;
  private final Map<String, Double> weights = new HashMap<>();
  private final double unknownWeight;

  /**
   * @param topics the example sentences of each topic
   */
  Vocabulary(List<List<String>> topics) {
    this.topics = topics.stream().map(Vocabulary::stemsOf).toList();
    var topicsWith = new HashMap<String, Integer>();
    this.topics.forEach(stems -> stems.forEach(stem -> topicsWith.merge(stem, 1, Integer::sum)));
    topicsWith.forEach((stem, count) -> weights.put(stem, weight(count)));
    unknownWeight = UNKNOWN_FACTOR * weight(0);
  }

  /** Rare words tell more (inverse document frequency over the topics). */
  private double weight(int topicsWithIt) {
    return Math.log((topics.size() + 1) / (topicsWithIt + 0.5));
  }

  private static Set<String> stemsOf(List<String> sentences) {
    var stems = new LinkedHashSet<String>();
    sentences.forEach(sentence -> stems.addAll(stems(sentence)));
    return stems;
  }

  /** The stems of a sentence's words, each once. */
  static Set<String> stems(String sentence) {
    Words words = Words.of(sentence);
    var stems = new LinkedHashSet<String>();
    for (int i = 0; i < words.size(); i++) {
      stems.add(stem(words.key(i)));
    }
    return stems;
  }

  private static String stem(String word) {
    String singular = word.endsWith("days") ? word.substring(0, word.length() - 1) : word;
    if (DAYS.contains(singular)) {
      return DAY;
    }
    String stem = word;
    for (String ending : ENDINGS) {
      if (word.endsWith(ending) && word.length() - ending.length() >= LEAST_STEM) {
        stem = word.substring(0, word.length() - ending.length());
        break;
      }
    }
    boolean mute = stem.endsWith("e") && stem.length() > LEAST_STEM;
    return mute ? stem.substring(0, stem.length() - 1) : stem;
  }

  /** How much of the weight of {@code stems} a topic knows, 0..1. */
  double overlap(Set<String> stems, int topic) {
    double known = 0;
    double all = 0;
    for (String stem : stems) {
      double weight = weights.getOrDefault(stem, unknownWeight);
      all += weight;
      known += topics.get(topic).contains(stem) ? weight : 0;
    }
    return all == 0 ? 0 : known / all;
  }
}
