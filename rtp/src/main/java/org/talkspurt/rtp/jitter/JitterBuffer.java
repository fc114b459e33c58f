package org.talkspurt.rtp.jitter;

import org.talkspurt.rtp.codec.AudioCodec;
import org.talkspurt.rtp.packet.SequenceNumbers;

/**
 * An adaptive jitter buffer: takes one source's packets as they come and plays a frame of 20 ms
 * whenever it is asked. Confined to the call's home loop; time is what the caller says, on one
 * monotonic clock. Neither {@link #insert} nor {@link #next} allocates once payloads of the call's
 * size have come.
 *
 * <p>The package's description tells how it works.
 */
public final class JitterBuffer {

  /** Longest payload accepted, in bytes: what one Ethernet frame carries. */
  public static final int MAX_PAYLOAD_BYTES = 1500;

  /** A transit that much beyond the longest delay is a jump of the RTP clock, not lateness. */
  private static final long BEHIND_NS = 100_000_000;

  /** A packet that much earlier than the fastest is one as well. */
  private static final long AHEAD_NS = 1_000_000_000;

  private final AudioCodec codec;
  private final RtpClock clock;
  private final long maxDelayNs;
  private final PacketStore store;
  private final DelayEstimator estimator;
  private final SourceSequence sequence = new SourceSequence();
  private final ReceptionStatistics statistics;
  private final Player player;

  /** RTP timestamp, without wrap-around, of the packet that came last. */
  private long timestamp;

  public JitterBuffer(AudioCodec codec, JitterBufferSettings settings) {
    this.codec = codec;
    clock = new RtpClock(codec.clockRateHz(), codec.sampleRateHz());
    maxDelayNs = settings.maxDelayMs() * 1_000_000L;
    store = new PacketStore(settings.capacityPackets());
    estimator = new DelayEstimator(settings);
    statistics = new ReceptionStatistics(sequence, codec.clockRateHz());
    player = new Player(codec, clock, maxDelayNs, store, estimator, sequence, statistics);
  }

  /**
   * An audio packet has come; its payload is copied.
   *
   * @param sequenceNumber 0 to 65535
   * @param rtpTimestamp 0 to 2^32 - 1
   * @param arrivalNs when it came, monotonic ns
   */
  public Insert insert(
      int sequenceNumber,
      long rtpTimestamp,
      byte[] payload,
      int offset,
      int length,
      long arrivalNs) {
    if (length < 1 || length > MAX_PAYLOAD_BYTES) {
      return Insert.MALFORMED;
    }
    SourceSequence.Arrival arrival = judge(sequenceNumber);
    switch (arrival) {
      case DUPLICATE -> {
        return Insert.DUPLICATE;
      }
      case STRAY -> {
        return Insert.DISCONTINUITY;
      }
      case IN_ORDER, REORDERED, RESTARTED -> {}
    }
    long extendedTimestamp = SequenceNumbers.extendTimestamp(timestamp, rtpTimestamp);
    long transitNs = arrivalNs - clock.ns(extendedTimestamp);
    if (clockJumped(transitNs)) {
      if (arrival == SourceSequence.Arrival.REORDERED) {
        return outOfReach(transitNs);
      }
      forgetTiming();
    }
    timestamp = extendedTimestamp;
    statistics.transit(transitNs);
    long durationTicks = clock.ticks(codec.samples(payload, offset, length));
    if (sequence.followsGap() && codec.holdsCopy(payload, offset, length)) {
      estimator.copyCame(clock.ns(durationTicks));
    }
    estimator.packetCame(transitNs, arrivalNs);
    if (player.hasPassed(timestamp + durationTicks)) {
      statistics.packetLate();
      return Insert.LATE;
    }
    if (!store.put(
        sequence.latest(), timestamp, durationTicks, arrivalNs, payload, offset, length)) {
      statistics.packetRefused();
      return Insert.OVERFLOW;
    }
    return Insert.ACCEPTED;
  }

  /**
   * A packet without audio of the same source has come (telephone event, comfort noise): it is
   * counted, and the gap that it leaves in the sound is silence, not loss. Its timestamp says
   * nothing about timing: that of an event's packets is the event's beginning.
   */
  public Insert insertNonAudio(int sequenceNumber, long arrivalNs) {
    return switch (judge(sequenceNumber)) {
      case DUPLICATE -> Insert.DUPLICATE;
      case STRAY -> Insert.DISCONTINUITY;
      case IN_ORDER, REORDERED, RESTARTED -> {
        player.skip();
        yield Insert.ACCEPTED;
      }
    };
  }

  /**
   * Plays 20 ms.
   *
   * @param nowNs the tick's deadline, monotonic ns, not before the last one's
   * @param out filled from index 0 with {@link #frameSamples} samples, zeros for silence
   */
  public Playout next(long nowNs, short[] out) {
    return player.next(nowNs, out);
  }

  /**
   * When the packet that carried the last sample of the last {@link #next} came; if that sample was
   * concealed or silent, the tick minus {@link #bufferingDelayNs}.
   */
  public long arrivalNs() {
    return player.arrivalNs();
  }

  /** How long the packet of the last real sample waited between its arrival and its tick. */
  public long bufferingDelayNs() {
    return player.bufferingDelayNs();
  }

  /** The buffering delay that the recent arrivals call for. */
  public long targetDelayNs() {
    return estimator.targetNs();
  }

  /** Whether a packet of the present source has been played. */
  public boolean hasPlayed() {
    return player.hasPlayed();
  }

  /**
   * RTP timestamp of the sample that the next tick begins with, in the numbers without wrap-around
   * that begin with the first packet's. While samples are missing it goes on as if they were
   * played. Meaningless before {@link #hasPlayed}.
   */
  public long playoutTimestamp() {
    return player.playoutTimestamp();
  }

  /** Another source (SSRC) begins: the former one's packets and timing are forgotten. */
  public void reset() {
    sequence.reset();
    statistics.sourceBegins();
    forgetTiming();
  }

  public ReceptionStatistics statistics() {
    return statistics;
  }

  /** Samples of a frame: 20 ms. */
  public int frameSamples() {
    return clock.sampleRateHz() / 50;
  }

  private SourceSequence.Arrival judge(int sequenceNumber) {
    SourceSequence.Arrival arrival = sequence.arrived(sequenceNumber);
    if (arrival == SourceSequence.Arrival.RESTARTED) {
      statistics.sourceBegins();
      forgetTiming();
    }
    statistics.packetCame(arrival);
    return arrival;
  }

  private boolean clockJumped(long transitNs) {
    long lateNs = transitNs - estimator.fastestTransitNs();
    return estimator.started() && (lateNs > maxDelayNs + BEHIND_NS || lateNs < -AHEAD_NS);
  }

  /** A reordered packet that comes much too late, or whose time by this clock is far ahead. */
  private Insert outOfReach(long transitNs) {
    if (transitNs < estimator.fastestTransitNs()) {
      return Insert.DISCONTINUITY;
    }
    statistics.packetLate();
    return Insert.LATE;
  }

  private void forgetTiming() {
    statistics.clockJumped();
    estimator.reset();
    store.clear();
    player.leaveSchedule();
  }
}
