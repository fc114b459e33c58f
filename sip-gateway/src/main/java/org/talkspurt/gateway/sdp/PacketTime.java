package org.talkspurt.gateway.sdp;

import java.util.List;
import java.util.OptionalInt;

/** Lengths of audio packets in ms (RFC 8866 §6.4). */
final class PacketTime {

  private static final int MIN_MS = 10;
  private static final int MAX_MS = 60;

  private PacketTime() {}

  static boolean isSupported(int ptimeMs) {
    return ptimeMs >= MIN_MS && ptimeMs <= MAX_MS && ptimeMs % 10 == 0;
  }

  /**
   * The peer's wish if we can fulfil it, else ours; never above its maximum, and no longer than the
   * codec can make.
   *
   * @param possibleMs what the codec can make, ascending, {@value #MIN_MS} ms first
   */
  static int choose(
      OptionalInt wishedMs, OptionalInt maximumMs, int oursMs, List<Integer> possibleMs) {
    int wanted =
        wishedMs.isPresent() && isSupported(wishedMs.getAsInt()) ? wishedMs.getAsInt() : oursMs;
    int bound = Math.min(wanted, maximumMs.orElse(MAX_MS));
    int chosen = MIN_MS;
    for (int ms : possibleMs) {
      chosen = ms <= bound ? ms : chosen;
    }
    return chosen;
  }
}
