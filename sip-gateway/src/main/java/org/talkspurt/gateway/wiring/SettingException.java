package org.talkspurt.gateway.wiring;

/** A setting that cannot work: the message names the key, the value and what was expected. */
public final class SettingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public SettingException(String message) {
    super(message);
  }

  public SettingException(String message, Throwable cause) {
    super(message, cause);
  }
}
