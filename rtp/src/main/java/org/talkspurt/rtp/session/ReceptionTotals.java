package org.talkspurt.rtp.session;

import org.talkspurt.rtp.jitter.ReceptionStatistics;

/** What a call received through all the jitter buffers it had. */
record ReceptionTotals(
    long received,
    long lost,
    long late,
    long duplicates,
    long reordered,
    long overflows,
    long recovered,
    long concealedSamples) {

  static final ReceptionTotals NONE = new ReceptionTotals(0, 0, 0, 0, 0, 0, 0, 0);

  ReceptionTotals plus(ReceptionStatistics more) {
    return new ReceptionTotals(
        received + more.received(),
        lost + more.lost(),
        late + more.late(),
        duplicates + more.duplicates(),
        reordered + more.reordered(),
        overflows + more.overflows(),
        recovered + more.recovered(),
        concealedSamples + more.concealedSamples());
  }

  /** Packets that the peer sent, as far as their numbers tell. */
  long expected() {
    return received - duplicates + lost;
  }

  /** Packets that were not heard: neither in time nor from a copy. */
  long missed() {
    return lost + late + overflows - recovered;
  }

  /**
   * Of the missed ones, those that never came: what copies made good is no loss (RFC 3611 §4.7.1).
   */
  long missedForever() {
    return Math.max(0, lost - recovered);
  }
}
