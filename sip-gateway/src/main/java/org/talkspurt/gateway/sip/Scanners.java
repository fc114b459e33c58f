package org.talkspurt.gateway.sip;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * Knows the tools that look for bots to call through by the names they give themselves, before
 * anything is parsed. Who gets no answer at all goes on to the next address sooner.
 */
final class Scanners {

  private final List<String> names;

  /**
   * @param names parts of User-Agent or From, in any case
   */
  Scanners(List<String> names) {
    this.names = names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
  }

  /** Whether the message names one of them as its sender. */
  boolean sent(byte[] message) {
    if (names.isEmpty()) {
      return false;
    }
    int start = MessageLimits.skipLineBreaks(message);
    for (int line = 0; line <= MessageLimits.MAX_HEADER_LINES && start < message.length; line++) {
      int end = MessageLimits.lineEnd(message, start);
      if (end == start) {
        return false;
      }
      if (namesSender(message, start, end) && isNamed(message, start, end)) {
        return true;
      }
      start = MessageLimits.afterLineBreak(message, end);
    }
    return false;
  }

  private static boolean namesSender(byte[] message, int start, int end) {
    return switch (message[start]) {
      case 'u', 'U', 'f', 'F' ->
          switch (MessageLimits.fieldName(message, start, end)) {
            case "user-agent", "from", "f" -> true;
            default -> false;
          };
      default -> false;
    };
  }

  private boolean isNamed(byte[] message, int start, int end) {
    String line =
        new String(message, start, end - start, StandardCharsets.ISO_8859_1)
            .toLowerCase(Locale.ROOT);
    return names.stream().anyMatch(line::contains);
  }
}
