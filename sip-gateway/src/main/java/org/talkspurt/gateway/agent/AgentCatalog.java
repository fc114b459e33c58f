package org.talkspurt.gateway.agent;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.talkspurt.dialog.agent.Agent;
import org.talkspurt.dialog.agent.Responder;

/**
 * The agents that answer now. A changed file is taken over by {@link #refresh()}: a good one
 * replaces its agent for calls to come, a broken one is refused and its last good agent stays.
 * Calls in progress keep the responder they began with.
 */
public final class AgentCatalog {

  private static final Logger LOG = LoggerFactory.getLogger(AgentCatalog.class);

  private final AgentFiles files;
  private final Function<Agent, Responder> responders;
  private volatile Map<String, Entry> entries = Map.of();
  private volatile List<AgentFileError> errors = List.of();

  /** What was read last, whether good or broken. Guarded by this. */
  private Map<String, AgentFiles.Source> read = Map.of();

  /** The errors of each broken file. Guarded by this. */
  private final Map<String, List<AgentFileError>> errorsByName = new TreeMap<>();

  /**
   * An agent and what answers for it.
   *
   * @param responder shared by all calls of the agent
   */
  public record Entry(Agent agent, Responder responder) {}

  /**
   * @param responders makes a responder of an agent: slow, since it embeds all examples
   */
  public AgentCatalog(AgentFiles files, Function<Agent, Responder> responders) {
    this.files = files;
    this.responders = responders;
  }

  /** The agent of a name. From any thread. */
  public Optional<Entry> find(String name) {
    return Optional.ofNullable(entries.get(name));
  }

  /** The mistakes in files that were refused, until they are mended. From any thread. */
  public List<AgentFileError> errors() {
    return errors;
  }

  /**
   * Takes over what changed in the files since the last time. Blocks on files and embedding; not
   * for home loops.
   */
  public synchronized void refresh() {
    Map<String, AgentFiles.Source> now;
    try {
      now = files.sources();
    } catch (IOException e) {
      LOG.warn("agents in {} cannot be listed, keeping the present ones: {}", files, e.toString());
      return;
    }
    if (now.equals(read)) {
      return;
    }
    var next = new HashMap<>(entries);
    for (String name : new ArrayList<>(next.keySet())) {
      if (!now.containsKey(name)) {
        next.remove(name);
        LOG.info("agent {} removed", name);
      }
    }
    errorsByName.keySet().retainAll(now.keySet());
    now.forEach(
        (name, source) -> {
          if (!source.equals(read.get(name))) {
            take(source, next);
          }
        });
    entries = Map.copyOf(next);
    errors = errorsByName.values().stream().flatMap(List::stream).toList();
    read = now;
  }

  private void take(AgentFiles.Source source, Map<String, Entry> next) {
    switch (files.read(source)) {
      case AgentFile.Good(Agent agent) -> {
        next.put(agent.name(), new Entry(agent, responders.apply(agent)));
        errorsByName.remove(agent.name());
        LOG.info("agent {} loaded from {}", agent.name(), source.file());
      }
      case AgentFile.Broken(String name, List<AgentFileError> found) -> {
        errorsByName.put(name, found);
        found.forEach(error -> LOG.error("agent file refused: {}", error));
        LOG.error(
            "agent {}: {}",
            name,
            next.containsKey(name) ? "the last good file stays in use" : "not available");
      }
    }
  }
}
