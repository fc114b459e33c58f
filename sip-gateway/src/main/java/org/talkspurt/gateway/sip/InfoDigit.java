package org.talkspurt.gateway.sip;

import gov.nist.javax.sip.header.ContentType;
import gov.nist.javax.sip.message.SIPMessage;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.talkspurt.rtp.packet.TelephoneEvent;

/**
 * A key press reported by INFO (RFC 6086 §2 calls it legacy), in the two bodies that phones and
 * exchanges use; no RFC describes them:
 *
 * <pre>
 * application/dtmf-relay     application/dtmf
 *   Signal=5                   5
 *   Duration=160
 * </pre>
 */
sealed interface InfoDigit {

  /** Value of Accept in a refusal. */
  String ACCEPT = "application/dtmf-relay, application/dtmf";

  /** A key, one of {@code 0-9 * # A-D}. */
  record Key(char key) implements InfoDigit {}

  /** Nothing to do: no body, or a flash hook, which is nobody's input here. */
  record Nothing() implements InfoDigit {}

  /** One of our two types, and no key in it. */
  record Malformed() implements InfoDigit {}

  /** A body of another type. */
  record Foreign() implements InfoDigit {}

  /** Reads an INFO's body. */
  static InfoDigit of(SIPMessage info) {
    if (!SdpBody.hasContent(info)) {
      return new Nothing();
    }
    ContentType type = info.getContentTypeHeader();
    String name =
        type == null
            ? ""
            : (type.getContentType() + "/" + type.getContentSubType()).toLowerCase(Locale.ROOT);
    String body = new String(info.getRawContent(), StandardCharsets.US_ASCII);
    return switch (name) {
      case "application/dtmf-relay" -> of(relayedSignal(body));
      case "application/dtmf" -> of(body.strip());
      default -> new Foreign();
    };
  }

  /** Value of the line {@code Signal=5}; null if there is none. */
  private static @Nullable String relayedSignal(String body) {
    return body.lines()
        .map(line -> line.split("=", 2))
        .filter(pair -> pair.length == 2 && pair[0].strip().equalsIgnoreCase("signal"))
        .map(pair -> pair[1].strip())
        .findFirst()
        .orElse(null);
  }

  /** Some write the keys behind 9 as the event codes of RFC 4733 §3.2: 10 for the star. */
  private static InfoDigit of(@Nullable String signal) {
    if (signal == null || signal.isEmpty() || signal.length() > 2) {
      return new Malformed();
    }
    if (signal.equals("!") || signal.equals("16")) {
      return new Nothing();
    }
    int event = signal.length() == 1 ? TelephoneEvent.eventOf(signal.charAt(0)) : code(signal);
    TelephoneEvent pressed = new TelephoneEvent(event, false, 0, 0);
    return event >= 0 && pressed.isKey() ? new Key(pressed.key()) : new Malformed();
  }

  private static int code(String signal) {
    char tens = signal.charAt(0);
    char ones = signal.charAt(1);
    return tens == '1' && ones >= '0' && ones <= '5' ? 10 + ones - '0' : -1;
  }
}
