package org.talkspurt.models.tool;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import org.talkspurt.dialog.agent.ToolUse;
import org.talkspurt.dialog.spi.Tool;
import org.talkspurt.dialog.spi.ToolException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A tool of an MCP server.
 *
 * @param name for the model
 * @param offered what the server says of it
 */
record McpTool(McpSession session, ToolUse use, String name, String offered, String parameters)
    implements Tool {
  private static final JsonMapper JSON = JsonMapper.shared();

  @Override
  public String description() {
    return use.description().isEmpty() ? offered : use.description();
  }

  @Override
  public Duration timeout() {
    return use.timeout();
  }

  @Override
  public Optional<Progress> progress() {
    return use.progress();
  }

  @Override
  public boolean safe() {
    return use.safe();
  }

  @Override
  public String call(String arguments) throws ToolException, InterruptedException {
    ObjectNode params = JSON.createObjectNode().put("name", use.name());
    params.set("arguments", JSON.readTree(arguments));
    JsonNode result;
    try {
      result = session.request("tools/call", params, use.timeout());
    } catch (McpException.Refused e) {
      throw new ToolException(e.getMessage() + ": " + e.reason());
    } catch (McpException e) {
      throw new ToolException(String.valueOf(e.getMessage()));
    }
    String text = text(result);
    if (result.path("isError").asBoolean(false)) {
      throw new ToolException(text);
    }
    return text;
  }

  /** Pictures, sounds and links cannot be spoken. */
  private static String text(JsonNode result) {
    String text =
        result
            .path("content")
            .valueStream()
            .filter(part -> part.path("type").asString("").equals("text"))
            .map(part -> part.path("text").asString(""))
            .collect(Collectors.joining("\n"));
    if (text.isBlank() && result.path("structuredContent").isObject()) {
      return result.path("structuredContent").toString();
    }
    return text.isBlank() ? "done" : text;
  }

  @Override
  public String toString() {
    return name;
  }
}
