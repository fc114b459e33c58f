package org.talkspurt.gateway.sip;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the raw header section before the parser does: number and length of the lines, NUL
 * characters, and fields that may stand only once (RFC 3261 §7.3.1).
 */
final class MessageLimits {

  static final int MAX_HEADER_LINES = 128;
  static final int MAX_LINE_BYTES = 4_096;

  /** Nesting that a parser descends into by recursion: comments and angle brackets. */
  static final int MAX_NESTING = 64;

  private MessageLimits() {}

  /** What is wrong, in our words; null if nothing is. */
  static @Nullable String problem(byte[] message) {
    Set<Singleton> seen = EnumSet.noneOf(Singleton.class);
    int lines = 0;
    int start = skipLineBreaks(message);
    while (start < message.length) {
      int end = lineEnd(message, start);
      if (end == start) {
        break;
      }
      if (++lines > MAX_HEADER_LINES + 1) {
        return "Too many header fields";
      }
      if (end - start > MAX_LINE_BYTES) {
        return "Header field too long";
      }
      String problem = lineProblem(message, start, end);
      if (problem != null) {
        return problem;
      }
      Singleton name = lines == 1 ? null : Singleton.of(message, start, end);
      if (name != null) {
        if (!seen.add(name)) {
          return "Repeated " + name.longName;
        }
      }
      start = afterLineBreak(message, end);
    }
    return null;
  }

  private static @Nullable String lineProblem(byte[] message, int start, int end) {
    int depth = 0;
    for (int i = start; i < end; i++) {
      switch (message[i]) {
        case 0 -> {
          if (i == start || message[i - 1] != '\\') { // RFC 3261 §25.1: a quoted-pair may be one
            return "NUL character";
          }
        }
        case '(', '<' -> depth++;
        case ')', '>' -> depth--;
        default -> {}
      }
      if (depth > MAX_NESTING) {
        return "Nested too deep";
      }
    }
    return null;
  }

  static int skipLineBreaks(byte[] message) {
    int i = 0;
    while (i < message.length && (message[i] == '\r' || message[i] == '\n')) {
      i++;
    }
    return i;
  }

  static int lineEnd(byte[] message, int from) {
    int i = from;
    while (i < message.length && message[i] != '\r' && message[i] != '\n') {
      i++;
    }
    return i;
  }

  static int afterLineBreak(byte[] message, int lineEnd) {
    boolean pair =
        lineEnd + 1 < message.length && message[lineEnd] == '\r' && message[lineEnd + 1] == '\n';
    return lineEnd + (pair ? 2 : 1);
  }

  /** Name of a header line in lower case, compact forms as they are; empty if there is none. */
  static String fieldName(byte[] message, int start, int end) {
    int colon = start;
    while (colon < end && message[colon] != ':') {
      colon++;
    }
    if (colon == end || message[start] == ' ' || message[start] == '\t') {
      return "";
    }
    return new String(message, start, colon - start, StandardCharsets.ISO_8859_1)
        .strip()
        .toLowerCase(Locale.ROOT);
  }

  private enum Singleton {
    FROM("From"),
    TO("To"),
    CALL_ID("Call-ID"),
    CSEQ("CSeq"),
    MAX_FORWARDS("Max-Forwards"),
    CONTENT_LENGTH("Content-Length"),
    CONTENT_TYPE("Content-Type"),
    REPLACES("Replaces"); // RFC 3891 §3

    final String longName;

    Singleton(String longName) {
      this.longName = longName;
    }

    static @Nullable Singleton of(byte[] message, int start, int end) {
      return switch (fieldName(message, start, end)) {
        case "from", "f" -> FROM;
        case "to", "t" -> TO;
        case "call-id", "i" -> CALL_ID;
        case "cseq" -> CSEQ;
        case "max-forwards" -> MAX_FORWARDS;
        case "content-length", "l" -> CONTENT_LENGTH;
        case "content-type", "c" -> CONTENT_TYPE;
        case "replaces" -> REPLACES;
        default -> null;
      };
    }
  }
}
