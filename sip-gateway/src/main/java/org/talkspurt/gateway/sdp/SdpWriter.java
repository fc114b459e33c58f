package org.talkspurt.gateway.sdp;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.OptionalInt;

/** Writes session descriptions without their o-line, which the negotiator adds. */
final class SdpWriter {

  private static final int TELEPHONE_EVENT = 101;
  private static final int LAST_DYNAMIC = 127;

  private final LocalMedia local;

  SdpWriter(LocalMedia local) {
    this.local = local;
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
  String answer(SessionDescription offer, MediaSection chosen, NegotiatedMedia media) {
    StringBuilder sdp = head(offer.timing());
    boolean answered = false;
    for (MediaSection section : offer.media()) {
      if (section.equals(chosen) && !answered) {
        answered = true;
        appendAudio(sdp, section, media);
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
    sdp.append("\r\n");
    if (section.mid() != null) {
      sdp.append("a=mid:").append(section.mid()).append("\r\n");
    }
    appendCodec(sdp, media.codec());
    if (digits.isPresent()) {
      appendTelephoneEvent(sdp, digits.getAsInt(), media.codec().clockRateHz());
    }
    sdp.append("a=ptime:").append(media.ptimeMs()).append("\r\n");
    sdp.append("a=").append(media.direction().attribute()).append("\r\n");
  }

  private static void appendRefused(StringBuilder sdp, MediaSection section) {
    sdp.append("m=").append(section.media()).append(" 0 ").append(section.protocol());
    for (String format : section.formats()) {
      sdp.append(' ').append(format);
    }
    sdp.append("\r\n");
  }

  private static void appendCodec(StringBuilder sdp, SdpCodec codec) {
    sdp.append("a=rtpmap:").append(codec.payloadType()).append(' ');
    sdp.append(codec.encodingName()).append('/').append(codec.clockRateHz());
    if (codec.encodingName().equalsIgnoreCase("opus")) {
      sdp.append("/2"); // RFC 7587 §7
    }
    sdp.append("\r\n");
  }

  private static void appendTelephoneEvent(StringBuilder sdp, int payloadType, int clockRateHz) {
    sdp.append("a=rtpmap:").append(payloadType).append(" telephone-event/").append(clockRateHz);
    sdp.append("\r\na=fmtp:").append(payloadType).append(" 0-15\r\n");
  }

  /** The lines after o= of an offer with all our codecs. */
  String offer() {
    StringBuilder sdp = head("0 0");
    sdp.append("m=audio ").append(local.rtpPort()).append(" RTP/AVP");
    for (SdpCodec codec : local.codecs()) {
      sdp.append(' ').append(codec.payloadType());
    }
    int digits = telephoneEventNumber();
    if (local.telephoneEvents()) {
      sdp.append(' ').append(digits);
    }
    sdp.append("\r\n");
    for (SdpCodec codec : local.codecs()) {
      appendCodec(sdp, codec);
    }
    if (local.telephoneEvents()) {
      appendTelephoneEvent(sdp, digits, local.codecs().getFirst().clockRateHz());
    }
    sdp.append("a=ptime:").append(local.ptimeMs()).append("\r\na=sendrecv\r\n");
    return sdp.toString();
  }

  /** 101, as everybody has it, unless a codec of ours has that number. */
  private int telephoneEventNumber() {
    int number = TELEPHONE_EVENT;
    while (number < LAST_DYNAMIC && isTaken(number)) {
      number++;
    }
    return number;
  }

  private boolean isTaken(int payloadType) {
    return local.codecs().stream().anyMatch(codec -> codec.payloadType() == payloadType);
  }
}
