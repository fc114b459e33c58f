package org.talkspurt.gateway.yaml;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;

/** A published JSON Schema that files are held against. Thread-safe. */
public final class YamlSchema {

  private final Schema schema;

  private YamlSchema(Schema schema) {
    this.schema = schema;
  }

  /**
   * What a file should have said.
   *
   * @param line counted from 1; 0 if the file as a whole is meant
   * @param pointer JSON pointer to the place, empty for the whole file
   * @param expected what was expected there
   */
  public record Problem(int line, String pointer, String expected) {

    /** {@code config/agents/clinic.yaml:17: /hours/weekly/monday/0: expected …}. */
    public String in(String file) {
      return file
          + (line > 0 ? ":" + line : "")
          + ": "
          + (pointer.isEmpty() ? "" : pointer + ": ")
          + expected;
    }
  }

  /** A schema of the class path. */
  public static YamlSchema ofResource(String name) {
    return new YamlSchema(
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(BundledText.get(name), InputFormat.JSON));
  }

  /** Where the document differs from the schema, in no order. */
  public List<Problem> problems(LocatedYaml yaml) {
    return schema.validate(yaml.root()).stream().map(error -> problem(yaml, error)).toList();
  }

  private static Problem problem(LocatedYaml yaml, Error error) {
    String place = pointer(error);
    return new Problem(yaml.line(place), place, SchemaMessages.expected(error));
  }

  /** An unknown property is an error of its own place, not of the object around it. */
  private static String pointer(Error error) {
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
