package org.talkspurt.gateway.sdp;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;

/** Writes session descriptions without their o-line, which the negotiator adds. */
final class SdpWriter {

  private static final int TELEPHONE_EVENT = 101;
  private static final int LAST_DYNAMIC = 127;

  private static final int TELEPHONE_CLOCK_HZ = 8_000;
  private static final int LONGEST_MS = 60;

  private final LocalMedia local;

  /** Payload numbers of telephone-event in our offers by clock rate in Hz. */
  private final Map<Integer, Integer> telephoneEvents;

  SdpWriter(LocalMedia local) {
    this.local = local;
    this.telephoneEvents = telephoneEvents(local);
  }

  /** {@code IN IP4 192.0.2.1}, as in o= and c=. */
  static String network(InetAddress address) {
    String text = address.getHostAddress();
    int scope = text.indexOf('%');
    return "IN "
        + (address instanceof Inet6Address ? "IP6 " : "IP4 ")
        + (scope < 0 ? text : text.substring(0, scope));
  }

  /** The lines after o= of an answer: one m-line for each of the offer's (RFC 3264 §6). */
  String answer(
      SessionDescription offer, MediaSection chosen, NegotiatedMedia media, Keying keying) {
    StringBuilder sdp = head(offer.timing());
    boolean answered = false;
    for (MediaSection section : offer.media()) {
      if (section.equals(chosen) && !answered) {
        answered = true;
        appendAudio(sdp, section, media);
        sdp.append(keying.lines());
      } else {
        appendRefused(sdp, section);
      }
    }
    return sdp.toString();
  }

  private StringBuilder head(String timing) {
    return new StringBuilder(256)
        .append("s=-\r\nc=")
        .append(network(local.address()))
        .append("\r\nt=")
        .append(timing)
        .append("\r\n");
  }

  private void appendAudio(StringBuilder sdp, MediaSection section, NegotiatedMedia media) {
    sdp.append("m=audio ").append(local.rtpPort()).append(' ').append(section.protocol());
    sdp.append(' ').append(media.codec().payloadType());
    OptionalInt digits = media.telephoneEventPayloadType();
    if (digits.isPresent()) {
      sdp.append(' ').append(digits.getAsInt());
    }
    if (media.options().comfortNoise()) {
      sdp.append(' ').append(MediaOptions.COMFORT_NOISE);
    }
    sdp.append("\r\n");
    if (section.mid() != null) {
      sdp.append("a=mid:").append(section.mid()).append("\r\n");
    }
    appendCodec(sdp, media.codec());
    if (digits.isPresent()) {
      PayloadFormat offered = Objects.requireNonNull(section.payloads().get(digits.getAsInt()));
      appendTelephoneEvent(sdp, digits.getAsInt(), offered.clockRateHz());
    }
    sdp.append("a=ptime:").append(media.ptimeMs()).append("\r\n");
    appendMaxPtime(sdp, List.of(media.codec()));
    sdp.append("a=").append(media.direction().attribute()).append("\r\n");
    appendRtcp(sdp, media.options());
  }

  private static void appendRtcp(StringBuilder sdp, MediaOptions options) {
    if (options.rtcpMux()) {
      sdp.append("a=rtcp-mux\r\n");
    }
    if (options.reducedSizeRtcp()) {
      sdp.append("a=rtcp-rsize\r\n");
    }
    if (options.voipMetrics()) {
      sdp.append("a=rtcp-xr:voip-metrics\r\n"); // we want theirs as well (RFC 3611 §5.2)
    }
  }

  private static void appendRefused(StringBuilder sdp, MediaSection section) {
    sdp.append("m=").append(section.media()).append(" 0 ").append(section.protocol());
    for (String format : section.formats()) {
      sdp.append(' ').append(format);
    }
    sdp.append("\r\n");
  }

  private void appendCodec(StringBuilder sdp, SdpCodec codec) {
    sdp.append("a=rtpmap:").append(codec.payloadType()).append(' ');
    sdp.append(codec.encodingName()).append('/').append(codec.clockRateHz());
    if (codec.isOpus()) {
      sdp.append("/2"); // RFC 7587 §7
    }
    sdp.append("\r\n");
    FormatParameters ours = local.codec(codec).parameters();
    if (!ours.values().isEmpty()) {
      sdp.append("a=fmtp:").append(codec.payloadType()).append(' ').append(ours).append("\r\n");
    }
  }

  private static void appendTelephoneEvent(StringBuilder sdp, int payloadType, int clockRateHz) {
    sdp.append("a=rtpmap:").append(payloadType).append(" telephone-event/").append(clockRateHz);
    sdp.append("\r\na=fmtp:").append(payloadType).append(" 0-15\r\n");
  }

  /** Packets so long that one would not fit into a datagram must not come. */
  private static void appendMaxPtime(StringBuilder sdp, List<SdpCodec> codecs) {
    int longestMs = LONGEST_MS;
    for (SdpCodec codec : codecs) {
      longestMs = Math.min(longestMs, codec.packetTimesMs().getLast());
    }
    if (longestMs < LONGEST_MS) {
      sdp.append("a=maxptime:").append(longestMs).append("\r\n");
    }
  }

  /**
   * The lines after o= of an offer with all our codecs.
   *
   * @param cryptos lines of our keys; empty if media are not encrypted
   */
  String offer(String cryptos) {
    StringBuilder sdp = head("0 0");
    sdp.append("m=audio ").append(local.rtpPort());
    // With keys in plain RTP the peer may ignore them (RFC 8643 §3.1).
    sdp.append(local.encryption() == EncryptionPolicy.REQUIRE ? " RTP/SAVP" : " RTP/AVP");
    for (SdpCodec codec : local.codecs()) {
      sdp.append(' ').append(codec.payloadType());
    }
    for (int number : telephoneEvents.values()) {
      sdp.append(' ').append(number);
    }
    if (local.comfortNoise() && local.codecs().stream().anyMatch(SdpCodec::takesComfortNoise)) {
      sdp.append(' ').append(MediaOptions.COMFORT_NOISE);
    }
    sdp.append("\r\n");
    for (SdpCodec codec : local.codecs()) {
      appendCodec(sdp, codec);
    }
    telephoneEvents.forEach(
        (clockRateHz, number) -> appendTelephoneEvent(sdp, number, clockRateHz));
    sdp.append("a=ptime:").append(local.ptimeMs()).append("\r\n");
    appendMaxPtime(sdp, local.codecs());
    return sdp.append("a=sendrecv\r\n").append(cryptos).toString();
  }

  /** The number under which {@link #offer} has the digits of a clock rate. */
  OptionalInt telephoneEvent(int clockRateHz) {
    Integer number = telephoneEvents.get(clockRateHz);
    return number == null ? OptionalInt.empty() : OptionalInt.of(number);
  }

  /**
   * Digits for each clock rate of our codecs (RFC 4733 §2.1), and for 8 kHz, which is all that many
   * phones know: 101, as everybody has it, and the numbers after it that no codec of ours has.
   */
  private static Map<Integer, Integer> telephoneEvents(LocalMedia local) {
    Map<Integer, Integer> numbers = new LinkedHashMap<>();
    if (local.telephoneEvents()) {
      numbers.put(TELEPHONE_CLOCK_HZ, 0);
      local.codecs().forEach(codec -> numbers.put(codec.clockRateHz(), 0));
    }
    int number = TELEPHONE_EVENT;
    for (Map.Entry<Integer, Integer> event : numbers.entrySet()) {
      while (number < LAST_DYNAMIC && isTaken(local, number)) {
        number++;
      }
      event.setValue(number++);
    }
    return numbers;
  }

  private static boolean isTaken(LocalMedia local, int payloadType) {
    return local.codecs().stream().anyMatch(codec -> codec.payloadType() == payloadType);
  }
}
