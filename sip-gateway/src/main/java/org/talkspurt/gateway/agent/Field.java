package org.talkspurt.gateway.agent;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.talkspurt.dialog.agent.AgentCheck.Problem;
import org.talkspurt.gateway.yaml.LocatedYaml;
import tools.jackson.databind.JsonNode;

/**
 * A place in a file that satisfies the schema. What the schema cannot tell is reported as a {@link
 * Wrong} that names the place.
 *
 * @param pointer JSON pointer
 */
record Field(JsonNode node, String pointer) {

  /** A value that makes no sense. */
  static final class Wrong extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Problem problem;

    Wrong(Problem problem, Throwable cause) {
      super(problem.expected(), cause);
      this.problem = problem;
    }

    Problem problem() {
      return problem;
    }
  }

  Field at(String name) {
    return new Field(node.path(name), pointer + "/" + LocatedYaml.escaped(name));
  }

  boolean exists() {
    return !node.isMissingNode();
  }

  String text() {
    return node.asString("");
  }

  Optional<String> optionalText() {
    return exists() ? Optional.of(text()) : Optional.empty();
  }

  int integer() {
    return node.asInt();
  }

  List<Field> items() {
    return IntStream.range(0, node.size())
        .mapToObj(i -> new Field(node.path(i), pointer + "/" + i))
        .toList();
  }

  Map<String, Field> entries() {
    var entries = new LinkedHashMap<String, Field>();
    node.propertyNames().forEach(name -> entries.put(name, at(name)));
    return entries;
  }

  List<String> texts() {
    return items().stream().map(Field::text).toList();
  }

  <T> List<T> list(Function<Field, T> reader) {
    return items().stream().map(reader).toList();
  }

  /** What {@code reader} makes of the text. */
  <T> T parsed(Function<String, T> reader) {
    return checked(() -> reader.apply(text()));
  }

  /** The value, whose refusal is laid at this place. */
  <T> T checked(Supplier<T> value) {
    try {
      return value.get();
    } catch (Wrong e) {
      throw e;
    } catch (IllegalArgumentException e) {
      String expected = e.getMessage();
      throw new Wrong(
          new Problem(pointer, expected == null ? "expected another value" : expected), e);
    }
  }
}
