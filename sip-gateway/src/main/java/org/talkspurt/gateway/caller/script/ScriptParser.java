package org.talkspurt.gateway.caller.script;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.talkspurt.gateway.yaml.LocatedYaml;
import org.talkspurt.gateway.yaml.YamlSchema;
import org.talkspurt.gateway.yaml.YamlSchema.Problem;

/** Reads scripts from text: YAML, then the schema, then sense. Thread-safe. */
public final class ScriptParser {

  static final String SCHEMA = "calls/call.schema.json";

  /** More would only hide the first ones. */
  private static final int MAX_ERRORS = 20;

  private final YamlSchema schema = YamlSchema.ofResource(SCHEMA);

  /**
   * @param file shown in errors; its name without {@code .yaml} is the script's unless it says
   *     otherwise
   * @param folder where clips are looked for
   */
  public ScriptFile parse(String file, Path folder, String text) {
    try {
      LocatedYaml yaml = LocatedYaml.parse(text);
      List<Problem> problems = schema.problems(yaml);
      if (problems.isEmpty()) {
        problems = new ArrayList<>();
        CallScript script = new ScriptReader(yaml, folder, problems).read(file);
        if (problems.isEmpty()) {
          return new ScriptFile.Good(script);
        }
      }
      return broken(file, problems);
    } catch (LocatedYaml.MalformedYaml e) {
      String expected = e.getMessage() == null ? "expected YAML" : e.getMessage();
      return broken(file, List.of(new Problem(e.line(), "", expected)));
    }
  }

  private static ScriptFile broken(String file, List<Problem> problems) {
    return new ScriptFile.Broken(
        problems.stream()
            .sorted(Comparator.comparingInt(Problem::line))
            .map(problem -> problem.in(file))
            .distinct()
            .limit(MAX_ERRORS)
            .toList());
  }
}
