package org.talkspurt.gateway.wiring;

import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * Finds names that look like settings and are none, in the two places where Spring does not: it
 * refuses an unknown key of a file or an argument, but passes over environment names and system
 * properties, which may be anybody's. A misspelt {@code TALKSPURT_…} or {@code talkspurt.…} is
 * ours.
 */
final class UnknownSettings {

  /** Keys without separators within a word: {@code talkspurt.sip.bindaddress}. */
  private final Set<String> keys = new HashSet<>();

  /** The same without any: an environment name tells no word from the next. */
  private final Set<String> letters = new HashSet<>();

  private UnknownSettings() {
    collect("talkspurt", TalkspurtProperties.class);
    keys.forEach(key -> letters.add(key.replace(".", "")));
  }

  /** Their names as they are spelt, environment first, in alphabetical order. */
  static List<String> in(ConfigurableEnvironment environment) {
    UnknownSettings settings = new UnknownSettings();
    return Stream.concat(
            names(environment, StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME)
                .filter(Predicate.not(UnknownSettings::isFromKubernetes))
                .filter(Predicate.not(settings::isEnvironmentName)),
            names(environment, StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME)
                .filter(Predicate.not(settings::isKey)))
        .toList();
  }

  private static Stream<String> names(ConfigurableEnvironment environment, String source) {
    return environment.getPropertySources().get(source) instanceof EnumerablePropertySource<?> found
        ? Stream.of(found.getPropertyNames())
            .filter(name -> name.matches("(?i)talkspurt[._-].*"))
            .sorted()
        : Stream.empty();
  }

  /** What Kubernetes injects for a Service called talkspurt. */
  private static boolean isFromKubernetes(String name) {
    return name.matches("TALKSPURT_(PORT|SERVICE_).*");
  }

  /** Both TALKSPURT_SIP_BINDADDRESS and TALKSPURT_SIP_BIND_ADDRESS mean sip.bind-address. */
  private boolean isEnvironmentName(String name) {
    String withoutIndex = name.replaceAll("_\\d+(?=_|$)", "");
    return letters.contains(withoutIndex.replaceAll("[._-]", "").toLowerCase(Locale.ROOT));
  }

  private boolean isKey(String name) {
    String withoutIndex = name.replaceAll("\\[\\d+]", "");
    return keys.contains(withoutIndex.replaceAll("[_-]", "").toLowerCase(Locale.ROOT));
  }

  private void collect(String prefix, Class<?> type) {
    for (Field field : type.getDeclaredFields()) {
      Name name = field.getAnnotation(Name.class);
      String word = name == null ? field.getName() : name.value();
      String key = prefix + "." + word.toLowerCase(Locale.ROOT);
      Class<?> element = elementType(field);
      if (element.isRecord()) {
        collect(key, element);
      } else {
        keys.add(key);
      }
    }
  }

  private static Class<?> elementType(Field field) {
    return field.getGenericType() instanceof ParameterizedType list
            && list.getActualTypeArguments()[0] instanceof Class<?> element
        ? element
        : field.getType();
  }
}
