package org.talkspurt.gateway.call;

/**
 * Takes a key press once that came twice. Phones set to "RFC 2833 and INFO" send every key both
 * ways; so once the media carried a key, INFO's are known to be doubles. Before that, a key by INFO
 * counts, and the same key in the media right after it is its double. Home loop only.
 */
final class DigitSources {

  /** A phone sends both at once; nobody presses a key twice so fast. */
  private static final long SAME_PRESS_NS = 150_000_000;

  private boolean heardInMedia;
  private boolean infoSeen;
  private char infoKey;
  private long infoNs;

  /** Whether a key heard in the media is a new one. */
  boolean byMedia(char key, long nowNs) {
    boolean first = !heardInMedia;
    heardInMedia = true;
    return !(first && infoSeen && key == infoKey && nowNs - infoNs < SAME_PRESS_NS);
  }

  /** Whether a key reported by INFO is a new one. */
  boolean byInfo(char key, long nowNs) {
    infoSeen = true;
    infoKey = key;
    infoNs = nowNs;
    return !heardInMedia;
  }
}
