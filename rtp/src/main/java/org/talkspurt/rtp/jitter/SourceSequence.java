package org.talkspurt.rtp.jitter;

import java.util.Arrays;
import org.talkspurt.rtp.packet.SequenceNumbers;

/**
 * Which sequence numbers of one source have come (RFC 3550 A.1 and A.3): extends them beyond 16
 * bits, knows the last {@value #WINDOW} apart, and believes in a jump only when the next packet
 * confirms it.
 */
final class SourceSequence {

  /** What a packet's number says about it. */
  enum Arrival {
    IN_ORDER,
    /** Behind a packet that has come, but for the first time. */
    REORDERED,
    DUPLICATE,
    /** Too far from the others, and alone. */
    STRAY,
    /** The second packet in a row after a jump: the source has restarted. */
    RESTARTED
  }

  private static final int MAX_DROPOUT = 3000;
  private static final int MAX_MISORDER = 100;
  private static final int WINDOW = 1024;

  private final long[] came = new long[WINDOW / Long.SIZE];
  private boolean started;
  private long first;
  private long highest;
  private long latest;
  private long distinct;
  private long lostOfFormerSources;
  private int afterStray = -1;
  private boolean followsGap;

  Arrival arrived(int sequenceNumber) {
    followsGap = false;
    if (!started) {
      start(sequenceNumber);
      return Arrival.IN_ORDER;
    }
    int step = SequenceNumbers.distance(sequenceNumber, (int) highest);
    if (step >= MAX_DROPOUT || step <= -WINDOW || highest + step < first - MAX_MISORDER) {
      return stray(sequenceNumber);
    }
    afterStray = -1;
    latest = highest + step;
    if (step > 0) {
      for (long skipped = Math.max(highest + 1, latest - WINDOW); skipped < latest; skipped++) {
        mark(skipped, false);
      }
      highest = latest;
      mark(latest, true);
      distinct++;
      followsGap = step > 1;
      return Arrival.IN_ORDER;
    }
    if (came(latest)) {
      return Arrival.DUPLICATE;
    }
    first = Math.min(first, latest);
    mark(latest, true);
    distinct++;
    return Arrival.REORDERED;
  }

  private Arrival stray(int sequenceNumber) {
    if (sequenceNumber == afterStray) {
      start(sequenceNumber);
      return Arrival.RESTARTED;
    }
    afterStray = (sequenceNumber + 1) & 0xFFFF;
    return Arrival.STRAY;
  }

  private void start(int sequenceNumber) {
    reset();
    started = true;
    // one wrap ahead, so that packets before the first have positive numbers
    first = highest = latest = 0x10000L + sequenceNumber;
    mark(latest, true);
    distinct = 1;
  }

  /** Forgets the source; its losses stay counted. */
  void reset() {
    lostOfFormerSources += lost();
    started = false;
    afterStray = -1;
    first = highest = latest = distinct = 0;
    Arrays.fill(came, 0);
  }

  /** Whether the last packet is in order, but the one before it has not come. */
  boolean followsGap() {
    return followsGap;
  }

  /** The number without wrap-around of the last packet that was no stray. */
  long latest() {
    return latest;
  }

  /** Highest number, with its wraps above the lower 16 bits; 0 before the first packet. */
  long highest() {
    return started ? highest - 0x10000L : 0;
  }

  long expected() {
    return started ? highest - first + 1 : 0;
  }

  /** Packets of all sources that were expected and did not come (yet). */
  long lostOfAllSources() {
    return lostOfFormerSources + lost();
  }

  private long lost() {
    return expected() - distinct;
  }

  /** Whether all packets between the two came, so that a gap in their sound is the sender's. */
  boolean allCameBetween(long after, long before) {
    if (before - after > WINDOW) {
      return false;
    }
    for (long number = after + 1; number < before; number++) {
      if (!came(number)) {
        return false;
      }
    }
    return true;
  }

  private boolean came(long number) {
    return (came[word(number)] & 1L << number) != 0;
  }

  private void mark(long number, boolean value) {
    if (value) {
      came[word(number)] |= 1L << number;
    } else {
      came[word(number)] &= ~(1L << number);
    }
  }

  private static int word(long number) {
    return (int) (number % WINDOW) / Long.SIZE;
  }
}
