package org.talkspurt.gateway.sip;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes messages fit to be looked at by others than the two who exchange them. */
final class SipSecrets {
  /**
   * Lines that hold one, as far as what says so: headers with digest answers, SDP lines with keys
   * (RFC 4567, RFC 4568), and pressed keys in both bodies that {@link InfoDigit} knows, which may
   * be somebody's PIN.
   */
  private static final Pattern SECRET =
      Pattern.compile(
          "(?im)^((?:proxy-)?authorization[ \\t]*:|a=(?:crypto|key-mgmt)[ \\t]*:|k=|signal[ \\t]*="
              + "|(?=[0-9*#a-d!]{1,2}[ \\t]*$))([^\\r\\n]*)");

  private SipSecrets() {}

  /** The same message with asterisks for secrets: no length changes. */
  static String hidden(String message) {
    return SECRET
        .matcher(message)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(found.group(1) + "*".repeat(found.group(2).length())));
  }
}
