package org.talkspurt.rtp.session;

import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.talkspurt.rtp.jitter.LossBursts;
import org.talkspurt.rtp.packet.VoipMetrics;
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
  private final LongSupplier roundTrip;

  private long bufferedNs;
  private long ticks;
  private Totals atLastInterval = Totals.ZERO;

  /**
   * @param roundTrip in ns; -1 while unknown
   */
  CallQuality(RtpReceiver receiver, LongSupplier roundTrip) {
    this.receiver = receiver;
    this.roundTrip = roundTrip;
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
    ReceptionTotals reception = receiver.totals();
    return new Totals(reception.expected(), reception.missed(), bufferedNs, ticks);
  }

  private @Nullable Double mos(Totals totals, int packetTimeMs) {
    if (totals.expected() <= 0) {
      return null;
    }
    return EModel.mos(rating(totals, oneWayDelayMs(totals, packetTimeMs)));
  }

  private double oneWayDelayMs(Totals totals, int packetTimeMs) {
    double networkMs = Math.max(0, roundTrip.getAsLong()) / 2e6;
    return packetTimeMs + networkMs + totals.bufferingMs();
  }

  private static double rating(Totals totals, double oneWayDelayMs) {
    // The narrowband scale has no more for wideband codecs, and all share one concealment.
    return EModel.rating(
        oneWayDelayMs, totals.lossPercent(), EModel.RANDOM_LOSS, CodecImpairment.G711_CONCEALED);
  }

  /** The whole call so far in the words of RFC 3611 §4.7, once there is a source. */
  VoipMetrics voipMetrics(int packetTimeMs) {
    Totals totals = totals();
    LossBursts bursts = receiver.statistics().bursts();
    ReceptionTotals reception = ReceptionTotals.NONE.plus(receiver.statistics());
    double expected = Math.max(1, reception.expected());
    double conversational = rating(totals, oneWayDelayMs(totals, packetTimeMs));
    int bufferMs = sixteenBits(receiver.bufferingDelayNs() / 1e6);
    return new VoipMetrics(
        receiver.ssrc(),
        parts((double) reception.missedForever(), expected),
        parts((double) (reception.missed() - reception.missedForever()), expected),
        parts(bursts.burstDensity(), 1),
        parts(bursts.gapDensity(), 1),
        sixteenBits(bursts.burstPackets() * packetTimeMs),
        sixteenBits(bursts.gapPackets() * packetTimeMs),
        sixteenBits(Math.max(0, roundTrip.getAsLong()) / 1e6),
        sixteenBits(bufferMs + packetTimeMs),
        VoipMetrics.UNKNOWN,
        VoipMetrics.UNKNOWN,
        VoipMetrics.UNKNOWN,
        LossBursts.GAP_MINIMUM,
        Math.clamp(Math.round(conversational), 0, 100),
        VoipMetrics.UNKNOWN,
        (int) Math.round(10 * EModel.mos(rating(totals, 0))),
        (int) Math.round(10 * EModel.mos(conversational)),
        VoipMetrics.ENHANCED_CONCEALMENT_ADAPTIVE_BUFFER,
        bufferMs,
        sixteenBits(Math.max(bufferMs, receiver.targetDelayNs() / 1e6)),
        sixteenBits(Math.max(bufferMs, receiver.maxDelayMs())));
  }

  /** A share in 256ths. */
  private static int parts(double part, double whole) {
    return Math.clamp(Math.round(256 * part / whole), 0, 255);
  }

  private static int sixteenBits(double value) {
    return Math.clamp(Math.round(value), 0, 0xFFFF);
  }
}
