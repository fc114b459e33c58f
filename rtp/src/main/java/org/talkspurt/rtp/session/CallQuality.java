package org.talkspurt.rtp.session;

import org.jspecify.annotations.Nullable;
import org.talkspurt.rtp.jitter.ReceptionStatistics;
import org.talkspurt.rtp.quality.CodecImpairment;
import org.talkspurt.rtp.quality.EModel;

/**
 * How well the caller is heard, as a MOS by the E-model from what was measured: packets that were
 * not played and the delay from mouth to ear. The network's part of the delay is half the round
 * trip, and nothing while that is unknown.
 */
final class CallQuality {

  /**
   * Counted since the beginning of the call.
   *
   * @param expected packets the caller sent, as far as their numbers tell
   * @param missed those of them that were not played
   * @param bufferedNs sum over {@code ticks} of how long the played sample had waited
   */
  private record Totals(long expected, long missed, long bufferedNs, long ticks) {

    static final Totals ZERO = new Totals(0, 0, 0, 0);

    Totals since(Totals before) {
      return new Totals(
          expected - before.expected,
          missed - before.missed,
          bufferedNs - before.bufferedNs,
          ticks - before.ticks);
    }

    /** A packet that comes late may belong to an interval before: 0 to 100. */
    double lossPercent() {
      return Math.clamp(100.0 * missed / expected, 0, 100);
    }

    double bufferingMs() {
      return ticks == 0 ? 0 : bufferedNs / 1e6 / ticks;
    }
  }

  private final RtpReceiver receiver;
  private final RtcpReporter rtcp;

  private long bufferedNs;
  private long ticks;
  private Totals atLastInterval = Totals.ZERO;

  CallQuality(RtpReceiver receiver, RtcpReporter rtcp) {
    this.receiver = receiver;
    this.rtcp = rtcp;
  }

  /** A tick of the caller's sound was played. */
  void onTick() {
    if (receiver.hasSource()) {
      bufferedNs += receiver.bufferingDelayNs();
      ticks++;
    }
  }

  /**
   * The MOS since the last call of this method, 1 to 4.5; null if no packet was due.
   *
   * @param packetTimeMs audio per packet
   */
  @Nullable Double ofInterval(int packetTimeMs) {
    Totals now = totals();
    Totals interval = now.since(atLastInterval);
    atLastInterval = now;
    return mos(interval, packetTimeMs);
  }

  /** The MOS of the whole call so far. */
  @Nullable Double ofCall(int packetTimeMs) {
    return mos(totals(), packetTimeMs);
  }

  private Totals totals() {
    ReceptionStatistics reception = receiver.statistics();
    return new Totals(
        reception.received() - reception.duplicates() + reception.lost(),
        reception.lost() + reception.late() + reception.overflows(),
        bufferedNs,
        ticks);
  }

  private @Nullable Double mos(Totals totals, int packetTimeMs) {
    if (totals.expected() <= 0) {
      return null;
    }
    double networkMs = Math.max(0, rtcp.roundTripNs()) / 2e6;
    double oneWayDelayMs = packetTimeMs + networkMs + totals.bufferingMs();
    // The narrowband scale has no more for wideband codecs, and all share one concealment.
    return EModel.mos(
        EModel.rating(
            oneWayDelayMs,
            totals.lossPercent(),
            EModel.RANDOM_LOSS,
            CodecImpairment.G711_CONCEALED));
  }
}
