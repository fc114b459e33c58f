package org.talkspurt.gateway.tool;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.talkspurt.dialog.agent.Agent;
import org.talkspurt.dialog.agent.ModelUse;
import org.talkspurt.dialog.agent.ToolUse;
import org.talkspurt.dialog.spi.Tool;
import org.talkspurt.models.tool.HttpTool;

/** Makes the tools that agents name. Thread-safe. */
public final class Toolbox implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Toolbox.class);
  private static final Duration CONNECT = Duration.ofSeconds(2);

  private final Map<String, Tool> inProcess;
  private final UnaryOperator<String> placeholders;
  private final HttpClient client =
      HttpClient.newBuilder()
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(CONNECT)
          .build();

  /**
   * @param inProcess tools that agents may use by their names
   * @param placeholders puts settings into the {@code ${NAME}} of a text
   * @throws IllegalStateException if two have the same name
   */
  public Toolbox(List<Tool> inProcess, UnaryOperator<String> placeholders) {
    this.inProcess =
        inProcess.stream().collect(Collectors.toUnmodifiableMap(Tool::name, Function.identity()));
    this.placeholders = placeholders;
  }

  /** The tools of an agent. One that cannot be is left out, and why it cannot is logged. */
  public List<Tool> tools(Agent agent) {
    return agent.model().map(ModelUse::tools).orElse(List.of()).stream()
        .mapMulti(
            (ToolUse use, Consumer<Tool> found) -> {
              try {
                found.accept(tool(use));
              } catch (IllegalArgumentException e) {
                log.error("agent {}: no tool {}: {}", agent.name(), use.name(), e.getMessage());
              }
            })
        .toList();
  }

  private Tool tool(ToolUse use) {
    Tool tool =
        use.http()
            .<Tool>map(http -> new HttpTool(client, use, http, placeholders))
            .orElseGet(() -> bean(use.name()));
    return new CheckedTool(
        tool,
        use.description().isEmpty() ? tool.description() : use.description(),
        use.parameters().isEmpty() ? tool.parameters() : use.parameters(),
        use.timeout(),
        use.progress(),
        use.safe());
  }

  private Tool bean(String name) {
    Tool tool = inProcess.get(name);
    if (tool == null) {
      throw new IllegalArgumentException(
          "expected: a url, or the name of one of "
              + inProcess.keySet().stream().sorted().toList());
    }
    return tool;
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
