package org.talkspurt.gateway.budget;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The stages as the bot's meters have them: by its own page, or by a Prometheus server. */
public final class Meters {

  /** Histograms that are read, and the label by which one has several. */
  private static final Map<String, String> WANTED =
      Map.of(
          "talkspurt_stage_latency_seconds", "stage",
          "talkspurt_inference_run_seconds", "lane",
          "talkspurt_turn_response_latency_seconds", "");

  private static final String WHOLE = "talkspurt_turn_response_latency_seconds";
  private static final String COMPUTE = "talkspurt_inference_run_seconds voice-activity";

  private static final Pattern SAMPLE =
      Pattern.compile(
          "(?<meter>[a-z_]+)_(?<part>bucket|sum)(\\{(?<labels>[^}]*)})? (?<value>[^ ]+).*");
  private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"([^\"]*)\"");

  private final Map<String, Histogram> histograms = new HashMap<>();

  private Meters() {}

  /** What {@code /actuator/prometheus} says, since the bot began. */
  public static Measured ofPage(String page) {
    Meters meters = new Meters();
    for (String line : page.lines().toList()) {
      Matcher sample = SAMPLE.matcher(line);
      if (sample.matches()) {
        String labels = Optional.ofNullable(sample.group("labels")).orElse("");
        Map<String, String> byName = new HashMap<>();
        LABEL.matcher(labels).results().forEach(l -> byName.put(l.group(1), l.group(2)));
        meters.add(sample.group("meter"), sample.group("part"), byName, sample.group("value"));
      }
    }
    return meters.measured();
  }

  /** The PromQL whose answer {@link #ofAnswer} takes: all histograms in one. */
  public static String query(String range) {
    List<String> parts = new ArrayList<>();
    WANTED.forEach(
        (meter, label) -> {
          String kept = label.isEmpty() ? "" : ", " + label;
          parts.add(part(meter, "bucket", "le" + kept, range));
          parts.add(part(meter, "sum", label, range));
        });
    return parts.stream().sorted().collect(Collectors.joining(" or "));
  }

  /** {@code increase} forgets the meter's name; a label of ours keeps it. */
  private static String part(String meter, String part, String by, String range) {
    return "label_replace(sum by (%s) (increase(%s_%s[%s])), \"meter\", \"%s_%s\", \"\", \"\")"
        .formatted(by, meter, part, range, meter, part);
  }

  /**
   * What Prometheus answers to the {@link #query}.
   *
   * @throws IOException if it is no answer
   */
  public static Measured ofAnswer(String json) throws IOException {
    Meters meters = new Meters();
    try {
      JsonNode answer = JsonMapper.shared().readTree(json);
      if (!answer.path("status").asString("").equals("success")) {
        throw new IOException("no answer: " + answer.path("error").asString("").strip());
      }
      for (JsonNode series : answer.path("data").path("result")) {
        Map<String, String> labels = new HashMap<>();
        series.path("metric").properties().forEach(l -> labels.put(l.getKey(), text(l.getValue())));
        String name = labels.getOrDefault("meter", "");
        int cut = Math.max(0, name.lastIndexOf('_'));
        String part = name.substring(Math.min(name.length(), cut + 1));
        meters.add(name.substring(0, cut), part, labels, text(series.path("value").path(1)));
      }
    } catch (JacksonException e) {
      throw new IOException("no JSON", e);
    }
    return meters.measured();
  }

  private static String text(JsonNode node) {
    return node.asString("");
  }

  private void add(String meter, String part, Map<String, String> labels, String value) {
    String label = WANTED.get(meter);
    if (label == null) {
      return;
    }
    String name = (meter + " " + labels.getOrDefault(label, "")).strip();
    Histogram histogram = histograms.computeIfAbsent(name, _ -> new Histogram());
    try {
      if (part.equals("sum")) {
        histogram.sum(number(value));
      } else {
        histogram.bucket(number(labels.getOrDefault("le", "+Inf")), number(value));
      }
    } catch (NumberFormatException e) {
      histograms.remove(name); // not a histogram of ours
    }
  }

  private static double number(String text) {
    return text.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(text);
  }

  private Measured measured() {
    Map<BudgetLine, Times> lines = new EnumMap<>(BudgetLine.class);
    for (BudgetLine line : BudgetLine.values()) {
      times(line.stage().map(stage -> "talkspurt_stage_latency_seconds " + stage).orElse(COMPUTE))
          .ifPresent(times -> lines.put(line, times));
    }
    return new Measured(lines, Optional.empty(), times(WHOLE));
  }

  private Optional<Times> times(String name) {
    return Optional.ofNullable(histograms.get(name))
        .filter(histogram -> histogram.count() > 0)
        .map(Histogram::times);
  }
}
