package org.talkspurt.rtp.replay;

import org.talkspurt.rtp.jitter.ReceptionStatistics;

/**
 * What a replay amounts to.
 *
 * @param packets that came
 * @param meanSendToPlayMs from speaking to hearing, mean over all ticks since the first packet was
 *     played; concealed time counts as if the sound went on
 * @param p95SendToPlayMs the delay that 95 % of these ticks do not exceed
 * @param playedSamples all that was played, of 8 kHz
 * @param concealedSamples that replace ones that did not come in time
 * @param recoveredSamples of lost packets, from copies in later ones
 * @param acceleratedSamples taken out to shorten the delay
 * @param deceleratedSamples added to lengthen it
 * @param lost packets that never came, between those that did
 * @param late packets that came after their time
 * @param reordered packets that came behind a later one; late ones are among them
 * @param duplicates packets that had come before
 */
public record ReplayResult(
    long packets,
    double meanSendToPlayMs,
    double p95SendToPlayMs,
    long playedSamples,
    long concealedSamples,
    long recoveredSamples,
    long acceleratedSamples,
    long deceleratedSamples,
    long lost,
    long late,
    long reordered,
    long duplicates) {

  static ReplayResult of(long packets, ReceptionStatistics statistics, SendToPlayDelay delay) {
    return new ReplayResult(
        packets,
        delay.meanMs(),
        delay.p95Ms(),
        statistics.playedSamples(),
        statistics.concealedSamples(),
        statistics.recoveredSamples(),
        statistics.removedSamples(),
        statistics.insertedSamples(),
        statistics.lost(),
        statistics.late(),
        statistics.reordered(),
        statistics.duplicates());
  }
}
