package org.talkspurt.rtp.jitter;

import org.talkspurt.rtp.codec.AudioCodec;

/**
 * Plays the stored packets: on a schedule that ties RTP timestamps to ticks while packets are there
 * in time, and off it, concealing or silent, until one is there that can start a schedule.
 */
final class Player {

  private static final long FRAME_NS = 20_000_000;

  /** More missing in a row is no loss of packets but of the connection, counted that far. */
  private static final int MOST_MISSED = 3000;

  private final AudioCodec codec;
  private final RtpClock clock;
  private final long maxDelayNs;
  private final int frameSamples;
  private final PacketStore store;
  private final DelayEstimator estimator;
  private final SourceSequence sequence;
  private final ReceptionStatistics statistics;
  private final DelayPolicy policy;
  private final PlayoutTrack track;
  private final LossConcealer concealer;
  private final TimeScaler scaler;
  private final short[] pcm = new short[2 * JitterBuffer.MAX_PAYLOAD_BYTES];

  private boolean onSchedule;

  /** Whether the two numbers below belong to the present source. */
  private boolean sourceKnown;

  /** RTP timestamp, without wrap-around, of the sample that follows the track's last one. */
  private long nextTimestamp;

  /**
   * Samples by which the sound is later than its schedule since it was joined to concealment in
   * phase; less than a frame, and given back when it is not heard.
   */
  private int alignment;

  /** Sequence number, without wrap-around, of the packet decoded last. */
  private long lastSequence;

  /** Whether {@link #lastSequence} is of the present source. */
  private boolean lastSequenceKnown;

  /** Packets without audio that came since a packet was decoded. */
  private int skipped;

  private boolean anythingPlayed;

  /** Samples played since the schedule was left. */
  private long samplesOffSchedule;

  private final LastDecoded decoded = new LastDecoded();

  private long arrivalNs;
  private long bufferingDelayNs;

  Player(
      AudioCodec codec,
      RtpClock clock,
      long maxDelayNs,
      PacketStore store,
      DelayEstimator estimator,
      SourceSequence sequence,
      ReceptionStatistics statistics) {
    this.codec = codec;
    this.clock = clock;
    this.maxDelayNs = maxDelayNs;
    this.store = store;
    this.estimator = estimator;
    this.sequence = sequence;
    this.statistics = statistics;
    int rate = clock.sampleRateHz();
    frameSamples = rate / 50;
    policy = new DelayPolicy(frameSamples);
    track = new PlayoutTrack(rate * 6 / 100, pcm.length + rate / 10);
    concealer = new LossConcealer(track, new PitchFinder(rate), rate);
    scaler = new TimeScaler(track, rate);
  }

  /** Whether a packet that ends before this timestamp has nothing left to play. */
  boolean hasPassed(long endTimestamp) {
    return sourceKnown && endTimestamp <= nextTimestamp;
  }

  /** The next packet's timestamp has nothing to do with the last one's. */
  void leaveSchedule() {
    onSchedule = false;
    sourceKnown = false;
    alignment = 0;
    samplesOffSchedule = 0;
    lastSequenceKnown = false;
    policy.restart();
  }

  /** A packet without audio has come: its number is not missing. */
  void skip() {
    skipped++;
  }

  boolean hasPlayed() {
    return sourceKnown;
  }

  long playoutTimestamp() {
    return nextTimestamp + clock.ticks((onSchedule ? 0 : samplesOffSchedule) - track.ahead());
  }

  long arrivalNs() {
    return arrivalNs;
  }

  long bufferingDelayNs() {
    return bufferingDelayNs;
  }

  Playout next(long nowNs, short[] out) {
    if (onSchedule) {
      catchUp(nowNs);
    }
    if (!onSchedule) {
      startSchedule(nowNs);
    }
    if (onSchedule) {
      timeScale();
    }
    Playout playout = fill(out);
    noteTiming(nowNs, playout);
    statistics.played(frameSamples);
    return playout;
  }

  private Playout fill(short[] out) {
    Playout playout = track.ahead() > 0 ? Playout.NORMAL : Playout.SILENCE;
    for (int filled = 0; filled < frameSamples; ) {
      if (track.ahead() == 0) {
        playout = playout.and(refill(frameSamples - filled));
      }
      int count = Math.min(track.ahead(), frameSamples - filled);
      track.play(out, filled, count);
      filled += count;
    }
    return playout;
  }

  /** Puts something ahead: a packet's samples, or up to {@code wanted} that replace them. */
  private Playout refill(int wanted) {
    PacketStore.Slot packet = store.first();
    if (onSchedule && packet == null) {
      onSchedule = false;
      samplesOffSchedule = 0;
      policy.restart();
    }
    if (!anythingPlayed && !onSchedule) {
      track.appendZeros(wanted);
      return Playout.SILENCE;
    }
    if (!onSchedule || packet == null) {
      samplesOffSchedule += wanted;
      return playOn(wanted, true);
    }
    long gap = clock.samples(packet.timestamp - nextTimestamp);
    if (gap <= 0) {
      decode(packet);
      return Playout.NORMAL;
    }
    boolean lost = !sequence.allCameBetween(lastSequence, packet.sequence);
    if (lost && recover(packet, gap)) {
      return Playout.NORMAL;
    }
    long beforeCopy = gap - clock.samples(packet.durationTicks); // of the last of several
    int count = (int) Math.min(beforeCopy > 0 ? beforeCopy : gap, wanted);
    nextTimestamp += clock.ticks(count);
    if (lost) {
      statistics.concealed(count);
    }
    return playOn(count, lost);
  }

  /** Plays the copy of a lost packet that the one after it may carry (RFC 6716 §2.1.7). */
  private boolean recover(PacketStore.Slot next, long gap) {
    if (!lastSequenceKnown || gap != clock.samples(next.durationTicks)) {
      return false;
    }
    int samples = codec.recover(next.payload, 0, next.length, (int) gap, pcm);
    if (samples == 0) {
      return false;
    }
    decoded.add(nextTimestamp, next.arrivalNs, samples);
    append(0, samples);
    countMissed(next.sequence - 1);
    nextTimestamp = next.timestamp;
    statistics.packetRecovered(samples);
    return true;
  }

  private Playout playOn(int count, boolean concealing) {
    boolean silent = concealer.silent();
    concealer.extend(count);
    return concealing && !silent ? Playout.CONCEALED : Playout.SILENCE;
  }

  private void decode(PacketStore.Slot packet) {
    int samples = codec.decode(packet.payload, 0, packet.length, pcm);
    store.removeFirst();
    countMissed(packet.sequence);
    // the beginning of a packet that came late may have been concealed already
    long passed = clock.samples(nextTimestamp - packet.timestamp);
    if (samples <= passed) {
      return;
    }
    append((int) passed, (int) (samples - passed));
    nextTimestamp = packet.timestamp + clock.ticks(samples);
    anythingPlayed = true;
    decoded.add(packet.timestamp, packet.arrivalNs, samples);
  }

  /** Puts decoded samples ahead, joined to what was concealed before them. */
  private void append(int from, int count) {
    if (concealer.active()) {
      int most = Math.max(0, frameSamples - 1 - alignment);
      align(concealer.join(pcm, from, count, -alignment, most));
    } else {
      track.append(pcm, from, count);
    }
  }

  private void countMissed(long decodedSequence) {
    long between = lastSequenceKnown ? decodedSequence - lastSequence - 1 - skipped : 0;
    statistics.packetPlayed(Math.clamp(between, 0, MOST_MISSED));
    lastSequence = decodedSequence;
    lastSequenceKnown = true;
    skipped = 0;
  }

  /** The sound comes so many samples later from now on than the schedule says. */
  private void align(int samples) {
    alignment += samples;
    statistics.timeScaled(samples);
  }

  /** Decodes what follows without a gap until {@code samples} are ahead, as far as it is here. */
  private void decodeAhead(int samples) {
    PacketStore.Slot packet = store.first();
    while (track.ahead() < samples && packet != null && packet.timestamp <= nextTimestamp) {
      decode(packet);
      packet = store.first();
    }
  }

  private void timeScale() {
    int pending = policy.pendingSamples();
    int done = 0;
    if (pending > 0) {
      decodeAhead(frameSamples);
      done = scaler.insert(pending);
    } else if (pending < 0) {
      decodeAhead(frameSamples + Math.min(-pending, scaler.longest()));
      done = -scaler.remove(-pending, frameSamples);
    }
    if (pending == 0 && alignment > 0) {
      decodeAhead(frameSamples + alignment);
      align(-scaler.trim(alignment, frameSamples));
    }
    if (done != 0) {
      policy.timeScaled(done);
      statistics.timeScaled(done);
    }
  }

  /** Gives up a schedule that has fallen behind by more than the longest delay. */
  private void catchUp(long nowNs) {
    long delayNs = nowNs - clock.ns(nextTimestamp) - estimator.fastestTransitNs();
    if (delayNs > maxDelayNs + 2 * FRAME_NS && store.size() > 1) {
      track.dropAhead();
      leaveSchedule();
    }
  }

  private void startSchedule(long nowNs) {
    dropOverdue(nowNs);
    PacketStore.Slot packet = store.first();
    if (packet == null) {
      return;
    }
    boolean resumes = resumes(packet);
    if (!resumes && !hasWaited(packet, nowNs)) {
      return;
    }
    if (sourceKnown) {
      countConcealed(packet);
    }
    if (anythingPlayed) {
      concealer.prepare();
    }
    long start = sourceKnown ? Math.max(nextTimestamp, packet.timestamp) : packet.timestamp;
    // the former schedule first fills what is left of the gap before the packet
    long resumed = nextTimestamp + clock.ticks(samplesOffSchedule);
    nextTimestamp = resumes ? Math.min(start, resumed) : start;
    if (!resumes) {
      alignment = 0;
    }
    sourceKnown = true;
    onSchedule = true;
    policy.restart();
  }

  /** Packets that could only be played beyond the longest delay, but for the last one. */
  private void dropOverdue(long nowNs) {
    PacketStore.Slot packet = store.first();
    long latestNs = nowNs - maxDelayNs - FRAME_NS - estimator.fastestTransitNs();
    while (packet != null && store.size() > 1 && clock.ns(packet.timestamp) < latestNs) {
      store.removeFirst();
      statistics.packetLate();
      packet = store.first();
    }
  }

  /**
   * Whether the former schedule, left shortly before, would begin this packet in this frame or
   * would have begun it already.
   */
  private boolean resumes(PacketStore.Slot packet) {
    long goneTicks = clock.ticks(samplesOffSchedule + frameSamples);
    return sourceKnown && !concealer.silent() && packet.timestamp - nextTimestamp < goneTicks;
  }

  /** Whether a new schedule that begins with this packet would leave the target delay to others. */
  private boolean hasWaited(PacketStore.Slot packet, long nowNs) {
    long waitedNs = nowNs - clock.ns(packet.timestamp) - estimator.fastestTransitNs();
    return waitedNs >= estimator.targetNs() + unevenNs(packet);
  }

  /**
   * How much less than the first packet a later one waits if packets and ticks are of different
   * length: of packets of 30 ms every second one is needed 10 ms after its beginning, and of those
   * of 10 ms the first tick needs two.
   */
  private long unevenNs(PacketStore.Slot packet) {
    long durationNs = clock.ns(packet.durationTicks);
    long remainder = durationNs;
    long common = FRAME_NS;
    while (remainder != 0) {
      long next = common % remainder;
      common = remainder;
      remainder = next;
    }
    return FRAME_NS - common;
  }

  /**
   * What was played off the schedule is concealment if a packet came too late or not at all; if the
   * sender has just sent nothing for a while, it is not.
   */
  private void countConcealed(PacketStore.Slot packet) {
    boolean late = packet.timestamp <= nextTimestamp;
    if (late || !sequence.allCameBetween(lastSequence, packet.sequence)) {
      statistics.concealed(samplesOffSchedule);
    }
  }

  private void noteTiming(long nowNs, Playout playout) {
    if (playout != Playout.NORMAL) {
      arrivalNs = nowNs - bufferingDelayNs;
      return;
    }
    boolean newest = track.ahead() < decoded.samples;
    arrivalNs = newest ? decoded.arrivalNs : decoded.formerArrivalNs;
    bufferingDelayNs = nowNs - arrivalNs;
    long timestamp = newest ? decoded.timestamp : decoded.formerTimestamp;
    long slackNs = nowNs - clock.ns(timestamp) - estimator.fastestTransitNs();
    policy.played(slackNs, estimator.targetNs());
  }

  /** The packet decoded last and the one before, which is still played while the last is ahead. */
  private static final class LastDecoded {
    long timestamp;
    long arrivalNs;
    int samples;
    long formerTimestamp;
    long formerArrivalNs;

    void add(long packetTimestamp, long packetArrivalNs, int decodedSamples) {
      formerTimestamp = timestamp;
      formerArrivalNs = arrivalNs;
      timestamp = packetTimestamp;
      arrivalNs = packetArrivalNs;
      samples = decodedSamples;
    }
  }
}
