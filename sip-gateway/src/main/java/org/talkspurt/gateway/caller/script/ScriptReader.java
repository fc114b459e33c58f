package org.talkspurt.gateway.caller.script;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.talkspurt.gateway.yaml.LocatedYaml;
import org.talkspurt.gateway.yaml.YamlSchema.Problem;
import tools.jackson.databind.JsonNode;

/** Makes a script of a tree that satisfies the schema; what makes no sense becomes a problem. */
final class ScriptReader {

  private static final int WITHIN_MS = 2_000;
  private static final int AFTER_MS = 800;
  private static final int PAUSE_MS = 700;
  private static final String HANG_UP = "hang-up";

  private final LocatedYaml yaml;
  private final Path folder;
  private final List<Problem> problems;

  /** Whether the last thing that the caller did was a sound into the agent's speech. */
  private boolean interjected;

  /**
   * @param problems gets what is found
   */
  ScriptReader(LocatedYaml yaml, Path folder, List<Problem> problems) {
    this.yaml = yaml;
    this.folder = folder;
    this.problems = problems;
  }

  CallScript read(String file) {
    JsonNode root = yaml.root();
    List<Step> steps = new ArrayList<>();
    int index = 0;
    for (JsonNode node : root.path("steps")) {
      if (!steps.isEmpty() && steps.getLast() instanceof Step.HangUp) {
        problem("/steps/" + index, "expected nothing after " + HANG_UP);
      }
      steps.add(step(node, "/steps/" + index++));
    }
    JsonNode to = root.path("to");
    return new CallScript(
        root.path("name").asString(Path.of(file).getFileName().toString().replace(".yaml", "")),
        to.isMissingNode() ? null : to.asString(),
        Duration.ofSeconds(
            root.path("longest-seconds").asInt((int) CallScript.LONGEST.toSeconds())),
        steps);
  }

  private Step step(JsonNode node, String pointer) {
    if (node.isString()) {
      if (!node.asString().equals(HANG_UP)) {
        problem(pointer, "expected a step, or " + HANG_UP + ", found " + node.asString());
      }
      return new Step.HangUp();
    }
    Map.Entry<String, JsonNode> only = node.properties().iterator().next();
    JsonNode value = only.getValue();
    String place = pointer + "/" + only.getKey();
    boolean afterInterjection = interjected;
    interjected = interjected && only.getKey().startsWith("expect");
    return switch (only.getKey()) {
      case "say" -> new Step.Say(speech(value, place, false));
      case "interrupt" -> into(Interjection.INTERRUPTION, speech(value, place, false), value);
      case "backchannel" -> into(Interjection.BACKCHANNEL, speech(value, place, true), value);
      case "cough" -> into(Interjection.COUGH, new Speech.Cough(), value);
      case "wait" -> new Step.Wait(value.asInt());
      case "digits" -> new Step.Digits(value.asString());
      case "expect" -> new Step.Expect(words(value.path("words")), withinMs(value));
      case "expect-silence" -> new Step.ExpectSilence(value.path("for-ms").asInt());
      case "expect-paused" -> {
        requireInterjection(afterInterjection, place);
        yield new Step.ExpectPaused(withinMs(value));
      }
      case "expect-resumed" -> {
        requireInterjection(afterInterjection, place);
        yield new Step.ExpectResumed(withinMs(value));
      }
      case "expect-ended" -> new Step.ExpectEnded(withinMs(value));
      default -> throw new IllegalStateException("not in the schema: " + only.getKey());
    };
  }

  private void requireInterjection(boolean afterInterjection, String place) {
    if (!afterInterjection) {
      problem(place, "expected an interrupt, backchannel or cough before it");
    }
  }

  private Step into(Interjection kind, Speech speech, JsonNode value) {
    interjected = true;
    JsonNode after = value.path("after-ms");
    return new Step.Into(
        kind,
        speech,
        after.isString() ? OptionalInt.empty() : OptionalInt.of(after.asInt(AFTER_MS)));
  }

  /**
   * @param plainIsText what a string means: a text, or a clip
   */
  private Speech speech(JsonNode node, String pointer, boolean plainIsText) {
    if (node.isString()) {
      return plainIsText ? new Speech.Text(node.asString(), PAUSE_MS) : clip(node.asString(), node);
    }
    boolean isClip = node.has("clip");
    if (isClip == node.has("text")) {
      problem(pointer, "expected either clip or text");
    }
    OptionalInt start = ms(node, "speech-start-ms");
    OptionalInt end = ms(node, "speech-end-ms");
    if (!isClip && (start.isPresent() || end.isPresent() || node.has("pause-at-ms"))) {
      problem(pointer, "expected speech-start-ms, speech-end-ms and pause-at-ms with a clip only");
    }
    if (isClip && node.has("pause-ms") && !node.has("pause-at-ms")) {
      problem(pointer, "expected pause-at-ms, since there is pause-ms");
    }
    if (start.isPresent() && end.isPresent() && start.getAsInt() >= end.getAsInt()) {
      problem(pointer + "/speech-end-ms", "expected more than speech-start-ms");
    }
    return isClip
        ? clip(node.path("clip").asString(), node)
        : new Speech.Text(node.path("text").asString(""), node.path("pause-ms").asInt(PAUSE_MS));
  }

  private Speech clip(String file, JsonNode node) {
    return new Speech.Clip(
        folder.resolve(file),
        ms(node, "speech-start-ms"),
        ms(node, "speech-end-ms"),
        ms(node, "pause-at-ms"),
        node.path("pause-ms").asInt(PAUSE_MS));
  }

  private static OptionalInt ms(JsonNode node, String name) {
    return node.has(name) ? OptionalInt.of(node.path(name).asInt()) : OptionalInt.empty();
  }

  private static int withinMs(JsonNode value) {
    return value.path("within-ms").asInt(WITHIN_MS);
  }

  private static List<String> words(JsonNode words) {
    return words.valueStream().map(JsonNode::asString).toList();
  }

  private void problem(String pointer, String expected) {
    problems.add(new Problem(yaml.line(pointer), pointer, expected));
  }
}
