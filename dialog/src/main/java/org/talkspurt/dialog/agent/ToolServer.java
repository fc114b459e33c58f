package org.talkspurt.dialog.agent;

import java.util.List;
import java.util.Map;

/**
 * A server of tools that speaks the Model Context Protocol. What it offers beyond {@code tools} is
 * not used.
 *
 * @param name what the names of its tools begin with for the model
 * @param url may hold {@code ${NAME}}, as the {@code url} of {@link ToolUse.Http}
 * @param headers by name; values as {@code url}
 * @param tools those that may be used, by their names there, parameters empty
 */
public record ToolServer(
    String name, String url, Map<String, String> headers, List<ToolUse> tools) {

  public ToolServer {
    headers = Map.copyOf(headers);
    tools = List.copyOf(tools);
  }

  /**
   * What a model calls a tool by: servers' names may hold more than a model's API takes.
   *
   * @param tool its name on the server
   */
  public String nameForModel(String tool) {
    return name + "_" + tool.replaceAll("[^A-Za-z0-9_-]", "_");
  }

  /** Headers may be secrets. */
  @Override
  public String toString() {
    return name + " " + url;
  }
}
