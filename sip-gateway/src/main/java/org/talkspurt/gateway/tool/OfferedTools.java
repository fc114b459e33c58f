package org.talkspurt.gateway.tool;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.talkspurt.dialog.spi.Tool;
import org.talkspurt.models.tool.McpServer;

/** What a server of tools offers an agent, arguments checked by the schemas that it sends. */
final class OfferedTools implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(OfferedTools.class);

  private final String agent;
  private final McpServer server;

  /** What the server offered when {@link #checked} was made of it. Guarded by this. */
  private List<? extends Tool> offered = List.of();

  private List<Tool> checked = List.of();

  OfferedTools(String agent, McpServer server) {
    this.agent = agent;
    this.server = server;
  }

  /** The tools that there are now. */
  synchronized List<Tool> now() {
    List<? extends Tool> tools = server.tools();
    if (!tools.equals(offered)) {
      List<Tool> good = new ArrayList<>();
      for (Tool tool : tools) {
        try {
          good.add(
              new CheckedTool(
                  tool,
                  tool.description(),
                  tool.parameters(),
                  tool.timeout(),
                  tool.progress(),
                  tool.safe()));
        } catch (IllegalArgumentException e) {
          log.error("agent {}: no tool {}: {}", agent, tool.name(), e.getMessage());
        }
      }
      checked = List.copyOf(good);
      offered = tools;
    }
    return checked;
  }

  @Override
  public void close() {
    server.close();
  }
}
