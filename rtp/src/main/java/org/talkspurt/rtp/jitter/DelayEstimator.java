package org.talkspurt.rtp.jitter;

import java.util.Arrays;

/**
 * Learns from arrivals how long packets must wait so that few come too late. Each packet's transit
 * (arrival minus RTP timestamp) is compared with the fastest of the last seconds, which follows the
 * drift of the sender's clock; a histogram with forgetting of the differences gives the quantile
 * that the buffer aims for.
 */
final class DelayEstimator {

  private static final long MS = 1_000_000;

  /** A packet in this many may come too late. */
  private static final double QUANTILE = 0.98;

  /** Weight of a packet against the next one's: half is forgotten after 46 packets (0.9 s). */
  private static final double FORGETTING = 0.985;

  /** The fastest transit is that of the present and the former stretch of this length. */
  private static final long STRETCH_NS = 2_000 * MS;

  /** Added to the quantile: our own ticks are not punctual either. */
  private static final long GUARD_NS = 2 * MS;

  /** Until then the initial delay is kept. */
  private static final int TRUSTED_PACKETS = 50;

  private static final double RENORMALISE_AT = 1e100;

  private final long minDelayNs;
  private final long maxDelayNs;
  private final long initialDelayNs;

  /** Weight of the packets whose transit was n ms above {@link #originNs}. */
  private final double[] histogram;

  private final CopyWait copyWait = new CopyWait();

  /** At most 1 ms below the fastest transit. */
  private long originNs;

  private double weight;
  private double total;
  private int packets;
  private long stretchBeganNs;
  private long fastestNs;
  private long fastestBeforeNs;
  private long targetNs;

  DelayEstimator(JitterBufferSettings settings) {
    minDelayNs = settings.minDelayMs() * MS;
    maxDelayNs = settings.maxDelayMs() * MS;
    initialDelayNs = settings.initialDelayMs() * MS;
    histogram = new double[settings.maxDelayMs() + 1];
    reset();
  }

  void reset() {
    Arrays.fill(histogram, 0);
    weight = 1;
    total = 0;
    packets = 0;
    copyWait.reset();
    targetNs = initialDelayNs;
  }

  boolean started() {
    return packets > 0;
  }

  void packetCame(long transitNs, long arrivalNs) {
    if (packets == 0) {
      stretchBeganNs = arrivalNs;
      fastestNs = transitNs;
      fastestBeforeNs = transitNs;
      originNs = transitNs;
    } else if (arrivalNs - stretchBeganNs >= STRETCH_NS) {
      stretchBeganNs = arrivalNs;
      fastestBeforeNs = fastestNs;
      fastestNs = transitNs;
    }
    fastestNs = Math.min(fastestNs, transitNs);
    moveOrigin();
    int bin = (int) Math.min((transitNs - originNs) / MS, histogram.length - 1);
    // Instead of shrinking all former weights, each packet weighs more than the one before.
    weight /= FORGETTING;
    histogram[bin] += weight;
    total += weight;
    packets++;
    copyWait.packetCame();
    if (total > RENORMALISE_AT) {
      renormalise();
    }
    long wantedNs =
        Math.clamp((quantileMs() + 1) * MS + GUARD_NS + copyWait.ns(), minDelayNs, maxDelayNs);
    targetNs = packets < TRUSTED_PACKETS ? Math.max(wantedNs, initialDelayNs) : wantedNs;
  }

  /** The packet that comes now carries a copy of the one before it, which is missing. */
  void copyCame(long packetNs) {
    copyWait.copyCame(packetNs);
  }

  /** Transit of the fastest packet of the last seconds. */
  long fastestTransitNs() {
    return Math.min(fastestNs, fastestBeforeNs);
  }

  /** How long the fastest packet should wait between its arrival and its tick. */
  long targetNs() {
    return targetNs;
  }

  /**
   * Follows the fastest transit in whole ms, and moves the histogram along: when a route gets
   * slower for good, what was lateness becomes normal.
   */
  private void moveOrigin() {
    long up = Math.floorDiv(fastestTransitNs() - originNs, MS);
    originNs += up * MS;
    int bins = histogram.length;
    up = Math.clamp(up, -bins, bins); // all is in the last bin by then, however far a clock jumped
    for (; up > 0; up--) {
      double below = histogram[0];
      System.arraycopy(histogram, 1, histogram, 0, bins - 1);
      histogram[bins - 1] = 0;
      histogram[0] += below;
    }
    for (; up < 0; up++) {
      double above = histogram[bins - 1];
      System.arraycopy(histogram, 0, histogram, 1, bins - 1);
      histogram[0] = 0;
      histogram[bins - 1] += above;
    }
  }

  private long quantileMs() {
    double late = (1 - QUANTILE) * total;
    int bin = histogram.length - 1;
    for (double above = histogram[bin]; above <= late && bin > 0; above += histogram[bin]) {
      bin--;
    }
    return bin;
  }

  private void renormalise() {
    for (int i = 0; i < histogram.length; i++) {
      histogram[i] /= total;
    }
    weight /= total;
    total = 1;
  }
}
