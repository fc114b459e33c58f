package org.talkspurt.models.tool;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.talkspurt.dialog.agent.ToolUse;
import org.talkspurt.dialog.spi.Tool;
import org.talkspurt.dialog.spi.ToolException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A tool that is a request to a server. Arguments go into the query or the body only: neither
 * callers nor models choose where it goes to, or with which headers.
 */
public final class HttpTool implements Tool {
  /** More of a response is not read. */
  static final int LONGEST_RESPONSE = 64 * 1024;

  private static final JsonMapper JSON = JsonMapper.shared();

  private final HttpClient client;
  private final ToolUse use;
  private final String method;
  private final URI url;
  private final Map<String, String> headers;

  /**
   * @param client follows no redirections: elsewhere the headers would be told to somebody else
   * @param placeholders puts values into a text that holds {@code ${NAME}}
   * @throws IllegalArgumentException if the URL or a header is not one; does not say what it is
   */
  public HttpTool(
      HttpClient client, ToolUse use, ToolUse.Http http, UnaryOperator<String> placeholders) {
    this.client = client;
    this.use = use;
    method = http.method();
    url = url(placeholders.apply(http.url()));
    headers =
        http.headers().entrySet().stream()
            .collect(
                Collectors.toMap(Map.Entry::getKey, entry -> placeholders.apply(entry.getValue())));
    check();
  }

  private static URI url(String text) {
    try {
      URI url = new URI(text);
      if (String.valueOf(url.getScheme()).matches("https?")
          && url.getHost() != null
          && url.getRawFragment() == null) {
        return url;
      }
    } catch (URISyntaxException e) {
      // Its message would quote the URL, and with it a secret.
    }
    throw new IllegalArgumentException("expected: http://HOST/… or https://HOST/…");
  }

  private void check() {
    try {
      var _ = request("{}");
    } catch (IllegalArgumentException e) {
      // Its message would quote the header.
      throw new IllegalArgumentException("expected: headers that HTTP allows");
    }
  }

  @Override
  public String name() {
    return use.name();
  }

  @Override
  public String description() {
    return use.description();
  }

  @Override
  public String parameters() {
    return use.parameters();
  }

  @Override
  public Duration timeout() {
    return use.timeout();
  }

  @Override
  public boolean safe() {
    return use.safe();
  }

  @Override
  public Optional<Progress> progress() {
    return use.progress();
  }

  @Override
  public String call(String arguments) throws ToolException, InterruptedException {
    try {
      var response = client.send(request(arguments), BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        if (response.statusCode() / 100 != 2) {
          throw new ToolException("status " + response.statusCode());
        }
        String text = new String(body.readNBytes(LONGEST_RESPONSE), StandardCharsets.UTF_8);
        return text.isBlank() ? "done" : text;
      }
    } catch (IOException e) {
      // Its message would tell addresses.
      throw new ToolException("not reachable");
    }
  }

  private HttpRequest request(String arguments) {
    boolean query = method.equals("GET");
    var request =
        HttpRequest.newBuilder(query ? withQuery(JSON.readTree(arguments)) : url)
            .version(
                "https".equals(url.getScheme())
                    ? HttpClient.Version.HTTP_2
                    : HttpClient.Version.HTTP_1_1)
            .timeout(use.timeout());
    headers.forEach(request::setHeader);
    if (query) {
      return request.GET().build();
    }
    return request
        .setHeader("Content-Type", "application/json")
        .method(method, BodyPublishers.ofString(arguments))
        .build();
  }

  private URI withQuery(JsonNode arguments) {
    String query =
        arguments
            .propertyStream()
            .map(
                argument ->
                    encoded(argument.getKey())
                        + "="
                        + encoded(
                            argument.getValue().isValueNode()
                                ? argument.getValue().asString()
                                : argument.getValue().toString()))
            .collect(Collectors.joining("&"));
    if (query.isEmpty()) {
      return url;
    }
    return URI.create(url + (url.getRawQuery() == null ? "?" : "&") + query);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
