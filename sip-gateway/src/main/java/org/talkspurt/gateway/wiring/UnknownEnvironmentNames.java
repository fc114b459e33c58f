package org.talkspurt.gateway.wiring;

import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.boot.context.properties.bind.Name;

/**
 * Finds environment names that look like settings and are none. Spring ignores unknown environment
 * names (they may be anybody's), but a misspelt {@code TALKSPURT_…} is ours.
 */
final class UnknownEnvironmentNames {
  private UnknownEnvironmentNames() {}

  /**
   * Names beginning with {@code TALKSPURT_} that no setting answers to. Those that Kubernetes
   * injects for a Service called talkspurt are not settings.
   */
  static List<String> among(Collection<String> names) {
    Set<String> known = new HashSet<>();
    collect("TALKSPURT", TalkspurtProperties.class, known);
    return names.stream()
        .filter(name -> name.startsWith("TALKSPURT_"))
        .filter(name -> !name.matches("TALKSPURT_(PORT|SERVICE_).*"))
        .filter(name -> !known.contains(withoutIndexAndSeparators(name)))
        .sorted()
        .toList();
  }

  /** Both TALKSPURT_SIP_BINDADDRESS and TALKSPURT_SIP_BIND_ADDRESS mean sip.bind-address. */
  private static String withoutIndexAndSeparators(String name) {
    return name.replaceAll("_\\d+(?=_|$)", "").replace("_", "");
  }

  private static void collect(String prefix, Class<?> type, Set<String> known) {
    for (Field field : type.getDeclaredFields()) {
      Name name = field.getAnnotation(Name.class);
      String word = name == null ? field.getName() : name.value();
      String key = prefix + word.toUpperCase(Locale.ROOT);
      Class<?> element = elementType(field);
      if (element.isRecord()) {
        collect(key, element, known);
      } else {
        known.add(key);
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
