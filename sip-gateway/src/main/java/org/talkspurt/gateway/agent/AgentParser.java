package org.talkspurt.gateway.agent;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import org.talkspurt.dialog.agent.Agent;
import org.talkspurt.dialog.agent.AgentCheck;

/** Reads agents from text: YAML, then the schema, then sense. Thread-safe. */
final class AgentParser {

  static final String SCHEMA = "agents/agent.schema.json";

  /** More would only hide the first ones. */
  private static final int MAX_ERRORS = 20;

  private final Schema schema;

  AgentParser() {
    try (InputStream in = AgentParser.class.getClassLoader().getResourceAsStream(SCHEMA)) {
      if (in == null) {
        throw new IllegalStateException("no " + SCHEMA + " on the class path");
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      schema =
          SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
              .getSchema(text, InputFormat.JSON);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @param file shown in errors
   * @param name the file's name without {@code .yaml}
   */
  AgentFile parse(String file, String name, String text) {
    try {
      LocatedYaml yaml = LocatedYaml.parse(text);
      List<AgentFileError> errors =
          schema.validate(yaml.root()).stream().map(error -> error(file, yaml, error)).toList();
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

  private static AgentFileError error(
      String file, LocatedYaml yaml, com.networknt.schema.Error error) {
    String place = pointer(error);
    return new AgentFileError(file, yaml.line(place), place, SchemaMessages.expected(error));
  }

  /** An unknown property is an error of its own place, not of the object around it. */
  private static String pointer(com.networknt.schema.Error error) {
    var location = error.getInstanceLocation();
    var pointer = new StringBuilder();
    for (int i = 0; i < location.getNameCount(); i++) {
      pointer.append('/').append(LocatedYaml.escaped(location.getName(i)));
    }
    boolean unknown = "additionalProperties".equals(error.getKeyword());
    String property = error.getProperty();
    if (unknown && property != null) {
      pointer.append('/').append(LocatedYaml.escaped(property));
    }
    return pointer.toString();
  }
}
