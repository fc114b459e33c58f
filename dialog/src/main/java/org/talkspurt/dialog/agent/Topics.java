package org.talkspurt.dialog.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.talkspurt.dialog.agent.Agent.Understanding;
import org.talkspurt.dialog.spi.SentenceEmbedder;

/**
 * Finds what a caller means: the topic with the nearest example, if it is near enough and clearly
 * nearer than the next one. All examples are embedded once, when the agent is loaded.
 */
final class Topics {

  /** How far words in common move a score. Measured on the questions of the demo clinic. */
  private static final double WORDS_WEIGHT = 0.3;

  private static final double USUAL_OVERLAP = 0.5;

  private final SentenceEmbedder embedder;
  private final Understanding understanding;
  private final List<Topic> topics = new ArrayList<>();
  private final Vocabulary vocabulary;

  /**
   * What a set of examples leads to.
   *
   * @param leadsTo empty for what the agent has no answer to
   * @param isCourtesy gives way to other topics
   */
  private record Topic(Optional<Action> leadsTo, boolean isCourtesy, List<float[]> examples) {}

  /** A topic that was meant. */
  record Match(Action action, boolean isCourtesy) {}

  /**
   * Embeds all examples: takes a millisecond or two for each.
   *
   * @param understanding when a topic is sure enough
   */
  Topics(Agent agent, Understanding understanding, SentenceEmbedder embedder) {
    this.embedder = embedder;
    this.understanding = understanding;
    var examples = new ArrayList<List<String>>();
    for (Answer answer : agent.answers()) {
      add(new Action.Give(answer.id()), answer.isCourtesy(), answer.examples(), examples);
    }
    agent
        .forms()
        .forEach(form -> add(new Action.Begin(form.id()), false, form.examples(), examples));
    agent
        .transfers()
        .forEach((name, to) -> add(new Action.HandOver(name), false, to.examples(), examples));
    add(new Action.SayGoodbye(), true, agent.goodbye().examples(), examples);
    if (!agent.notUnderstood().examples().isEmpty()) {
      topics.add(new Topic(Optional.empty(), false, embed(agent.notUnderstood().examples())));
      examples.add(agent.notUnderstood().examples());
    }
    vocabulary = new Vocabulary(examples);
  }

  private void add(
      Action action, boolean isCourtesy, List<String> sentences, List<List<String>> examples) {
    topics.add(new Topic(Optional.of(action), isCourtesy, embed(sentences)));
    examples.add(sentences);
  }

  private List<float[]> embed(List<String> sentences) {
    return sentences.stream().map(embedder::embed).toList();
  }

  /** The topic meant; empty if none is near enough or two are about as near. */
  Optional<Match> find(String sentence) {
    float[] vector = embedder.embed(sentence);
    Set<String> stems = Vocabulary.stems(sentence);
    Topic best = null;
    double bestScore = Double.NEGATIVE_INFINITY;
    double nextScore = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < topics.size(); i++) {
      Topic topic = topics.get(i);
      double words = WORDS_WEIGHT * (vocabulary.overlap(stems, i) - USUAL_OVERLAP);
      double score = nearest(topic, vector) + words;
      if (score > bestScore) {
        nextScore = bestScore;
        best = topic;
        bestScore = score;
      } else {
        nextScore = Math.max(nextScore, score);
      }
    }
    boolean sure =
        bestScore >= understanding.threshold() && bestScore - nextScore >= understanding.margin();
    if (best == null || !sure || best.leadsTo().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new Match(best.leadsTo().get(), best.isCourtesy()));
  }

  private static double nearest(Topic topic, float[] vector) {
    double nearest = -1;
    for (float[] example : topic.examples()) {
      double product = 0;
      for (int i = 0; i < vector.length; i++) {
        product += vector[i] * example[i];
      }
      nearest = Math.max(nearest, product);
    }
    return nearest;
  }
}
