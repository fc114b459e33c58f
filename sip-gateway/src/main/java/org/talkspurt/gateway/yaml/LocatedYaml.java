package org.talkspurt.gateway.yaml;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLParser;

/** A YAML document as a JSON tree that remembers the line of each node. */
public final class LocatedYaml {

  private static final int MAX_DEPTH = 20;
  private static final int MAX_STRING = 100_000;

  private static final Pattern PLACE = Pattern.compile("^ in .*, line (\\d+), column \\d+");

  private static final YAMLMapper MAPPER =
      new YAMLMapper(
          YAMLFactory.builder()
              .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
              .streamReadConstraints(
                  StreamReadConstraints.builder()
                      .maxNestingDepth(MAX_DEPTH)
                      .maxStringLength(MAX_STRING)
                      .build())
              .build());

  private final Map<String, Integer> lines = new HashMap<>();
  private final JsonNode root;

  private LocatedYaml(JsonParser parser) throws MalformedYaml {
    parser.nextToken();
    root = parser.currentToken() == null ? JsonNodeFactory.instance.objectNode() : node(parser, "");
    if (parser.nextToken() != null) {
      throw new MalformedYaml(line(parser), "expected one document");
    }
  }

  /** Not YAML, or more of it than a file of ours needs. */
  public static final class MalformedYaml extends Exception {
    private static final long serialVersionUID = 1L;
    private final int line;

    MalformedYaml(int line, String expected) {
      super(expected);
      this.line = line;
    }

    /** Counted from 1; 0 if unknown. */
    public int line() {
      return line;
    }
  }

  /**
   * Reads a document.
   *
   * @throws MalformedYaml if it is none that we take
   */
  public static LocatedYaml parse(String text) throws MalformedYaml {
    try (JsonParser parser = MAPPER.createParser(text)) {
      return new LocatedYaml(parser);
    } catch (JacksonException e) {
      throw malformed(e);
    }
  }

  /**
   * The parser's message is a few lines: what it was doing and where, what it found and where. The
   * last ones count.
   */
  private static MalformedYaml malformed(JacksonException e) {
    var location = e.getLocation();
    int line = location == null ? 0 : Math.max(0, location.getLineNr());
    String found = "";
    String message = e.getOriginalMessage() == null ? "" : e.getOriginalMessage();
    for (String part : message.lines().toList()) {
      Matcher place = PLACE.matcher(part);
      if (place.find()) {
        line = Integer.parseInt(place.group(1));
      } else if (!part.startsWith(" ")) {
        found = part.strip();
      }
    }
    return new MalformedYaml(line, "malformed YAML: " + found);
  }

  public JsonNode root() {
    return root;
  }

  /** The line of a node; of its nearest parent if it does not exist. */
  public int line(String pointer) {
    String at = pointer;
    while (true) {
      Integer line = lines.get(at);
      if (line != null) {
        return line;
      }
      if (at.isEmpty()) {
        return 1;
      }
      at = at.substring(0, at.lastIndexOf('/'));
    }
  }

  private static int line(JsonParser parser) {
    return parser.currentTokenLocation().getLineNr();
  }

  private JsonNode node(JsonParser parser, String pointer) throws MalformedYaml {
    lines.putIfAbsent(pointer, line(parser));
    boolean alias = parser instanceof YAMLParser yaml && yaml.isCurrentAlias();
    if (alias || parser.getObjectId() != null) {
      throw new MalformedYaml(line(parser), "expected no anchors and aliases");
    }
    JsonToken token = parser.currentToken();
    return switch (token) {
      case START_OBJECT -> object(parser, pointer);
      case START_ARRAY -> array(parser, pointer);
      case VALUE_STRING -> JsonNodeFactory.instance.stringNode(parser.getString());
      case VALUE_NUMBER_INT -> JsonNodeFactory.instance.numberNode(parser.getBigIntegerValue());
      case VALUE_NUMBER_FLOAT -> JsonNodeFactory.instance.numberNode(parser.getDoubleValue());
      case VALUE_TRUE -> JsonNodeFactory.instance.booleanNode(true);
      case VALUE_FALSE -> JsonNodeFactory.instance.booleanNode(false);
      case VALUE_NULL -> JsonNodeFactory.instance.nullNode();
      case NOT_AVAILABLE, END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT ->
          throw new MalformedYaml(line(parser), "expected a value, found " + token);
    };
  }

  private ObjectNode object(JsonParser parser, String pointer) throws MalformedYaml {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      String child = pointer + "/" + escaped(name);
      lines.put(child, line(parser));
      parser.nextToken();
      object.set(name, node(parser, child));
    }
    return object;
  }

  private ArrayNode array(JsonParser parser, String pointer) throws MalformedYaml {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      array.add(node(parser, pointer + "/" + array.size()));
    }
    return array;
  }

  /** RFC 6901 §4. */
  public static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }
}
