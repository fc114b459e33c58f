package org.talkspurt.gateway.tool;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.talkspurt.dialog.agent.Agent;
import org.talkspurt.dialog.agent.ModelUse;
import org.talkspurt.dialog.agent.ToolServer;
import org.talkspurt.dialog.agent.ToolUse;
import org.talkspurt.dialog.spi.Tool;
import org.talkspurt.models.tool.HttpTool;
import org.talkspurt.models.tool.McpServer;

/** Makes the tools that agents name. Thread-safe. */
public final class Toolbox implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Toolbox.class);
  private static final Duration CONNECT = Duration.ofSeconds(2);

  private final Map<String, Tool> inProcess;
  private final UnaryOperator<String> placeholders;

  /** By agent. */
  private final Map<String, List<OfferedTools>> servers = new ConcurrentHashMap<>();

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

  /**
   * The tools of an agent, as they are at the moment of asking: servers come and go. One that
   * cannot be is left out, and why it cannot is logged. The agent's servers of before are given up.
   */
  public Supplier<List<Tool>> tools(Agent agent) {
    List<ToolUse> uses = agent.model().map(ModelUse::tools).orElse(List.of());
    List<ToolServer> named = agent.model().map(ModelUse::servers).orElse(List.of());
    List<Tool> fixed =
        uses.stream().flatMap(use -> made(agent, use.name(), () -> tool(use)).stream()).toList();
    List<OfferedTools> offered =
        named.stream()
            .flatMap(server -> made(agent, server.name(), () -> offered(agent, server)).stream())
            .toList();
    List<OfferedTools> before = servers.put(agent.name(), offered);
    if (before != null) {
      before.forEach(OfferedTools::close);
    }
    return () ->
        Stream.concat(fixed.stream(), offered.stream().flatMap(server -> server.now().stream()))
            .toList();
  }

  private static <T> Optional<T> made(Agent agent, String name, Supplier<T> maker) {
    try {
      return Optional.of(maker.get());
    } catch (IllegalArgumentException e) {
      log.error("agent {}: no tool {}: {}", agent.name(), name, e.getMessage());
      return Optional.empty();
    }
  }

  private OfferedTools offered(Agent agent, ToolServer server) {
    return new OfferedTools(agent.name(), new McpServer(client, server, placeholders));
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
    servers.values().forEach(offered -> offered.forEach(OfferedTools::close));
    client.shutdownNow();
  }
}
