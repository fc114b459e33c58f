package org.talkspurt.models.llm;

/** A secret that no log, record or meter shows. */
public final class ApiKey {
  /** No key: nothing is sent. */
  public static final ApiKey NONE = new ApiKey("");

  private static final int LONGEST = 4_096;

  private final String value;

  private ApiKey(String value) {
    this.value = value;
  }

  /**
   * @throws IllegalArgumentException if it cannot stand in a header; does not say what it is
   */
  public static ApiKey of(String value) {
    String key = value.strip();
    if (key.length() > LONGEST || !key.chars().allMatch(c -> c > ' ' && c < 127)) {
      throw new IllegalArgumentException("expected: up to 4096 visible ASCII characters");
    }
    return new ApiKey(key);
  }

  boolean isSet() {
    return !value.isEmpty();
  }

  /** The value of the Authorization header (RFC 6750 §2.1). */
  String authorization() {
    return "Bearer " + value;
  }

  @Override
  public String toString() {
    return isSet() ? "set" : "none";
  }
}
