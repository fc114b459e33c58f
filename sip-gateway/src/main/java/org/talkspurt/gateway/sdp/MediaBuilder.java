package org.talkspurt.gateway.sdp;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Collects the lines of one media section. */
final class MediaBuilder {

  static final int MAX_FORMATS = 64;

  private static final int MAX_PORT = 65_535;
  private static final int MAX_CRYPTOS = 16;
  private static final int MAX_PAYLOAD_TYPE = 127;
  private static final int MAX_CLOCK_RATE_HZ = 384_000;
  private static final int MAX_PTIME_MS = 1_000;

  private final String media;
  private final int port;
  private final String protocol;
  private final List<String> formats;
  private final Map<Integer, PayloadFormat> rtpmaps = new HashMap<>();
  private final Map<String, FormatParameters> parameters = new HashMap<>();
  private @Nullable InetAddress connection;
  private boolean connectionSeen;
  private @Nullable MediaDirection direction;
  private OptionalInt ptimeMs = OptionalInt.empty();
  private OptionalInt maxPtimeMs = OptionalInt.empty();
  private OptionalInt rtcpPort = OptionalInt.empty();
  private @Nullable InetAddress rtcpAddress;
  private @Nullable String mid;
  private boolean rtcpMux;
  private boolean rtcpReducedSize;
  private boolean voipMetrics;
  private final List<CryptoAttribute> cryptos = new ArrayList<>();
  private final DtlsAttributes dtls = new DtlsAttributes();

  private MediaBuilder(String media, int port, String protocol, List<String> formats) {
    this.media = media;
    this.port = port;
    this.protocol = protocol;
    this.formats = formats;
  }

  /** Reads {@code audio 40000 RTP/AVP 0 8 101}. */
  static MediaBuilder of(String value) throws SdpSyntaxException {
    String[] fields = SdpValues.fields(value);
    if (fields.length < 4) {
      throw new SdpSyntaxException("an m-line with too few fields");
    }
    if (fields.length - 3 > MAX_FORMATS) {
      throw new SdpSyntaxException("more than " + MAX_FORMATS + " formats");
    }
    int slash = fields[1].indexOf('/'); // number of ports; only the first is used
    String port = slash < 0 ? fields[1] : fields[1].substring(0, slash);
    List<String> formats = new ArrayList<>();
    for (int i = 3; i < fields.length; i++) {
      formats.add(SdpValues.token(fields[i], "a format"));
    }
    MediaBuilder section =
        new MediaBuilder(
            SdpValues.token(fields[0], "the media of an m-line"),
            SdpValues.number(port, 0, MAX_PORT, "the port of an m-line"),
            SdpValues.token(fields[2], "the protocol of an m-line"),
            List.copyOf(formats));
    if (section.isRtp()) {
      for (String format : formats) {
        payloadType(format);
      }
    }
    return section;
  }

  private boolean isRtp() {
    return protocol.contains("RTP/");
  }

  private static int payloadType(String text) throws SdpSyntaxException {
    return SdpValues.number(text, 0, MAX_PAYLOAD_TYPE, "a payload number");
  }

  void connection(@Nullable InetAddress address) {
    connection = address;
    connectionSeen = true;
  }

  /** Takes an attribute; unknown ones are ignored (RFC 8866 §5.13). */
  void attribute(String value, @Nullable MediaDirection asDirection) throws SdpSyntaxException {
    if (asDirection != null) {
      direction = asDirection;
      return;
    }
    int colon = value.indexOf(':');
    if (colon < 0) {
      rtcpMux |= value.equals("rtcp-mux");
      rtcpReducedSize |= value.equals("rtcp-rsize");
      return;
    }
    String name = value.substring(0, colon);
    String content = value.substring(colon + 1).strip();
    if (dtls.take(name, content)) {
      return;
    }
    switch (name) {
      case "rtpmap" -> readRtpmap(content);
      case "fmtp" -> readParameters(content);
      case "ptime" -> ptimeMs = milliseconds(content);
      case "maxptime" -> maxPtimeMs = milliseconds(content);
      case "rtcp" -> readRtcp(content);
      case "rtcp-xr" -> voipMetrics |= SdpValues.asksForVoipMetrics(content);
      case "crypto" -> readCrypto(content);
      case "mid" -> mid = SdpValues.token(content, "a mid");
      default -> {}
    }
  }

  /** Reads {@code 101 telephone-event/8000}. */
  private void readRtpmap(String content) throws SdpSyntaxException {
    String[] fields = SdpValues.fields(content);
    String[] encoding = fields.length == 2 ? fields[1].split("/", -1) : new String[0];
    if (encoding.length < 2 || encoding.length > 3) {
      throw new SdpSyntaxException("an rtpmap that is not a number, a name and a rate");
    }
    int payloadType = payloadType(fields[0]);
    int channels =
        encoding.length == 3 ? SdpValues.number(encoding[2], 1, 255, "a channel count") : 1;
    rtpmaps.put(
        payloadType,
        new PayloadFormat(
            payloadType,
            SdpValues.token(encoding[0], "an encoding name"),
            SdpValues.number(encoding[1], 1, MAX_CLOCK_RATE_HZ, "a clock rate"),
            channels));
  }

  /** Reads {@code 111 useinbandfec=1;usedtx=1}. */
  private void readParameters(String content) {
    int space = content.indexOf(' ');
    if (space > 0) {
      parameters.putIfAbsent(
          content.substring(0, space), FormatParameters.parse(content.substring(space + 1)));
    }
  }

  private void readCrypto(String content) {
    CryptoAttribute crypto = CryptoAttribute.parse(content);
    if (crypto != null && cryptos.size() < MAX_CRYPTOS) {
      cryptos.add(crypto);
    }
  }

  private static OptionalInt milliseconds(String content) throws SdpSyntaxException {
    int point = content.indexOf('.'); // some say 20.0
    String whole = point < 0 ? content : content.substring(0, point);
    return OptionalInt.of(SdpValues.number(whole, 1, MAX_PTIME_MS, "a packet time"));
  }

  /** Reads {@code 53020 IN IP4 192.0.2.1} (RFC 3605). */
  private void readRtcp(String content) throws SdpSyntaxException {
    String[] fields = SdpValues.fields(content);
    rtcpPort = OptionalInt.of(SdpValues.number(fields[0], 1, MAX_PORT, "the port of a=rtcp"));
    if (fields.length == 4) {
      rtcpAddress = SdpValues.address(fields[2], fields[3]);
    }
  }

  MediaSection build(
      @Nullable InetAddress sessionConnection,
      @Nullable MediaDirection sessionDirection,
      boolean sessionVoipMetrics,
      DtlsAttributes sessionDtls)
      throws SdpSyntaxException {
    MediaDirection fallback = sessionDirection == null ? MediaDirection.SENDRECV : sessionDirection;
    return new MediaSection(
        media,
        port,
        protocol,
        formats,
        payloads(),
        connectionSeen ? connection : sessionConnection,
        direction == null ? fallback : direction,
        ptimeMs,
        maxPtimeMs,
        rtcpPort,
        rtcpAddress,
        mid,
        rtcpMux,
        rtcpReducedSize,
        voipMetrics || sessionVoipMetrics,
        List.copyOf(cryptos),
        DtlsAttributes.of(dtls, sessionDtls));
  }

  private Map<Integer, PayloadFormat> payloads() throws SdpSyntaxException {
    if (!isRtp()) {
      return Map.of();
    }
    Map<Integer, PayloadFormat> payloads = new LinkedHashMap<>();
    for (String format : formats) {
      int number = payloadType(format);
      PayloadFormat meaning = rtpmaps.getOrDefault(number, PayloadFormat.staticFormat(number));
      if (meaning != null) {
        payloads.put(number, meaning.with(parameters.getOrDefault(format, FormatParameters.NONE)));
      }
    }
    return Collections.unmodifiableMap(payloads);
  }
}
