package org.talkspurt.gateway.api;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.talkspurt.gateway.call.DialOrder;
import org.talkspurt.gateway.call.DialTarget;
import org.talkspurt.gateway.call.Screening;
import org.talkspurt.gateway.sip.OutgoingCall;
import tools.jackson.databind.JsonNode;

/** The body of {@code POST /api/calls}: an order, or every mistake in it. */
sealed interface DialRequest {

  /** A good one. */
  record Fit(DialOrder order) implements DialRequest {}

  /** A bad one; not empty. */
  record Unfit(List<Mistake> mistakes) implements DialRequest {}

  /** What is wrong with a field. Says nothing of what the field held. */
  record Mistake(String field, String expected) {}

  static DialRequest read(JsonNode body) {
    return body.isObject()
        ? new Reader(body).read()
        : new Unfit(List.of(new Mistake("body", "a JSON object")));
  }

  /** Reads one body. */
  final class Reader {
    static final int MAX_VARIABLES = 32;
    private static final int DEFAULT_RING_SECONDS = 45;
    private static final int MAX_NAMED_UNKNOWN = 5;
    private static final long MAX_RING_SECONDS = OutgoingCall.MAX_RING_TIMEOUT.toSeconds();
    private static final Set<String> FIELDS =
        Set.of(
            "to", "trunk", "agent", "callerId", "variables", "ringTimeoutSeconds", "detectMachine");
    private static final Pattern NAME = Pattern.compile("[^\\p{C}]{1,64}");
    private static final Pattern CALLER_ID = Pattern.compile("\\+?[A-Za-z0-9._-]{1,64}");
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,63}");
    private static final Pattern VALUE = Pattern.compile("[^\\p{C}\\p{Zl}\\p{Zp}]{0,512}");

    private final JsonNode body;
    private final List<Mistake> mistakes = new ArrayList<>();

    private Reader(JsonNode body) {
      this.body = body;
    }

    private DialRequest read() {
      var unknown = new TreeSet<>(body.propertyNames());
      unknown.removeAll(FIELDS);
      unknown.stream()
          .limit(MAX_NAMED_UNKNOWN)
          .forEach(_ -> mistake("body", "no other fields than " + String.join(", ", sorted())));
      DialTarget target = target();
      String trunk = text("trunk", NAME, "a trunk's name");
      String agent = text("agent", NAME, "an agent's name");
      String callerId = text("callerId", CALLER_ID, "a number or a name, at most 64 characters");
      Map<String, String> variables = variables();
      Duration ringTimeout = ringTimeout();
      Screening screening = screening();
      return target == null || !mistakes.isEmpty()
          ? new Unfit(List.copyOf(mistakes))
          : new Fit(
              new DialOrder(target, trunk, agent, callerId, variables, ringTimeout, screening));
    }

    private static Set<String> sorted() {
      return new TreeSet<>(FIELDS);
    }

    private void mistake(String field, String expected) {
      Mistake made = new Mistake(field, expected);
      if (!mistakes.contains(made)) {
        mistakes.add(made);
      }
    }

    /** Null if it is not there. */
    private @Nullable JsonNode field(String name) {
      JsonNode value = body.get(name);
      return value == null || value.isNull() ? null : value;
    }

    private @Nullable DialTarget target() {
      JsonNode value = field("to");
      DialTarget target =
          value != null && value.isString()
              ? DialTarget.parse(value.asString()).orElse(null)
              : null;
      if (target == null) {
        mistake("to", DialTarget.EXPECTED);
      }
      return target;
    }

    private @Nullable String text(String name, Pattern pattern, String expected) {
      JsonNode value = field(name);
      if (value == null) {
        return null;
      }
      if (!value.isString() || !pattern.matcher(value.asString()).matches()) {
        mistake(name, expected);
        return null;
      }
      return value.asString();
    }

    private Map<String, String> variables() {
      JsonNode given = field("variables");
      if (given == null) {
        return Map.of();
      }
      Map<String, String> variables = new LinkedHashMap<>();
      if (given.isObject() && given.size() <= MAX_VARIABLES) {
        for (Map.Entry<String, JsonNode> variable : given.properties()) {
          boolean fits =
              VARIABLE.matcher(variable.getKey()).matches()
                  && variable.getValue().isString()
                  && VALUE.matcher(variable.getValue().asString()).matches();
          if (fits) {
            variables.put(variable.getKey(), variable.getValue().asString());
          }
        }
      }
      if (!given.isObject() || variables.size() != given.size()) {
        mistake(
            "variables",
            "at most "
                + MAX_VARIABLES
                + " names (a letter, then letters, digits, - and _, at most 64) with printable"
                + " strings of at most 512 characters");
      }
      return variables;
    }

    private Screening screening() {
      JsonNode value = field("detectMachine");
      if (value == null) {
        return Screening.AS_THE_AGENT_DOES;
      }
      if (!value.isBoolean()) {
        mistake("detectMachine", "true or false");
      }
      return value.asBoolean(false) ? Screening.ALWAYS : Screening.NEVER;
    }

    private Duration ringTimeout() {
      JsonNode value = field("ringTimeoutSeconds");
      if (value == null) {
        return Duration.ofSeconds(DEFAULT_RING_SECONDS);
      }
      boolean fits = value.isInt() && value.asInt() >= 1 && value.asInt() <= MAX_RING_SECONDS;
      if (!fits) {
        mistake("ringTimeoutSeconds", "a whole number from 1 to " + MAX_RING_SECONDS);
        return Duration.ofSeconds(DEFAULT_RING_SECONDS);
      }
      return Duration.ofSeconds(value.asInt());
    }
  }
}
