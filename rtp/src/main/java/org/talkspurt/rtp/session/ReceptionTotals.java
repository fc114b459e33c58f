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
    long concealedSamples) {

  static final ReceptionTotals NONE = new ReceptionTotals(0, 0, 0, 0, 0, 0, 0);

  ReceptionTotals plus(ReceptionStatistics more) {
    return new ReceptionTotals(
        received + more.received(),
        lost + more.lost(),
        late + more.late(),
        duplicates + more.duplicates(),
        reordered + more.reordered(),
        overflows + more.overflows(),
        concealedSamples + more.concealedSamples());
  }

  /** Packets that the peer sent, as far as their numbers tell. */
  long expected() {
    return received - duplicates + lost;
  }
}
