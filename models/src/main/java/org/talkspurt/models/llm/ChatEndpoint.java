package org.talkspurt.models.llm;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;

/**
 * A server that writes answers.
 *
 * @param name in logs and meters: no address
 * @param url what its paths begin with, e.g. {@code http://127.0.0.1:8000/v1}
 * @param model as the server calls it
 */
public record ChatEndpoint(String name, URI url, String model, ApiKey apiKey) {

  public ChatEndpoint {
    String scheme = String.valueOf(url.getScheme());
    if (!scheme.matches("https?") || url.getHost() == null || url.getRawQuery() != null) {
      throw new IllegalArgumentException("expected: http://HOST:PORT/v1 or https://HOST/v1");
    }
    if (url.getRawUserInfo() != null) {
      throw new IllegalArgumentException("expected: a URL without user and password");
    }
    if (model.isBlank()) {
      throw new IllegalArgumentException("expected: the model's name");
    }
  }

  HttpRequest chat(byte[] body, Duration timeout) {
    return request("/chat/completions")
        .timeout(timeout)
        .header("Content-Type", "application/json")
        .header("Accept", "text/event-stream")
        .POST(BodyPublishers.ofByteArray(body))
        .build();
  }

  /** Something that every server has and that costs nothing. */
  HttpRequest models(Duration timeout) {
    return request("/models").timeout(timeout).GET().build();
  }

  private HttpRequest.Builder request(String path) {
    String base = url.toString().replaceAll("/+$", "");
    var request = HttpRequest.newBuilder(URI.create(base + path));
    // In the clear the JDK would ask for an upgrade to HTTP/2 with each request.
    request.version(
        "https".equals(url.getScheme()) ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1);
    if (apiKey.isSet()) {
      request.header("Authorization", apiKey.authorization());
    }
    return request;
  }
}
