package org.talkspurt.gateway.tool;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import org.talkspurt.dialog.spi.Tool;
import org.talkspurt.dialog.spi.ToolException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.ObjectNode;

/** A tool that is called with arguments only that its schema allows. */
final class CheckedTool implements Tool {
  private static final int MOST_MISTAKES = 5;

  private final Tool tool;
  private final String description;
  private final String parameters;
  private final Duration timeout;
  private final Optional<Progress> progress;
  private final boolean safe;
  private final Schema schema;

  CheckedTool(
      Tool tool,
      String description,
      String parameters,
      Duration timeout,
      Optional<Progress> progress,
      boolean safe) {
    this.tool = tool;
    this.description = description;
    this.parameters = parameters;
    this.timeout = timeout;
    this.progress = progress;
    this.safe = safe;
    schema = schema(parameters);
  }

  /**
   * Arguments that a schema with {@code properties} does not name are refused, unless it says
   * otherwise: in a query they could stand against those of the URL.
   */
  private static Schema schema(String parameters) {
    try {
      ObjectNode tree = (ObjectNode) JsonMapper.shared().readTree(parameters);
      if (!tree.path("type").asString("").equals("object")) {
        throw new IllegalArgumentException("type");
      }
      if (tree.has("properties") && !tree.has("additionalProperties")) {
        tree.putIfAbsent("unevaluatedProperties", BooleanNode.FALSE);
      }
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(tree.toString(), InputFormat.JSON);
    } catch (RuntimeException e) {
      throw new IllegalArgumentException("expected: a JSON Schema of an object as parameters", e);
    }
  }

  @Override
  public String name() {
    return tool.name();
  }

  @Override
  public String description() {
    return description;
  }

  @Override
  public String parameters() {
    return parameters;
  }

  @Override
  public Duration timeout() {
    return timeout;
  }

  @Override
  public Optional<Progress> progress() {
    return progress;
  }

  @Override
  public boolean safe() {
    return safe;
  }

  @Override
  public String call(String arguments) throws ToolException, InterruptedException {
    var mistakes = schema.validate(arguments, InputFormat.JSON);
    if (!mistakes.isEmpty()) {
      throw new ToolException(
          mistakes.stream()
              .limit(MOST_MISTAKES)
              .map(mistake -> mistake.getInstanceLocation() + ": " + mistake.getMessage())
              .collect(Collectors.joining("; ", "wrong arguments: ", "")));
    }
    return tool.call(arguments);
  }
}
