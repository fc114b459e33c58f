package org.talkspurt.gateway.yaml;

import com.networknt.schema.Error;
import tools.jackson.databind.JsonNode;

/** Puts a validator's finding into words for an operator: what was expected. */
final class SchemaMessages {

  private static final int LONGEST_VALUE = 60;

  private SchemaMessages() {}

  static String expected(Error error) {
    JsonNode schema = error.getSchemaNode();
    String expected =
        switch (error.getKeyword()) {
          case "additionalProperties" -> "unknown property " + error.getProperty();
          case "required" -> "expected a property " + error.getProperty();
          case "pattern" -> "expected a value of the form " + schema.asString() + found(error);
          case "enum" -> "expected one of " + schema + found(error);
          case "type" -> "expected the type " + type(schema) + found(error);
          case "not" -> "expected another value" + found(error);
          default -> error.getMessage();
        };
    return expected == null ? "expected another value" : expected;
  }

  /** One type, or several. */
  private static String type(JsonNode schema) {
    return schema.isArray() ? schema.toString() : schema.asString();
  }

  private static String found(Error error) {
    JsonNode value = error.getInstanceNode();
    if (value == null || !value.isValueNode()) {
      return "";
    }
    String text = value.isNull() ? "nothing" : value.asString();
    boolean longText = text.length() > LONGEST_VALUE;
    return ", found " + (longText ? text.substring(0, LONGEST_VALUE) + "\u2026" : text);
  }
}
