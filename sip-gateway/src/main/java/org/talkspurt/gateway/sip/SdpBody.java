package org.talkspurt.gateway.sip;

import gov.nist.javax.sip.header.ContentType;
import gov.nist.javax.sip.message.SIPMessage;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds the session description in a message's body, also inside multipart/mixed (RFC 5621). */
final class SdpBody {

  private static final int MAX_PARTS = 8;

  private SdpBody() {}

  /** Whether the message has a body that is no session description and holds none. */
  static boolean isForeign(SIPMessage message) {
    return hasContent(message) && of(message) == null;
  }

  static boolean hasContent(SIPMessage message) {
    byte[] content = message.getRawContent();
    return content != null && content.length > 0;
  }

  /** The session description; null if there is none. */
  static @Nullable String of(SIPMessage message) {
    ContentType type = message.getContentTypeHeader();
    byte[] content = message.getRawContent();
    if (content == null || content.length == 0 || type == null) {
      return null;
    }
    String body = new String(content, StandardCharsets.UTF_8);
    if (isSdp(type.getContentType() + "/" + type.getContentSubType())) {
      return body;
    }
    String boundary = type.getParameter("boundary");
    return type.getContentType().equalsIgnoreCase("multipart") && boundary != null
        ? sdpPart(body, boundary.replace("\"", ""))
        : null;
  }

  private static boolean isSdp(String mediaType) {
    return mediaType.strip().equalsIgnoreCase("application/sdp");
  }

  private static @Nullable String sdpPart(String body, String boundary) {
    String delimiter = "--" + boundary;
    int start = body.indexOf(delimiter);
    for (int part = 0; part < MAX_PARTS && start >= 0; part++) {
      int from = start + delimiter.length();
      int end = body.indexOf(delimiter, from);
      if (end < 0) {
        return null;
      }
      String text = body.substring(from, end);
      int blank = text.indexOf("\r\n\r\n");
      if (blank >= 0 && isSdp(partType(text.substring(0, blank)))) {
        return text.substring(blank + 4);
      }
      start = end;
    }
    return null;
  }

  private static String partType(String headers) {
    for (String line : headers.split("\r\n", -1)) {
      if (line.toLowerCase(Locale.ROOT).startsWith("content-type:")) {
        String value = line.substring(line.indexOf(':') + 1);
        int parameters = value.indexOf(';');
        return parameters < 0 ? value : value.substring(0, parameters);
      }
    }
    return "";
  }
}
