package org.talkspurt.rtp.jitter;

import org.talkspurt.rtp.packet.ReportBlock;

/**
 * What a call received. The counters run over the whole call; what goes into RTCP (and the
 * interarrival jitter) begins anew with each source.
 */
public final class ReceptionStatistics {

  private static final int MAX_CUMULATIVE_LOST = (1 << 23) - 1;

  private final SourceSequence sequence;
  private final int clockRateHz;

  private long received;
  private long late;
  private long duplicates;
  private long reordered;
  private long overflows;
  private long concealedSamples;
  private long recovered;
  private long recoveredSamples;
  private long insertedSamples;
  private long removedSamples;
  private long playedSamples;

  private final LossBursts bursts = new LossBursts();

  private boolean transitKnown;
  private long transitNs;
  private double jitterNs;

  private long receivedOfSource;
  private long expectedAtReport;
  private long receivedAtReport;

  ReceptionStatistics(SourceSequence sequence, int clockRateHz) {
    this.sequence = sequence;
    this.clockRateHz = clockRateHz;
  }

  /** Packets that came, including late ones and duplicates. */
  public long received() {
    return received;
  }

  /** Packets that were expected and have not come: what RFC 3550 A.3 says without duplicates. */
  public long lost() {
    return sequence.lostOfAllSources();
  }

  /** Packets that came after their time had been played. */
  public long late() {
    return late;
  }

  /** Packets whose sequence number had been here before. */
  public long duplicates() {
    return duplicates;
  }

  /** Packets that came after one with a higher sequence number; late ones are among them. */
  public long reordered() {
    return reordered;
  }

  /** Packets refused because the buffer was full. */
  public long overflows() {
    return overflows;
  }

  /** How packets that were not played lie together. */
  public LossBursts bursts() {
    return bursts;
  }

  /** Samples, at the PCM rate, that replace ones that did not come in time. */
  public long concealedSamples() {
    return concealedSamples;
  }

  /** Packets that did not come in time but were played from copies in later ones. */
  public long recovered() {
    return recovered;
  }

  /** Samples, at the PCM rate, of lost packets that were played from copies in later ones. */
  public long recoveredSamples() {
    return recoveredSamples;
  }

  /** Samples, at the PCM rate, added to lengthen the delay. */
  public long insertedSamples() {
    return insertedSamples;
  }

  /** Samples, at the PCM rate, taken out to shorten the delay. */
  public long removedSamples() {
    return removedSamples;
  }

  /** Samples played, at the PCM rate, of any kind. */
  public long playedSamples() {
    return playedSamples;
  }

  /** Interarrival jitter (RFC 3550 A.8) in ns. */
  public long jitterNs() {
    return Math.round(jitterNs);
  }

  /**
   * The report on this source for RTCP; ends the interval of {@code fractionLost}.
   *
   * @param lastSenderReport middle 32 bits of the NTP time of its last SR, 0 for none
   * @param delaySinceLastSenderReport in 1/65536 s, 0 for none
   */
  public ReportBlock report(long ssrc, long lastSenderReport, long delaySinceLastSenderReport) {
    long lost = sequence.expected() - receivedOfSource;
    return new ReportBlock(
        ssrc,
        fractionLost(),
        Math.clamp(lost, -MAX_CUMULATIVE_LOST - 1, MAX_CUMULATIVE_LOST),
        sequence.highest() & 0xFFFF_FFFFL,
        Math.round(jitterNs * clockRateHz / 1e9),
        lastSenderReport,
        delaySinceLastSenderReport);
  }

  /** In 256ths since the last report; 0 when duplicates outnumber the losses (A.3). */
  private int fractionLost() {
    long expected = sequence.expected() - expectedAtReport;
    long lost = expected - (receivedOfSource - receivedAtReport);
    expectedAtReport = sequence.expected();
    receivedAtReport = receivedOfSource;
    return expected <= 0 || lost <= 0 ? 0 : (int) Math.min(255, 256 * lost / expected);
  }

  void packetCame(SourceSequence.Arrival arrival) {
    received++;
    switch (arrival) {
      case IN_ORDER, RESTARTED -> receivedOfSource++;
      case DUPLICATE -> {
        receivedOfSource++;
        duplicates++;
      }
      case REORDERED -> {
        receivedOfSource++;
        reordered++;
      }
      case STRAY -> {}
    }
  }

  /** An audio packet's arrival minus its RTP timestamp, both in ns (A.8). */
  void transit(long packetTransitNs) {
    if (transitKnown) {
      jitterNs += (Math.abs(packetTransitNs - transitNs) - jitterNs) / 16;
    }
    transitKnown = true;
    transitNs = packetTransitNs;
  }

  /** The RTP clock has jumped: the next packet's transit is not comparable. */
  void clockJumped() {
    transitKnown = false;
  }

  /** Another source begins, or the same one anew. */
  void sourceBegins() {
    transitKnown = false;
    jitterNs = 0;
    receivedOfSource = 0;
    expectedAtReport = 0;
    receivedAtReport = 0;
  }

  void packetLate() {
    late++;
  }

  void packetRefused() {
    overflows++;
  }

  /**
   * A packet is played.
   *
   * @param missedBefore packets of audio between it and the one played before
   */
  void packetPlayed(long missedBefore) {
    for (long i = 0; i < missedBefore; i++) {
      bursts.missed();
    }
    bursts.played();
  }

  void concealed(long samples) {
    concealedSamples += samples;
  }

  void packetRecovered(long samples) {
    recovered++;
    recoveredSamples += samples;
  }

  void timeScaled(int samples) {
    insertedSamples += Math.max(0, samples);
    removedSamples += Math.max(0, -samples);
  }

  void played(int samples) {
    playedSamples += samples;
  }
}
