package org.talkspurt.gateway.sdp;

import java.util.OptionalInt;

/** Lengths of audio packets in ms (RFC 8866 §6.4). */
final class PacketTime {

  private static final int MIN_MS = 10;
  private static final int MAX_MS = 60;

  private PacketTime() {}

  static boolean isSupported(int ptimeMs) {
    return ptimeMs >= MIN_MS && ptimeMs <= MAX_MS && ptimeMs % 10 == 0;
  }

  /** The peer's wish if we can fulfil it, else ours; never above its maximum. */
  static int choose(OptionalInt wishedMs, OptionalInt maximumMs, int oursMs) {
    int chosen =
        wishedMs.isPresent() && isSupported(wishedMs.getAsInt()) ? wishedMs.getAsInt() : oursMs;
    if (maximumMs.isPresent() && chosen > maximumMs.getAsInt()) {
      int wholeTens = maximumMs.getAsInt() / 10 * 10;
      return Math.max(MIN_MS, wholeTens);
    }
    return chosen;
  }
}
