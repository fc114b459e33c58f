package org.talkspurt.gateway.sip;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The parameters of a challenge or of its answer (RFC 7616 §3.3, §3.4). */
final class DigestParameters {

  private static final String SCHEME = "digest ";

  /** Longest header value looked at, in characters. */
  private static final int MAX_LENGTH = 2_048;

  private static final Pattern PARAMETER =
      Pattern.compile(
          "\\G\\s*,?\\s*([A-Za-z0-9!#$%&'*+.^_`|~-]+)\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*+)\"|([^\\s,\"]+))");

  private DigestParameters() {}

  /** By their names in lower case, the first of each; none if the scheme is another. */
  static Map<String, String> of(String header) {
    String text = header.strip();
    if (text.length() > MAX_LENGTH || !text.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return Map.of();
    }
    Map<String, String> parameters = new HashMap<>();
    Matcher parameter = PARAMETER.matcher(text.substring(SCHEME.length()));
    while (parameter.find()) {
      String quoted = parameter.group(2);
      parameters.putIfAbsent(
          parameter.group(1).toLowerCase(Locale.ROOT),
          quoted == null ? parameter.group(3) : quoted.replaceAll("\\\\(.)", "$1"));
    }
    return parameters;
  }
}
