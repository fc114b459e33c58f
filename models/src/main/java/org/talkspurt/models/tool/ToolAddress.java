package org.talkspurt.models.tool;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Where tools are, and the headers that they want. Both may hold secrets. */
final class ToolAddress {
  private final URI url;
  private final Map<String, String> headers;

  private ToolAddress(URI url, Map<String, String> headers) {
    this.url = url;
    this.headers = headers;
  }

  /**
   * @param placeholders puts values into a text that holds {@code ${NAME}}
   * @throws IllegalArgumentException if the URL or a header is not one; does not say what it is
   */
  static ToolAddress of(
      String url, Map<String, String> headers, UnaryOperator<String> placeholders) {
    ToolAddress address =
        new ToolAddress(
            url(placeholders.apply(url)),
            headers.entrySet().stream()
                .collect(
                    Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, entry -> placeholders.apply(entry.getValue()))));
    try {
      var _ = address.request(Duration.ofSeconds(1));
    } catch (IllegalArgumentException e) {
      // Its message would quote the header.
      throw new IllegalArgumentException("expected: headers that HTTP allows");
    }
    return address;
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

  URI url() {
    return url;
  }

  /** A request with the headers. */
  HttpRequest.Builder request(Duration timeout) {
    return request(url, timeout);
  }

  /** The same to another path or query of it. */
  HttpRequest.Builder request(URI to, Duration timeout) {
    // In the clear the JDK would ask for an upgrade to HTTP/2 with each request.
    var request =
        HttpRequest.newBuilder(to)
            .version(
                "https".equals(to.getScheme())
                    ? HttpClient.Version.HTTP_2
                    : HttpClient.Version.HTTP_1_1)
            .timeout(timeout);
    headers.forEach(request::setHeader);
    return request;
  }

  @Override
  public String toString() {
    return "address";
  }
}
