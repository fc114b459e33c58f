package org.talkspurt.gateway.sip;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A final response that a request deserves before anybody looks at what it wants.
 *
 * @param reason reason phrase; null for the standard's
 * @param headers by name, added to the response
 */
record Refusal(int status, @Nullable String reason, Map<String, String> headers) {

  /** RFC 3261 §12.2.2. */
  static final Refusal NO_SUCH_CALL = new Refusal(481, "Call/Transaction Does Not Exist");

  Refusal(int status) {
    this(status, null, Map.of());
  }

  Refusal(int status, String reason) {
    this(status, reason, Map.of());
  }

  Refusal(int status, String reason, String headerName, String headerValue) {
    this(status, reason, Map.of(headerName, headerValue));
  }

  /**
   * Checks a status that the application chose.
   *
   * @throws IllegalArgumentException if it is no failure
   */
  static void requireFinal(int status) {
    if (status < 300 || status > 699) {
      throw new IllegalArgumentException("status " + status + " is no refusal");
    }
  }
}
