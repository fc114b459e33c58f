package org.talkspurt.models.tool;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.talkspurt.dialog.agent.ToolUse;
import org.talkspurt.dialog.spi.Tool;
import org.talkspurt.dialog.spi.ToolException;
import org.talkspurt.models.http.StreamedResponse;
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
  private final ToolAddress address;

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
    address = ToolAddress.of(http.url(), http.headers(), placeholders);
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
      var response = StreamedResponse.send(client, request(arguments));
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
    if (method.equals("GET")) {
      return address.request(withQuery(JSON.readTree(arguments)), use.timeout()).GET().build();
    }
    return address
        .request(use.timeout())
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
    URI url = address.url();
    if (query.isEmpty()) {
      return url;
    }
    return URI.create(url + (url.getRawQuery() == null ? "?" : "&") + query);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
