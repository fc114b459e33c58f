package org.talkspurt.dialog.agent;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.talkspurt.dialog.spi.Tool;

/**
 * A tool that an agent's language model may use.
 *
 * @param name what the model calls it by
 * @param description for the model; empty: what the tool says of itself
 * @param parameters JSON Schema of the arguments; empty: what the tool says of itself
 * @param http where it is; empty: in this process, under its name
 * @param timeout of a call
 * @param progress said while a call takes longer
 * @param safe whether a call changes nothing, see {@link Tool#safe()}
 */
public record ToolUse(
    String name,
    String description,
    String parameters,
    Optional<Http> http,
    Duration timeout,
    Optional<Tool.Progress> progress,
    boolean safe) {

  /**
   * A tool behind HTTP.
   *
   * @param method GET, with the arguments as the query, or POST, PUT, PATCH or DELETE, with the
   *     arguments as a JSON body
   * @param url may hold {@code ${NAME}}: a setting or a variable of the environment, never a
   *     caller's words
   * @param headers by name; values as {@code url}
   */
  public record Http(String method, String url, Map<String, String> headers) {
    public Http {
      headers = Map.copyOf(headers);
    }

    /** Headers may be secrets. */
    @Override
    public String toString() {
      return method + " " + url;
    }
  }
}
