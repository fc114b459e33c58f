package org.talkspurt.gateway.wiring;

import jakarta.validation.ConstraintViolation;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.core.NestedExceptionUtils;

/** Says in a line each what Spring found wrong with settings; no values of secrets. */
final class SettingProblems {
  private static final Pattern SECRET = Pattern.compile("(key|password|token|headers\\[\\d+])$");

  private SettingProblems() {}

  static List<String> of(RuntimeException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnboundConfigurationPropertiesException unknown) {
        return unknown.getUnboundProperties().stream().map(SettingProblems::line).toList();
      }
    }
    return List.of(failure instanceof BindException wrong ? line(wrong) : root(failure));
  }

  /** In the order of their names. */
  static List<String> of(Collection<? extends ConstraintViolation<?>> violations) {
    return violations.stream().map(SettingProblems::line).sorted().toList();
  }

  private static String line(ConstraintViolation<?> wrong) {
    String key = key(wrong.getPropertyPath().toString());
    Object value = SECRET.matcher(key).find() ? "…" : wrong.getInvalidValue();
    return "%s.%s: %s (%s)".formatted(SettingsReader.PREFIX, key, value, wrong.getMessage());
  }

  /** {@code portMin} is {@code port-min} in files. */
  private static String key(String path) {
    return path.replace("agents.defaultAgent", "agents.default")
        .replaceAll("([a-z])([A-Z])", "$1-$2")
        .replaceAll("\\.<[^>]*>", "")
        .toLowerCase(Locale.ROOT);
  }

  private static String line(ConfigurationProperty unknown) {
    String place = Optional.ofNullable(unknown.getOrigin()).map(origin -> ", " + origin).orElse("");
    return unknown.getName()
        + ": no such setting (config/application.yaml has all of them"
        + place
        + ")";
  }

  private static String line(BindException wrong) {
    Class<?> type = wrong.getTarget().getType().toClass();
    if (!type.isEnum() || wrong.getProperty() == null) {
      return wrong.getName() + ": " + root(wrong);
    }
    String expected =
        Stream.of(type.getEnumConstants())
            .map(value -> value.toString().toLowerCase(Locale.ROOT).replace('_', '-'))
            .collect(Collectors.joining(", "));
    return "%s: %s (expected: one of %s)"
        .formatted(wrong.getName(), wrong.getProperty().getValue(), expected);
  }

  private static String root(RuntimeException failure) {
    return String.valueOf(NestedExceptionUtils.getMostSpecificCause(failure).getMessage());
  }
}
