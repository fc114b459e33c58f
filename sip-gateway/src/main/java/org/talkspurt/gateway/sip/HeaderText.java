package org.talkspurt.gateway.sip;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Makes text of strangers fit for logs, labels and records. */
final class HeaderText {

  /** Longest text handed on, in characters. */
  static final int MAX_LENGTH = 256;

  private HeaderText() {}

  /** The text without control and formatting characters, cut to {@value #MAX_LENGTH} characters. */
  static String clean(@Nullable String text) {
    if (text == null) {
      return "";
    }
    var clean = new StringBuilder(Math.min(text.length(), MAX_LENGTH));
    for (int i = 0; i < text.length() && clean.length() < MAX_LENGTH; i++) {
      char c = text.charAt(i);
      if (isPrintable(c)) {
        clean.append(c);
      }
    }
    return clean.toString();
  }

  /** Like {@link #clean}, after RFC 3986 percent-decoding. */
  static String cleanUnescaped(@Nullable String text) {
    return text == null || text.indexOf('%') < 0 ? clean(text) : clean(unescape(text));
  }

  private static String unescape(String text) {
    byte[] in = text.getBytes(StandardCharsets.UTF_8);
    byte[] out = new byte[in.length];
    int length = 0;
    for (int i = 0; i < in.length; i++) {
      int high = i + 2 < in.length ? Character.digit(in[i + 1], 16) : -1;
      int low = i + 2 < in.length ? Character.digit(in[i + 2], 16) : -1;
      if (in[i] == '%' && high >= 0 && low >= 0) {
        out[length++] = (byte) (high << 4 | low);
        i += 2;
      } else {
        out[length++] = in[i];
      }
    }
    return new String(out, 0, length, StandardCharsets.UTF_8);
  }

  /**
   * Whether a character neither breaks a line nor changes the direction or colour of a terminal.
   */
  static boolean isPrintable(char c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.UNASSIGNED,
          Character.SURROGATE ->
          Character.isSurrogate(c);
      default -> true;
    };
  }
}
