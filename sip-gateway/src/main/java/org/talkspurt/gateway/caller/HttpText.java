package org.talkspurt.gateway.caller;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** What a bot, or the server of its meters, says by HTTP. */
public final class HttpText {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final String base;
  private final String token;

  /**
   * @param base what the paths are added to
   * @param token for bearers; empty: none
   */
  public HttpText(URI base, String token) {
    this.base = base.toString().replaceAll("/+$", "");
    this.token = token;
  }

  /**
   * The body of a 200.
   *
   * @throws IOException saying why there is none
   */
  public String get(String path) throws IOException {
    try {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(base + path)).timeout(PATIENCE);
      if (!token.isEmpty()) {
        request.header("Authorization", "Bearer " + token);
      }
      HttpResponse<String> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new IOException("answered " + response.statusCode());
      }
      return response.body();
    } catch (IllegalArgumentException e) {
      throw new IOException("no http address", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
