package org.talkspurt.rtp.jitter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.talkspurt.rtp.jitter.SimulatedCall.MS;
import static org.talkspurt.rtp.jitter.SimulatedCall.sine;
import static org.talkspurt.rtp.jitter.SimulatedCall.speech;

import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.function.IntToLongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.talkspurt.rtp.jitter.SimulatedCall.Stream;

class JitterBufferTest {

  private static final long SECOND = 1_000 * MS;

  /** Of 400 Hz at amplitude 8000, with what µ-law adds. */
  private static final int STEP_OF_SINE = 2750;

  private final Stream stream = new Stream();
  private final SimulatedCall call = new SimulatedCall();

  @Test
  void isSilentBeforeTheFirstPacket() {
    call.run(SECOND);
    assertThat(Set.copyOf(call.playouts)).containsExactly(Playout.SILENCE);
    assertThat(Set.copyOf(call.heard)).containsExactly((short) 0);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 5, 10, 12, 13, 14, 19})
  void playsACleanStreamBitByBit(int phaseMs) {
    stream.signal = speech(20_000);
    stream.startNs = phaseMs * MS;
    call.send(stream).run(20 * SECOND);
    short[] heard = call.heardFromStart();
    assertThat(heard).isEqualTo(Arrays.copyOf(call.throughCodec(stream.signal), heard.length));
    assertThat(Set.copyOf(call.inserts)).containsExactly(Insert.ACCEPTED);
    assertThat(Set.copyOf(call.playouts.subList(5, 999))).containsExactly(Playout.NORMAL);
  }

  @Test
  void addsLittleDelayOnALocalNetworkWhateverThePhase() {
    double sumMs = 0;
    for (int phaseMs = 0; phaseMs < 20; phaseMs++) {
      SimulatedCall phased = new SimulatedCall();
      Stream clean = new Stream();
      clean.signal = speech(10_000);
      clean.startNs = phaseMs * MS;
      clean.networkNs = jitter(MS / 2, 5);
      phased.send(clean).run(10 * SECOND, 2 * MS);
      assertThat(phased.count(Playout.CONCEALED)).as("phase %d", phaseMs).isZero();
      assertThat(Set.copyOf(phased.inserts)).containsExactly(Insert.ACCEPTED);
      sumMs += phased.meanDelayMs();
    }
    assertThat(sumMs / 20).isLessThan(20);
  }

  @ParameterizedTest
  @ValueSource(doubles = {200, -200})
  void followsADriftingClockWithoutLossOrClick(double ppm) {
    stream.signal = sine(400, 8000, 300_000);
    stream.senderPpm = ppm;
    call.send(stream).run(299 * SECOND, 2 * MS);
    ReceptionStatistics statistics = call.buffer.statistics();
    assertThat(call.count(Playout.CONCEALED)).isZero();
    assertThat(Set.copyOf(call.inserts)).containsExactly(Insert.ACCEPTED);
    assertThat(statistics.insertedSamples() + statistics.removedSamples()).isPositive();
    assertThat(call.meanDelayMs()).isLessThan(25);
    assertThat(call.largestStep()).isLessThan(STEP_OF_SINE + 150);
  }

  @ParameterizedTest
  @ValueSource(doubles = {200, -200})
  void followsADriftingClockThroughNoise(double ppm) {
    stream.signal = noise(120_000);
    stream.senderPpm = ppm;
    call.send(stream).run(119 * SECOND, 2 * MS);
    assertThat(call.count(Playout.CONCEALED)).isZero();
    assertThat(Set.copyOf(call.inserts)).containsExactly(Insert.ACCEPTED);
  }

  @Test
  void waitsLongerOnAJitteryNetworkAndNoLongerThanNeeded() {
    stream.signal = speech(60_000);
    stream.networkNs = jitter(80 * MS, 1);
    call.send(stream).run(60 * SECOND);
    ReceptionStatistics statistics = call.buffer.statistics();
    assertThat(statistics.lost()).isZero();
    assertThat(statistics.concealedSamples()).isLessThan(statistics.playedSamples() / 100);
    // 40 ms would do for the slowest if the fastest waited 80; ticks add up to 20
    assertThat(call.meanDelayMs()).isBetween(40.0, 65.0);
  }

  @Test
  void returnsToAShortDelayWhenTheNetworkCalmsDown() {
    stream.signal = speech(40_000);
    IntToLongFunction jitter = jitter(80 * MS, 1);
    stream.networkNs = n -> n < 1000 ? jitter.applyAsLong(n) : 0;
    call.send(stream).run(40 * SECOND);
    assertThat(call.meanDelayMs(1500, 1990)).isLessThan(28);
    assertThat(call.buffer.statistics().removedSamples()).isPositive();
  }

  @Test
  void losesNothingWhenTheRouteGetsSlower() {
    stream.signal = speech(20_000);
    stream.networkNs = n -> n < 500 ? 0 : 60 * MS;
    call.send(stream).run(19 * SECOND);
    assertThat(Set.copyOf(call.inserts)).containsExactly(Insert.ACCEPTED);
    assertThat(call.count(Playout.CONCEALED)).isBetween(2L, 4L);
    assertThat(call.meanDelayMs(800, 940)).isLessThan(28);
  }

  @Test
  void playsWhatAStallHeldBackUpToTheLongestDelay() {
    stream.signal = speech(20_000);
    // everything sent within 800 ms comes at their end
    stream.networkNs = n -> n >= 500 && n < 540 ? (540 - n) * 20 * MS : 0;
    call.send(stream).run(19 * SECOND);
    assertThat(Set.copyOf(call.playouts.subList(545, 940))).containsExactly(Playout.NORMAL);
    assertThat(call.meanDelayMs(541, 545)).isLessThan(330);
    assertThat(call.meanDelayMs(800, 940)).isLessThan(28);
  }

  @Test
  void concealsEachLostPacketAndNothingElse() {
    stream.signal = speech(60_000);
    Random random = new Random(5);
    boolean[] lost = new boolean[3000];
    int losses = 0;
    for (int n = 1; n < 2990; n++) {
      lost[n] = random.nextInt(20) == 0;
      losses += lost[n] ? 1 : 0;
    }
    stream.lost = n -> lost[n];
    call.send(stream).run(60 * SECOND);
    ReceptionStatistics statistics = call.buffer.statistics();
    assertThat(statistics.lost()).isEqualTo(losses);
    assertThat(statistics.late()).isZero();
    assertThat(statistics.concealedSamples()).isEqualTo(losses * 160L);
    // joined in phase, the sound may be a little late, and a lost packet fall into two ticks
    assertThat(call.count(Playout.CONCEALED)).isBetween((long) losses, losses * 11L / 10);
    assertThat(call.meanDelayMs()).isLessThan(21);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 100})
  void bridgesABurstOf60MsWithoutAClick(int extraDelayMs) {
    SimulatedCall patient =
        new SimulatedCall(new JitterBufferSettings(extraDelayMs, 300, 100, 100));
    stream.signal = sine(400, 8000, 4000);
    stream.lost = n -> n >= 100 && n < 103;
    patient.send(stream).run(4 * SECOND);
    assertThat(patient.count(Playout.CONCEALED)).isEqualTo(3);
    assertThat(patient.buffer.statistics().concealedSamples()).isEqualTo(480);
    assertThat(patient.largestStep()).isLessThan(STEP_OF_SINE + 150);
    // on time again afterwards: the sound's place in time has not moved
    int playedBefore = patient.playouts.indexOf(Playout.NORMAL);
    short[] heard = patient.heardFromStart();
    int last = (198 - playedBefore) * 160;
    assertThat(Arrays.copyOfRange(heard, last - 3200, last))
        .isEqualTo(Arrays.copyOfRange(patient.throughCodec(stream.signal), last - 3200, last));
  }

  @Test
  void fallsSilentAfter120MsWithoutPackets() {
    stream.signal = sine(400, 8000, 1000);
    call.send(stream).run(2 * SECOND);
    int end = call.playouts.lastIndexOf(Playout.NORMAL) + 1;
    assertThat(Set.copyOf(call.playouts.subList(end, end + 6))).containsExactly(Playout.CONCEALED);
    assertThat(Set.copyOf(call.playouts.subList(end + 6, 100))).containsExactly(Playout.SILENCE);
    assertThat(Set.copyOf(call.heard.subList((end + 6) * 160, 16_000))).containsExactly((short) 0);
    assertThat(call.largestStep()).isLessThan(STEP_OF_SINE + 150);
    assertThat(call.buffer.statistics().concealedSamples()).as("it may be a pause").isZero();
  }

  @Test
  void takesAPauseOfTheSenderForSilence() {
    stream.signal = speech(6000);
    stream.suppressed = n -> n >= 100 && n < 150;
    call.send(stream).run(6 * SECOND);
    ReceptionStatistics statistics = call.buffer.statistics();
    assertThat(statistics.lost()).isZero();
    assertThat(statistics.concealedSamples()).isZero();
    assertThat(Set.copyOf(call.playouts.subList(154, 298))).containsExactly(Playout.NORMAL);
    assertThat(call.count(Playout.SILENCE)).isGreaterThanOrEqualTo(44);
    assertThat(call.meanDelayMs(200, 290)).isLessThan(28);
  }

  @Test
  void playsOnWhenTheSendersClockStoodStillInAPause() {
    stream.signal = speech(2000);
    call.send(stream);
    Stream later = new Stream();
    later.signal = speech(4000);
    later.firstSequence = stream.firstSequence + 100;
    later.firstTimestamp = stream.firstTimestamp + 16_000;
    later.startNs = stream.startNs + 5 * SECOND;
    call.send(later).run(8 * SECOND);
    assertThat(Set.copyOf(call.inserts)).containsExactly(Insert.ACCEPTED);
    assertThat(Set.copyOf(call.playouts.subList(254, 398))).containsExactly(Playout.NORMAL);
  }

  @Test
  void doesNotTakeTelephoneEventsForLoss() {
    stream.signal = speech(1000);
    call.send(stream).run(1040 * MS);
    for (int n = 0; n < 10; n++) {
      assertThat(call.buffer.insertNonAudio(1050 + n, 1040 * MS)).isEqualTo(Insert.ACCEPTED);
    }
    assertThat(call.buffer.insertNonAudio(1059, 1040 * MS)).isEqualTo(Insert.DUPLICATE);
    Stream later = new Stream();
    later.signal = speech(1000);
    later.firstSequence = 1060;
    later.firstTimestamp = stream.firstTimestamp + 8000 + 1600;
    later.startNs = stream.startNs + 1200 * MS;
    call.send(later).run(2 * SECOND);
    assertThat(call.buffer.statistics().lost()).isZero();
    assertThat(call.buffer.statistics().concealedSamples()).isZero();
    assertThat(call.buffer.statistics().received()).isEqualTo(50 + 11 + 38);
  }

  @Test
  void putsReorderedPacketsInOrder() {
    stream.signal = speech(20_000);
    stream.networkNs = n -> n % 20 == 10 ? 25 * MS : 0;
    call.send(stream).run(20 * SECOND);
    ReceptionStatistics statistics = call.buffer.statistics();
    assertThat(statistics.reordered()).isBetween(40L, 50L);
    assertThat(statistics.lost()).isZero();
    assertThat(statistics.late()).as("while the delay adapts").isLessThan(5);
    assertThat(Set.copyOf(call.playouts.subList(300, 990))).containsExactly(Playout.NORMAL);
  }

  @Test
  void doesNotNoticeWhereNumbersWrap() {
    stream.signal = speech(20_000);
    stream.firstSequence = 65_200;
    stream.firstTimestamp = 0xFFFF_FFFFL - 30_000;
    call.send(stream).run(20 * SECOND);
    short[] heard = call.heardFromStart();
    assertThat(heard).isEqualTo(Arrays.copyOf(call.throughCodec(stream.signal), heard.length));
    assertThat(call.buffer.statistics().lost()).isZero();
    assertThat(call.buffer.statistics().report(1, 0, 0).extendedHighestSequenceNumber())
        .isEqualTo(65_200 + 997);
  }

  @ParameterizedTest
  @CsvSource({"10", "30", "40", "60"})
  void playsPacketsOfAnyLength(int ptimeMs) {
    stream.signal = speech(30_000);
    stream.ptimeMs = ptimeMs;
    stream.networkNs = jitter(2 * MS, 4);
    stream.lost = n -> n == 200;
    call.send(stream).run(29 * SECOND, MS);
    assertThat(Set.copyOf(call.inserts)).containsExactly(Insert.ACCEPTED);
    assertThat(call.buffer.statistics().concealedSamples()).isEqualTo(ptimeMs * 8L);
    assertThat(call.count(Playout.CONCEALED)).isLessThanOrEqualTo((ptimeMs + 10) / 20 + 1);
    assertThat(call.meanDelayMs()).isLessThan(20 + ptimeMs);
  }

  @Test
  void followsAnotherSourceAfterAReset() {
    stream.signal = sine(400, 8000, 1900);
    call.send(stream).run(2 * SECOND);
    call.buffer.reset();
    Stream other = new Stream();
    other.signal = sine(400, 8000, 2000);
    other.firstSequence = 7;
    other.firstTimestamp = 3_000_000_000L;
    other.startNs = 2 * SECOND;
    call.send(other).run(4 * SECOND);
    assertThat(Set.copyOf(call.inserts)).containsExactly(Insert.ACCEPTED);
    assertThat(Set.copyOf(call.playouts.subList(105, 199))).containsExactly(Playout.NORMAL);
    assertThat(call.largestStep()).isLessThan(2 * STEP_OF_SINE);
    assertThat(call.buffer.statistics().lost()).isZero();
    assertThat(call.buffer.statistics().received()).isEqualTo(95 + 99);
    assertThat(call.buffer.statistics().report(1, 0, 0).extendedHighestSequenceNumber())
        .isEqualTo(7 + 98);
  }

  @Test
  void followsATimestampThatJumpsWithoutASequenceGap() {
    stream.signal = speech(4000);
    call.send(stream);
    for (long jump : new long[] {5_000_000, -9_000_000}) {
      Stream later = new Stream();
      later.signal = speech(4000);
      later.firstSequence = stream.firstSequence + 200;
      later.firstTimestamp = stream.firstTimestamp + 10_000_000 + jump;
      later.startNs = stream.startNs + 4 * SECOND;
      call.send(later);
      stream.firstSequence += 200;
      stream.startNs += 4 * SECOND;
    }
    call.run(12 * SECOND);
    assertThat(Set.copyOf(call.inserts)).containsExactly(Insert.ACCEPTED);
    assertThat(Set.copyOf(call.playouts.subList(206, 400))).containsExactly(Playout.NORMAL);
    assertThat(Set.copyOf(call.playouts.subList(406, 598))).containsExactly(Playout.NORMAL);
  }

  @Test
  void followsASequenceThatRestarts() {
    stream.signal = speech(4000);
    call.send(stream);
    Stream later = new Stream();
    later.signal = speech(4000);
    later.firstSequence = 40_000;
    later.firstTimestamp = 99;
    later.startNs = stream.startNs + 4 * SECOND;
    call.send(later).run(8 * SECOND);
    assertThat(call.count(Insert.DISCONTINUITY)).isEqualTo(1);
    assertThat(Set.copyOf(call.playouts.subList(206, 398))).containsExactly(Playout.NORMAL);
    assertThat(call.buffer.statistics().lost()).isZero();
  }

  @Test
  void isNotConfusedByAncientAndForeignPackets() {
    stream.signal = speech(10_000);
    call.send(stream);
    for (int n = 0; n < 40; n++) {
      call.sendOne(1000, stream.firstTimestamp, (4000 + 100 * n) * MS); // long played
      call.sendOne(50_000 + n, 77, (4013 + 100 * n) * MS); // from nowhere
    }
    call.run(10 * SECOND);
    assertThat(call.count(Insert.DUPLICATE)).isEqualTo(40);
    assertThat(call.count(Insert.DISCONTINUITY)).isEqualTo(40);
    short[] heard = call.heardFromStart();
    assertThat(heard).isEqualTo(Arrays.copyOf(call.throughCodec(stream.signal), heard.length));
  }

  @ParameterizedTest
  @ValueSource(
      longs = {9000, -9000, 1 << 30, -(1 << 30), Integer.MAX_VALUE, -Integer.MAX_VALUE + 999})
  void isNotMisledByAReorderedPacketOfAnotherClock(long jump) {
    stream.signal = speech(10_000);
    stream.lost = n -> n == 100;
    SimulatedCall lossy = new SimulatedCall().send(stream).run(10 * SECOND);
    long timestamp = stream.firstTimestamp + 100 * 160 + jump & 0xFFFF_FFFFL;
    call.send(stream).sendOne(1100, timestamp, (101 * 20 + 28) * MS).run(10 * SECOND);
    assertThat(call.count(jump > 0 ? Insert.DISCONTINUITY : Insert.LATE)).isEqualTo(1);
    assertThat(call.count(Insert.ACCEPTED)).isEqualTo(lossy.count(Insert.ACCEPTED));
    assertThat(call.heard).isEqualTo(lossy.heard);
  }

  @Test
  void countsAPacketAfterItsTimeAsLateAndLostNoMore() {
    stream.signal = speech(4000);
    stream.networkNs = n -> n == 100 ? 70 * MS : 0;
    call.send(stream).run(4 * SECOND);
    ReceptionStatistics statistics = call.buffer.statistics();
    assertThat(call.count(Insert.LATE)).isEqualTo(1);
    assertThat(statistics.late()).isEqualTo(1);
    assertThat(statistics.reordered()).isEqualTo(1);
    assertThat(statistics.lost()).isZero();
    assertThat(statistics.concealedSamples()).isEqualTo(160);
  }

  @Test
  void refusesWhatItHasNoRoomFor() {
    SimulatedCall small = new SimulatedCall(new JitterBufferSettings(0, 1000, 1000, 10));
    for (int n = 0; n < 15; n++) {
      small.sendOne(n, n * 160L, MS);
    }
    small.run(20 * MS + 1);
    assertThat(small.count(Insert.ACCEPTED)).isEqualTo(10);
    assertThat(small.count(Insert.OVERFLOW)).isEqualTo(5);
    assertThat(small.buffer.statistics().overflows()).isEqualTo(5);
  }

  @Test
  void refusesPayloadsThatAreNoSound() {
    byte[] bytes = new byte[1501];
    assertThat(call.buffer.insert(1, 0, bytes, 0, 0, 0)).isEqualTo(Insert.MALFORMED);
    assertThat(call.buffer.insert(1, 0, bytes, 0, 1501, 0)).isEqualTo(Insert.MALFORMED);
    assertThat(call.buffer.insert(1, 0, bytes, 1, 1500, 0)).isEqualTo(Insert.ACCEPTED);
  }

  @Test
  void givesUpAScheduleThatFellBehindWhenTicksWereMissed() {
    stream.signal = speech(10_000);
    call.send(stream).run(4 * SECOND);
    call.skipTicks(1 * SECOND);
    call.run(10 * SECOND);
    assertThat(call.meanDelayMs(202, 220)).isLessThan(345);
    assertThat(call.meanDelayMs(400, 440)).isLessThan(28);
    assertThat(Set.copyOf(call.playouts.subList(200, 445))).containsExactly(Playout.NORMAL);
  }

  @Test
  void saysWhenThePacketOfAFrameCame() {
    stream.signal = speech(1000);
    stream.startNs = 3 * MS;
    call.send(stream).run(1000 * MS);
    assertThat(Set.copyOf(call.delaysMs.subList(2, 50))).containsExactly(17.0);
    assertThat(call.buffer.bufferingDelayNs()).isEqualTo(17 * MS);
    short[] frame = new short[160];
    call.buffer.next(1100 * MS, frame);
    assertThat(call.buffer.next(1120 * MS, frame)).isEqualTo(Playout.CONCEALED);
    assertThat(call.buffer.arrivalNs()).isEqualTo((1120 - 17) * MS);
  }

  @Test
  void playsTheSameTraceToTheSameBits() {
    SimulatedCall again = new SimulatedCall();
    for (SimulatedCall each : new SimulatedCall[] {call, again}) {
      Stream rough = new Stream();
      rough.signal = speech(10_000);
      rough.networkNs = jitter(60 * MS, 9);
      rough.lost = n -> n % 17 == 3;
      each.send(rough).run(10 * SECOND);
    }
    assertThat(call.heard).isEqualTo(again.heard);
  }

  private static short[] noise(int ms) {
    short[] signal = new short[ms * 8];
    Random random = new Random(8);
    for (int i = 0; i < signal.length; i++) {
      signal[i] = (short) (3000 * random.nextGaussian());
    }
    return signal;
  }

  private static IntToLongFunction jitter(long maxNs, int seed) {
    Random random = new Random(seed);
    long[] delays = random.longs(20_000, 0, maxNs + 1).toArray();
    return n -> delays[n];
  }
}
