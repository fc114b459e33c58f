package org.talkspurt.gateway.budget;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The stages of the turns in {@code calls-YYYY-MM-DD.jsonl}: the files of one directory. */
public final class CallRecords {

  private static final String WHOLE = "responseLatencyMs";

  private final TurnStages turns = new TurnStages();
  private int broken;

  /**
   * @throws IOException if the directory cannot be read
   */
  public CallRecords(Path directory) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "calls-*.jsonl")) {
      for (Path file : files) {
        read(file);
      }
    }
  }

  /** Lines that are no call. */
  public int broken() {
    return broken;
  }

  public Measured measured() {
    return turns.measured();
  }

  private void read(Path file) throws IOException {
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        add(line);
      }
    }
  }

  private void add(String call) {
    try {
      for (JsonNode turn : JsonMapper.shared().readTree(call).path("turns")) {
        JsonNode stages = turn.path("stagesMs");
        // Without a sound that answers speech there is no path to add up.
        if (turn.hasNonNull(WHOLE) && !stages.isEmpty()) {
          Map<String, Double> byName = new HashMap<>();
          stages.properties().forEach(s -> byName.put(s.getKey(), s.getValue().asDouble(0)));
          turns.add(byName, turn.path(WHOLE).asDouble(0));
        }
      }
    } catch (JacksonException e) {
      broken++; // another program's, or half of one
    }
  }
}
