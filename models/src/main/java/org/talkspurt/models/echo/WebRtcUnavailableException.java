package org.talkspurt.models.echo;

/** WebRTC's native library cannot be loaded here. */
public final class WebRtcUnavailableException extends Exception {
  private static final long serialVersionUID = 1;

  /** Takes its message from what is at the bottom of the cause. */
  public WebRtcUnavailableException(Throwable cause) {
    super(firstLine(cause), cause);
  }

  private static String firstLine(Throwable cause) {
    Throwable root = cause;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage()).lines().findFirst().orElse("no reason given");
  }
}
