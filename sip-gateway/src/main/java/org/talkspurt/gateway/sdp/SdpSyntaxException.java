package org.talkspurt.gateway.sdp;

/** Leaves the parser at the first error; never leaves the package. */
final class SdpSyntaxException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String reason;

  SdpSyntaxException(String reason) {
    super(reason, null, false, false); // bad input is everyday: no stack trace
    this.reason = reason;
  }

  String reason() {
    return reason;
  }
}
