package org.talkspurt.gateway.sip;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A message out of a file of such, with what it deserves. How the files are written stands at the
 * top of {@code torture/rfc4475.txt}.
 *
 * @param udp what comes back over UDP, in order; {@code tcp} likewise
 * @param why where that is not the answer which the RFC names first
 */
record TortureMessage(
    String name, List<String> udp, List<String> tcp, String why, String template) {

  private static final Pattern REPEATED = Pattern.compile("\\{(\\d+):([^}]*)}");
  private static final Pattern BYTE = Pattern.compile("\\\\x([0-9A-F]{2})");

  static List<TortureMessage> of(String resource) throws IOException {
    String text;
    try (InputStream in = TortureMessage.class.getResourceAsStream("/torture/" + resource)) {
      text =
          new String(Objects.requireNonNull(in, resource).readAllBytes(), StandardCharsets.UTF_8);
    }
    List<TortureMessage> messages = new ArrayList<>();
    String[] sections = text.substring(0, text.length() - 1).split("\n=== ");
    for (int i = 1; i < sections.length; i++) { // the first is the introduction
      messages.add(parse(sections[i]));
    }
    return messages;
  }

  private static TortureMessage parse(String section) {
    int begin = section.indexOf("\n---\n");
    String[] head = section.substring(0, begin).split("\n");
    Map<String, String> values = new HashMap<>();
    for (int i = 1; i < head.length; i++) {
      int colon = head[i].indexOf(':');
      values.put(head[i].substring(0, colon), head[i].substring(colon + 1).strip());
    }
    String message = section.substring(begin + 5);
    return new TortureMessage(
        head[0],
        answers(values.get("udp")),
        answers(values.get("tcp")),
        values.getOrDefault("why", ""),
        message + "\n");
  }

  private static List<String> answers(String text) {
    return text.equals("none") ? List.of() : List.of(text.split(" "));
  }

  /** The bytes as a peer sends them. */
  byte[] bytes(SipPeer peer) {
    String message =
        template.replace("{host}", peer.self()).replace("{transport}", peer.transport());
    message =
        REPEATED
            .matcher(message)
            .replaceAll(
                found ->
                    java.util.regex.Matcher.quoteReplacement(
                        found.group(2).repeat(Integer.parseInt(found.group(1)))));
    message = message.replace("\n", "\r\n");
    int body = message.indexOf("\r\n\r\n") + 4;
    int length = unescape(message.substring(body)).length;
    return unescape(message.replace("{length}", Integer.toString(length)));
  }

  private static byte[] unescape(String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int from = 0;
    for (MatchResult escape : BYTE.matcher(text).results().toList()) {
      out.writeBytes(text.substring(from, escape.start()).getBytes(StandardCharsets.UTF_8));
      out.write(Integer.parseInt(escape.group(1), 16));
      from = escape.end();
    }
    out.writeBytes(text.substring(from).getBytes(StandardCharsets.UTF_8));
    return out.toByteArray();
  }

  @Override
  public String toString() {
    return name;
  }
}
