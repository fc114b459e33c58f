package org.talkspurt.gateway.agent;

import java.util.Comparator;
import java.util.List;
import org.talkspurt.dialog.agent.Agent;
import org.talkspurt.dialog.agent.AgentCheck;
import org.talkspurt.gateway.yaml.LocatedYaml;
import org.talkspurt.gateway.yaml.YamlSchema;

/** Reads agents from text: YAML, then the schema, then sense. Thread-safe. */
final class AgentParser {

  static final String SCHEMA = "agents/agent.schema.json";

  /** More would only hide the first ones. */
  private static final int MAX_ERRORS = 20;

  private final YamlSchema schema = YamlSchema.ofResource(SCHEMA);

  /**
   * @param file shown in errors
   * @param name the file's name without {@code .yaml}
   */
  AgentFile parse(String file, String name, String text) {
    try {
      LocatedYaml yaml = LocatedYaml.parse(text);
      List<AgentFileError> errors =
          schema.problems(yaml).stream()
              .map(
                  problem ->
                      new AgentFileError(
                          file, problem.line(), problem.pointer(), problem.expected()))
              .toList();
      if (!errors.isEmpty()) {
        return broken(name, errors);
      }
      return agent(file, name, yaml);
    } catch (LocatedYaml.MalformedYaml e) {
      String expected = e.getMessage() == null ? "expected YAML" : e.getMessage();
      return broken(name, List.of(new AgentFileError(file, e.line(), "", expected)));
    }
  }

  private static AgentFile agent(String file, String name, LocatedYaml yaml) {
    try {
      Agent agent = AgentReader.read(new Field(yaml.root(), ""));
      if (!agent.name().equals(name)) {
        String expected = "expected " + name + ", as the file is called, found " + agent.name();
        return broken(
            name, List.of(new AgentFileError(file, yaml.line("/name"), "/name", expected)));
      }
      List<AgentFileError> errors =
          AgentCheck.problems(agent).stream().map(problem -> error(file, yaml, problem)).toList();
      return errors.isEmpty() ? new AgentFile.Good(agent) : broken(name, errors);
    } catch (Field.Wrong e) {
      return broken(name, List.of(error(file, yaml, e.problem())));
    }
  }

  private static AgentFile broken(String name, List<AgentFileError> errors) {
    return new AgentFile.Broken(
        name,
        errors.stream()
            .sorted(Comparator.comparingInt(AgentFileError::line))
            .distinct()
            .limit(MAX_ERRORS)
            .toList());
  }

  private static AgentFileError error(String file, LocatedYaml yaml, AgentCheck.Problem problem) {
    return new AgentFileError(
        file, yaml.line(problem.pointer()), problem.pointer(), problem.expected());
  }
}
