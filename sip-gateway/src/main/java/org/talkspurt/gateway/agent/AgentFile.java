package org.talkspurt.gateway.agent;

import java.util.List;
import org.talkspurt.dialog.agent.Agent;

/** What reading an agent file came to. */
public sealed interface AgentFile {

  /** Name of the agent that the file is about: the file's name without {@code .yaml}. */
  String name();

  /** A good file. */
  record Good(Agent agent) implements AgentFile {
    @Override
    public String name() {
      return agent.name();
    }
  }

  /**
   * A file that cannot be used.
   *
   * @param errors at least one, in the order of the lines
   */
  record Broken(String name, List<AgentFileError> errors) implements AgentFile {
    public Broken {
      errors = List.copyOf(errors);
    }
  }
}
