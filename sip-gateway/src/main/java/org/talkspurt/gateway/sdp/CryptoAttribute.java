package org.talkspurt.gateway.sdp;

import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.talkspurt.rtp.crypto.SrtpKeys;
import org.talkspurt.rtp.crypto.SrtpProfile;

/**
 * An a=crypto line (RFC 4568 §4).
 *
 * @param tag names the line in the answer, 0 to 999999999
 * @param keys of what the one sends whose description it is
 */
record CryptoAttribute(int tag, SrtpKeys keys) {

  /** Tag, suite, key with an optional lifetime, session parameters. */
  private static final Pattern FORM =
      Pattern.compile(
          "(\\d{1,9}) +([A-Za-z0-9_]{1,64}) +inline:([A-Za-z0-9+/]{1,64}={0,2})"
              + "(?:\\|(?:2\\^)?\\d{1,20})?((?: +[^ ]{1,64}){0,8}) *");

  /** Hints that may be ignored (§6.3.7, §9.1.1). */
  private static final Pattern HINTS = Pattern.compile("(?: +(?:-[^ ]+|WSH=\\d+|KDR=0))*");

  /**
   * Reads what follows {@code a=crypto:}.
   *
   * @return null for one that is not for us: a suite we do not have, more than one key, a key
   *     identifier, parameters that change what is encrypted, a key of a wrong length; the next
   *     line may be (§5.1.2)
   */
  static @Nullable CryptoAttribute parse(String content) {
    Matcher form = FORM.matcher(content);
    if (!form.matches() || !HINTS.matcher(form.group(4)).matches()) {
      return null;
    }
    try {
      SrtpProfile profile = SrtpProfile.valueOf(form.group(2));
      byte[] key = Base64.getDecoder().decode(form.group(3));
      return new CryptoAttribute(Integer.parseInt(form.group(1)), SrtpKeys.of(profile, key));
    } catch (IllegalArgumentException _) {
      return null;
    }
  }

  /** The whole line. */
  String line() {
    return "a=crypto:"
        + tag
        + " "
        + keys.profile()
        + " inline:"
        + Base64.getEncoder().encodeToString(keys.keyAndSalt())
        + "\r\n";
  }
}
