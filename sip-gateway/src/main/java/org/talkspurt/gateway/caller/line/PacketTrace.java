package org.talkspurt.gateway.caller.line;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * What came over a line, in the order of its coming, and what can be read from the times of the
 * packets.
 *
 * @param packets never changed; not copied, since a caller asks two hundred times a second
 */
public record PacketTrace(List<Heard> packets) {

  /** Longer than the pauses between the clauses of a reply: it has stopped. */
  public static final long STOPPED_NS = 200_000_000;

  private static final int OPENING_MS = 30;

  /** When the first packet after {@code sinceNs} came that opens ≥ 30 ms of audible sound. */
  public OptionalLong audibleAfter(long sinceNs) {
    return audibleBetween(sinceNs, Long.MAX_VALUE);
  }

  /** The same, of the packets before {@code untilNs}. */
  public OptionalLong audibleBetween(long sinceNs, long untilNs) {
    for (int i = firstAfter(sinceNs); i < packets.size(); i++) {
      long atNs = packets.get(i).atNs();
      if (atNs >= untilNs) {
        break;
      }
      if (opens(i)) {
        return OptionalLong.of(atNs);
      }
    }
    return OptionalLong.empty();
  }

  private boolean opens(int first) {
    int samples = 0;
    for (int i = first; i < packets.size() && packets.get(i).audible(); i++) {
      samples += packets.get(i).pcm().length;
      if (samples >= Sound.samples(OPENING_MS)) {
        return true;
      }
    }
    return false;
  }

  /** When the last audible packet before {@code untilNs} came. */
  public OptionalLong lastAudible(long untilNs) {
    for (int i = packets.size() - 1; i >= 0; i--) {
      if (packets.get(i).atNs() < untilNs && packets.get(i).audible()) {
        return OptionalLong.of(packets.get(i).atNs());
      }
    }
    return OptionalLong.empty();
  }

  /**
   * When the last audible packet came before the first pause of ≥ 200 ms after {@code sinceNs};
   * {@code sinceNs} if it was silent then and stayed so; empty if there is no such pause before
   * {@code nowNs}.
   */
  public OptionalLong stoppedAfter(long sinceNs, long nowNs) {
    long last = sinceNs;
    for (int i = firstAfter(sinceNs); i < packets.size(); i++) {
      Heard packet = packets.get(i);
      if (packet.atNs() > nowNs) {
        break;
      }
      if (packet.audible()) {
        if (packet.atNs() - last > STOPPED_NS) {
          return OptionalLong.of(last);
        }
        last = packet.atNs();
      }
    }
    return nowNs - last > STOPPED_NS ? OptionalLong.of(last) : OptionalLong.empty();
  }

  /**
   * What was said between two instants, sentence by sentence: parted where nothing is audible for
   * 200 ms, with 100 ms around each.
   */
  public List<short[]> sentences(long fromNs, long toNs) {
    List<short[]> sentences = new ArrayList<>();
    long beginNs = -1;
    long lastNs = -1;
    for (int i = firstAfter(fromNs - 1); i < packets.size(); i++) {
      Heard packet = packets.get(i);
      if (packet.atNs() > toNs) {
        break;
      }
      if (packet.audible()) {
        if (beginNs >= 0 && packet.atNs() - lastNs > STOPPED_NS) {
          sentences.add(recording(beginNs - STOPPED_NS / 2, lastNs + STOPPED_NS / 2));
          beginNs = -1;
        }
        beginNs = beginNs < 0 ? packet.atNs() : beginNs;
        lastNs = packet.atNs();
      }
    }
    if (beginNs >= 0) {
      sentences.add(recording(beginNs - STOPPED_NS / 2, lastNs + STOPPED_NS / 2));
    }
    return sentences;
  }

  /** What was heard between two instants. */
  public short[] recording(long fromNs, long toNs) {
    return Sound.concat(
        packets.stream()
            .filter(packet -> packet.atNs() >= fromNs && packet.atNs() <= toNs)
            .map(Heard::pcm)
            .toList());
  }

  private int firstAfter(long sinceNs) {
    int low = 0;
    int high = packets.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (packets.get(middle).atNs() > sinceNs) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }
}
