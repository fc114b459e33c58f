package org.talkspurt.gateway.sip;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Writes the 400 to a request that the parser refused, from its raw lines (RFC 3261 §8.2.6.2 as far
 * as the lines are there). It is never longer than the request and repeats nothing but what a
 * response must carry.
 */
final class MalformedReply {

  private MalformedReply() {}

  /** Whether this was meant as SIP: its first line says so. */
  static boolean isSip(byte[] message) {
    int start = MessageLimits.skipLineBreaks(message);
    String firstLine = text(message, start, MessageLimits.lineEnd(message, start));
    return firstLine.startsWith("SIP/") || firstLine.contains(" SIP/");
  }

  /** The response, or null where none is due: to a response, an ACK, or without a Via to match. */
  static byte @Nullable [] to(byte[] message, String reason) {
    int start = MessageLimits.skipLineBreaks(message);
    int end = MessageLimits.lineEnd(message, start);
    String firstLine = text(message, start, end);
    if (!firstLine.contains(" SIP/") || firstLine.startsWith("ACK ")) {
      return null;
    }
    var reply = new StringBuilder(256).append("SIP/2.0 400 ").append(reason).append("\r\n");
    boolean viaSeen = false;
    boolean copying = false;
    for (int line = 0; line < MessageLimits.MAX_HEADER_LINES; line++) {
      start = MessageLimits.afterLineBreak(message, end);
      if (start >= message.length) {
        break;
      }
      end = MessageLimits.lineEnd(message, start);
      if (end == start) {
        break;
      }
      boolean folded = message[start] == ' ' || message[start] == '\t';
      String name = MessageLimits.fieldName(message, start, end);
      copying = folded ? copying : isEchoed(name);
      if (copying && end - start <= MessageLimits.MAX_LINE_BYTES) {
        viaSeen |= name.equals("via") || name.equals("v");
        reply.append(text(message, start, end)).append("\r\n");
      }
    }
    reply.append("Content-Length: 0\r\n\r\n");
    return viaSeen && reply.length() <= message.length + 64
        ? reply.toString().getBytes(StandardCharsets.ISO_8859_1)
        : null;
  }

  private static boolean isEchoed(String name) {
    return switch (name) {
      case "via", "v", "from", "f", "to", "t", "call-id", "i", "cseq" -> true;
      default -> false;
    };
  }

  private static String text(byte[] message, int start, int end) {
    return new String(message, start, end - start, StandardCharsets.ISO_8859_1).replace('\0', ' ');
  }
}
