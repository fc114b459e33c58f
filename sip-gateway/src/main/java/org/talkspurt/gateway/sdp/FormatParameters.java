package org.talkspurt.gateway.sdp;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SequencedMap;

/**
 * Parameters of a payload format: {@code name=value; name=value} of an a=fmtp line. Names have no
 * case; what is not of that form is left out.
 *
 * @param values in the order of the line
 */
public record FormatParameters(SequencedMap<String, String> values) {

  public static final FormatParameters NONE = new FormatParameters(new LinkedHashMap<>());

  private static final int MAX_DIGITS = 9;

  public FormatParameters {
    values = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(values));
  }

  static FormatParameters parse(String text) {
    SequencedMap<String, String> values = new LinkedHashMap<>();
    for (String parameter : text.split(";", -1)) {
      int equals = parameter.indexOf('=');
      if (equals > 0) {
        String name = parameter.substring(0, equals).strip().toLowerCase(Locale.ROOT);
        values.putIfAbsent(name, parameter.substring(equals + 1).strip());
      }
    }
    return values.isEmpty() ? NONE : new FormatParameters(values);
  }

  /** A number of at most nine digits; empty where there is none. */
  public OptionalInt number(String name) {
    String value = values.getOrDefault(name, "");
    boolean digits =
        !value.isEmpty()
            && value.length() <= MAX_DIGITS
            && value.chars().allMatch(c -> c >= '0' && c <= '9');
    return digits ? OptionalInt.of(Integer.parseInt(value)) : OptionalInt.empty();
  }

  /** Whether a switch is on; RFC 7587 writes 1. */
  public boolean isOn(String name) {
    return values.getOrDefault(name, "").equals("1");
  }

  /** As they stand in an a=fmtp line. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, String> value : values.entrySet()) {
      text.append(text.isEmpty() ? "" : ";").append(value.getKey()).append('=');
      text.append(value.getValue());
    }
    return text.toString();
  }
}
