package org.talkspurt.models.llm;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How answers are asked for.
 *
 * @param endpoints one or two: the second is asked once where the first fails before its first word
 * @param connectTimeout for a connection that is not there yet
 * @param firstTokenTimeout from the request to the first word, of each endpoint
 * @param totalTimeout from a request to the last word; tools' time is their own
 * @param hedgeAfter how long after the first endpoint the second is asked, too, while the first has
 *     brought no word; empty: only once it has failed
 * @param maxTokens of an answer
 * @param tokenLimit what the protocol's field for that is called: {@code max_tokens} for most
 *     servers, {@code max_completion_tokens} for OpenAI's newer models
 * @param temperature empty for the model's own
 * @param asksForUsage whether servers are asked how many tokens a request used ({@code
 *     stream_options}); where they do not say it is estimated
 */
public record ChatSettings(
    List<ChatEndpoint> endpoints,
    Duration connectTimeout,
    Duration firstTokenTimeout,
    Duration totalTimeout,
    Optional<Duration> hedgeAfter,
    int maxTokens,
    String tokenLimit,
    OptionalDouble temperature,
    boolean asksForUsage) {

  public ChatSettings {
    endpoints = List.copyOf(endpoints);
    if (endpoints.isEmpty() || endpoints.size() > 2) {
      throw new IllegalArgumentException("expected: one endpoint or two");
    }
    if (firstTokenTimeout.compareTo(totalTimeout) > 0) {
      throw new IllegalArgumentException(
          "first-token-timeout: "
              + firstTokenTimeout
              + " (expected: <= total-timeout "
              + totalTimeout
              + ")");
    }
  }
}
