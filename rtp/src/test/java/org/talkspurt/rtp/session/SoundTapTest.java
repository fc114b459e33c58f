package org.talkspurt.rtp.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.talkspurt.rtp.session.SessionFixture.media;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.talkspurt.rtp.audio.EchoCanceller;
import org.talkspurt.rtp.audio.StereoRing;
import org.talkspurt.rtp.codec.Pcmu;

/** What a session hands to a recording of it. */
class SoundTapTest {

  private static final int FRAME = 160;
  private static final int LEFT = 0;
  private static final int RIGHT = 1;

  private final StereoRing ring =
      new StereoRing(8_000, 200, () -> assertThat(true).as("dropped").isFalse());

  /** One side of all that was handed over, silence where a tick is missing. */
  private short[][] sides() {
    ring.end();
    short[][] sides = new short[2][];
    sides[LEFT] = new short[0];
    sides[RIGHT] = new short[0];
    short[] frame = new short[2 * FRAME];
    for (long tick = ring.read(frame); tick >= 0; tick = ring.read(frame)) {
      int from = (int) tick * FRAME;
      for (int side : new int[] {LEFT, RIGHT}) {
        sides[side] = Arrays.copyOf(sides[side], from + FRAME);
        for (int i = 0; i < FRAME; i++) {
          sides[side][from + i] = frame[2 * i + side];
        }
      }
    }
    return sides;
  }

  private static short[] ramp(int samples) {
    short[] ramp = new short[samples];
    for (int i = 0; i < samples; i++) {
      ramp[i] = (short) (i + 1);
    }
    return ramp;
  }

  /** However long the packets are: what left in tick n stands at n, to the sample. */
  @ParameterizedTest
  @ValueSource(ints = {10, 20, 30, 40, 60})
  void whatIsSentStandsWhereItsTimestampSays(int packetTimeMs) {
    SessionFixture call = new SessionFixture(media(packetTimeMs, MediaDirection.SENDRECV));
    call.ticks(4); // the packets of 30 and 60 ms are amid one
    call.session.tap(ring);
    call.session.sink().offer(ramp(20 * FRAME));
    call.ticks(21);

    long firstOfRamp = 0;
    for (FakeTransport.Sent sent : call.sentPackets()) {
      short[] pcm = new short[packetTimeMs * 8];
      new Pcmu().decode(sent.payload(), 0, pcm.length, pcm);
      if (firstOfRamp == 0 && pcm[packetTimeMs * 8 - 1] != 0) {
        firstOfRamp = sent.packet().timestamp();
      }
    }
    long firstTick = call.sentPackets().getFirst().packet().timestamp() + 4 * FRAME;
    int at = (int) (firstOfRamp - firstTick);
    short[] right = sides()[RIGHT];
    for (int i = Math.max(0, at); i < at + 19 * FRAME; i++) {
      assertThat(right[i]).as("sample %d", i).isEqualTo((short) (i - at + 1));
    }
  }

  @Test
  void whatIsHeardStandsInItsTickBeforeItsEchoIsTakenOut() {
    SessionFixture call = new SessionFixture();
    call.session.cancelEcho(
        new EchoCanceller() {
          @Override
          public void onSent(short[] samples, int length) {}

          @Override
          public void onReceived(short[] samples) {
            Arrays.fill(samples, (short) 4_711);
          }
        });
    call.echoing();
    call.peerSays(1_000, 20);
    call.session.tap(ring);
    call.peerSays(2_000, 20);
    call.ticks(2);

    short[][] sides = sides();
    assertThat(sides[LEFT]).hasSize(22 * FRAME).doesNotContain((short) 4_711);
    assertThat(sides[LEFT][5 * FRAME]).isBetween((short) 950, (short) 2_050);
    assertThat(sides[LEFT][18 * FRAME]).isBetween((short) 1_950, (short) 2_050);
    assertThat(sides[RIGHT]).containsOnly(4_711);
  }

  @Test
  void nothingIsHandedOverOnHoldAndTimeGoesOn() {
    SessionFixture call = new SessionFixture();
    call.peerSays(1_000, 20);
    call.session.tap(ring);
    call.session.update(media(20, MediaDirection.RECVONLY));
    call.session.sink().offer(ramp(FRAME));
    call.peerSays(1_000, 10);
    call.session.update(media(20, MediaDirection.SENDRECV));
    call.peerSays(1_000, 2);

    short[][] sides = sides();
    assertThat(Arrays.copyOf(sides[LEFT], 10 * FRAME)).containsOnly(0);
    assertThat(Arrays.copyOf(sides[RIGHT], 10 * FRAME)).containsOnly(0);
    assertThat(sides[LEFT][11 * FRAME]).isNotZero();
    assertThat(sides[RIGHT][10 * FRAME + 7]).isEqualTo((short) 8);
  }

  @Test
  void keysAndWhatTheNetworkDidNotTakeAreSilence() {
    SessionFixture call =
        new SessionFixture(
            media(
                new Pcmu(),
                20,
                null,
                new MediaOptions(
                    false, false, false, false, new MediaOptions.EventFormat(101, 8_000), false)));
    call.session.tap(ring);
    call.tick();
    call.network.congested = true;
    call.session.sink().offer(ramp(FRAME));
    call.tick();
    call.network.congested = false;
    call.session.sendDigits("1");
    call.session.sink().offer(ramp(FRAME));
    call.ticks(30);

    short[] right = sides()[RIGHT];
    int spoken = 0;
    while (spoken < right.length && right[spoken] == 0) {
      spoken++;
    }
    // Behind the key, not within it.
    assertThat(spoken / FRAME).isBetween(6, 29);
    assertThat(Arrays.copyOfRange(right, spoken, spoken + FRAME)).isEqualTo(ramp(FRAME));
  }

  @Test
  void whatCancelsAReplyCutsItInTheRecordingToo() {
    SessionFixture call = new SessionFixture();
    call.session.tap(ring);
    call.session.sink().offer(ramp(50 * FRAME));
    call.ticks(10);
    call.session.sink().clear();
    call.ticks(5);

    short[] right = sides()[RIGHT];
    assertThat(right[10 * FRAME - 1]).isEqualTo((short) (10 * FRAME));
    // 5 ms fade
    assertThat(Arrays.copyOfRange(right, 10 * FRAME + 40, 15 * FRAME)).containsOnly(0);
  }

  @Test
  void aStallLeavesAGapOnBothSides() {
    SessionFixture call = new SessionFixture();
    call.session.tap(ring);
    call.session.sink().offer(ramp(100 * FRAME));
    call.ticks(5);
    call.loop.stall(60 * SessionFixture.TICK_NS);
    call.ticks(5);

    short[] right = sides()[RIGHT];
    assertThat(right[5 * FRAME - 1]).isEqualTo((short) (5 * FRAME));
    assertThat(right).hasSizeGreaterThan(60 * FRAME);
    assertThat(right[right.length - 1]).isNotZero();
    int resumed = 5 * FRAME;
    while (right[resumed] == 0) {
      resumed++;
    }
    assertThat(resumed).isGreaterThan(30 * FRAME);
    assertThat(right[resumed]).isEqualTo((short) (5 * FRAME + 1));
  }

  @Test
  void nothingIsHandedOverOnceTheCallIsOver() {
    SessionFixture call = new SessionFixture();
    call.session.tap(ring);
    call.ticks(3);
    call.session.close();
    call.ticks(3);

    assertThat(sides()[LEFT]).hasSize(3 * FRAME);
  }
}
