package org.talkspurt.gateway.sdp;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.talkspurt.gateway.sdp.SessionDescription.Reading;

/**
 * Reads session descriptions line by line. Lenient where phones are careless (line ends, order,
 * missing o=, s=, t=), strict where a value is used: every number has its range, every list its
 * bound. Never throws on bad input.
 */
final class SdpParser {

  static final int MAX_CHARS = 16_384;
  static final int MAX_LINES = 1_024;
  static final int MAX_LINE_CHARS = 2_048;
  static final int MAX_MEDIA = 32;

  private static final String RTCP_XR = "rtcp-xr:";

  private static final Pattern LINE_END = Pattern.compile("\r\n|\n|\r");
  private static final Pattern TIMING = Pattern.compile("\\d{1,15} \\d{1,15}");

  private final List<MediaBuilder> media = new ArrayList<>();
  private String timing = "0 0";
  private @Nullable InetAddress sessionConnection;
  private @Nullable MediaDirection sessionDirection;
  private boolean sessionVoipMetrics;
  private final DtlsAttributes sessionDtls = new DtlsAttributes();

  private SdpParser() {}

  static Reading parse(String text) {
    if (text.length() > MAX_CHARS) {
      return new Reading.Malformed("longer than " + MAX_CHARS + " characters");
    }
    if (text.indexOf('\0') >= 0) {
      return new Reading.Malformed("NUL character");
    }
    String[] lines = LINE_END.split(text, MAX_LINES + 1);
    if (lines.length > MAX_LINES) {
      return new Reading.Malformed("more than " + MAX_LINES + " lines");
    }
    try {
      return new Reading.Parsed(new SdpParser().read(lines));
    } catch (SdpSyntaxException e) {
      return new Reading.Malformed(e.reason());
    }
  }

  private SessionDescription read(String[] lines) throws SdpSyntaxException {
    if (!lines[0].stripTrailing().equals("v=0")) {
      throw new SdpSyntaxException("does not begin with v=0");
    }
    for (String line : lines) {
      if (!line.isBlank()) {
        readLine(line);
      }
    }
    if (media.isEmpty()) {
      throw new SdpSyntaxException("no m-line");
    }
    List<MediaSection> sections = new ArrayList<>(media.size());
    for (MediaBuilder section : media) {
      sections.add(
          section.build(sessionConnection, sessionDirection, sessionVoipMetrics, sessionDtls));
    }
    return new SessionDescription(timing, List.copyOf(sections));
  }

  private void readLine(String line) throws SdpSyntaxException {
    if (line.length() > MAX_LINE_CHARS) {
      throw new SdpSyntaxException("a line longer than " + MAX_LINE_CHARS + " characters");
    }
    if (line.length() < 2 || line.charAt(1) != '=') {
      throw new SdpSyntaxException("a line without type");
    }
    String value = line.substring(2).strip();
    MediaBuilder section = media.isEmpty() ? null : media.getLast();
    switch (line.charAt(0)) {
      case 'm' -> startMedia(value);
      case 'c' -> readConnection(section, value);
      case 'a' -> readAttribute(section, value);
      case 't' -> {
        if (TIMING.matcher(value).matches()) {
          timing = value;
        }
      }
      default -> {} // o=, s=, b= and the like say nothing that a call needs
    }
  }

  private void startMedia(String value) throws SdpSyntaxException {
    if (media.size() == MAX_MEDIA) {
      throw new SdpSyntaxException("more than " + MAX_MEDIA + " m-lines");
    }
    media.add(MediaBuilder.of(value));
  }

  private void readConnection(@Nullable MediaBuilder section, String value)
      throws SdpSyntaxException {
    InetAddress address = SdpValues.connection(value);
    if (section == null) {
      sessionConnection = address;
    } else {
      section.connection(address);
    }
  }

  private void readAttribute(@Nullable MediaBuilder section, String value)
      throws SdpSyntaxException {
    MediaDirection direction = SdpValues.direction(value);
    if (section != null) {
      section.attribute(value, direction);
    } else if (direction != null) {
      sessionDirection = direction;
    } else if (value.startsWith(RTCP_XR)) {
      sessionVoipMetrics |= SdpValues.asksForVoipMetrics(value.substring(RTCP_XR.length()).strip());
    } else {
      int colon = value.indexOf(':');
      boolean _ =
          colon > 0
              && sessionDtls.take(value.substring(0, colon), value.substring(colon + 1).strip());
    }
  }
}
