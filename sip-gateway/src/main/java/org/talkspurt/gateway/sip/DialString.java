package org.talkspurt.gateway.sip;

import java.util.regex.Pattern;

/** Telephone numbers as they are dialled: digits, * and #, perhaps with a leading +. */
public final class DialString {
  private static final Pattern NUMBER = Pattern.compile("\\+?[0-9*#]{1,32}");

  private DialString() {}

  public static boolean isOne(String text) {
    return NUMBER.matcher(text).matches();
  }

  /**
   * Its SIP URI (RFC 3261 §19.1.1).
   *
   * @param host as it stands in a URI, perhaps with a port
   */
  public static String uri(String number, String host) {
    return "sip:" + number.replace("#", "%23") + "@" + host;
  }
}
