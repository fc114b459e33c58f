package org.talkspurt.gateway.sip;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A final response that a request deserves before anybody looks at what it wants.
 *
 * @param reason reason phrase; null for the standard's
 * @param headers added to the response
 */
record Refusal(int status, @Nullable String reason, List<Header> headers) {

  /** A header field. */
  record Header(String name, String value) {}

  /** RFC 3261 §12.2.2. */
  static final Refusal NO_SUCH_CALL = new Refusal(481, "Call/Transaction Does Not Exist");

  /** RFC 3891 §3: whoever wanted to take its place. */
  static final Refusal CALL_IS_OVER = new Refusal(603, "Decline");

  Refusal(int status) {
    this(status, null, List.of());
  }

  Refusal(int status, @Nullable String reason) {
    this(status, reason, List.of());
  }

  Refusal(int status, @Nullable String reason, String headerName, String headerValue) {
    this(status, reason, List.of(new Header(headerName, headerValue)));
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
