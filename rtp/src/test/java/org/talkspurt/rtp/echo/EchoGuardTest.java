package org.talkspurt.rtp.echo;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.talkspurt.rtp.audio.AudioLevel;
import org.talkspurt.rtp.codec.TestSound;

class EchoGuardTest {
  private static final short[] NOTHING = {};

  @ParameterizedTest
  @CsvSource({
    "8000, -10, 20",
    "8000, -10, 137",
    "8000, -20, 60",
    "8000, -30, 333",
    "16000, -10, 145",
    "16000, -25, 250"
  })
  void itsOwnVoiceIsNotHeard(int sampleRateHz, double returnDb, int delayMs) {
    Line line = new Line(sampleRateHz, 20).returning(returnDb, delayMs);

    short[] heard = line.run(TestSound.voice(sampleRateHz, 6_000), NOTHING, 0);

    assertThat(audibleMs(heard, sampleRateHz)).isLessThan(40);
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 30, 60})
  void packetsMayBeOfAnyLength(int packetTimeMs) {
    Line line = new Line(8_000, packetTimeMs).returning(-15, 100);

    short[] heard = line.run(TestSound.voice(8_000, 6_000), NOTHING, 0);

    assertThat(audibleMs(heard, 8_000)).isLessThan(40);
  }

  @Test
  void aCallerIsHeardOverTheEcho() {
    Line line = new Line(8_000, 20).returning(-20, 100);
    short[] caller = otherVoice(1_000);

    short[] heard = line.run(TestSound.voice(8_000, 5_000), caller, 24_000);

    int passed = audibleMs(Arrays.copyOfRange(heard, 24_000, 32_000), 8_000);
    assertThat(passed).isGreaterThan(audibleMs(caller, 8_000) * 3 / 4);
  }

  @Test
  void aCallerIsLeftAloneWhileNothingIsSent() {
    short[] caller = otherVoice(2_000);

    assertThat(new Line(8_000, 20).run(new short[16_000], caller, 0)).isEqualTo(caller);
  }

  @Test
  void aCallerIsHeardOnALineWithoutEcho() {
    short[] caller = otherVoice(1_000);

    short[] heard = new Line(8_000, 20).run(TestSound.voice(8_000, 5_000), caller, 24_000);

    assertThat(audibleMs(Arrays.copyOfRange(heard, 24_000, 32_000), 8_000))
        .isGreaterThanOrEqualTo(audibleMs(caller, 8_000) - 20);
  }

  @Test
  void anEchoThatMovesIsFoundAgain() {
    Line line = new Line(8_000, 20).returning(-15, 60);
    line.run(TestSound.voice(8_000, 4_000), NOTHING, 0);
    assertFindsEchoThatBegins(line);
  }

  /** As a jitter buffer moves it: 5 ms every 200 ms, 30 ms up and down again. */
  @ParameterizedTest
  @ValueSource(doubles = {-10, -20})
  void anEchoThatMovesAllTheTimeIsNotHeard(double returnDb) {
    Line line = new Line(8_000, 20);
    short[] voice = TestSound.voice(8_000, 6_000);
    int audibleMs = 0;
    for (int step = 0; step < voice.length / 1_600; step++) {
      line.returning(returnDb, 100 + 5 * Math.abs(6 - (step + 6) % 12));
      short[] part = Arrays.copyOfRange(voice, step * 1_600, (step + 1) * 1_600);
      audibleMs += audibleMs(line.run(part, NOTHING, 0), 8_000);
    }

    assertThat(audibleMs).isLessThan(40);
  }

  @Test
  void anEchoThatComesLateInACallIsFound() {
    Line line = new Line(8_000, 20);
    line.run(TestSound.voice(8_000, 4_000), NOTHING, 0);
    assertFindsEchoThatBegins(line);
  }

  private static void assertFindsEchoThatBegins(Line line) {
    line.returning(-15, 180);
    line.run(TestSound.voice(8_000, 2_000), NOTHING, 0);

    short[] heard = line.run(TestSound.voice(8_000, 4_000), NOTHING, 0);

    assertThat(audibleMs(heard, 8_000)).isLessThan(40);
  }

  @Test
  void allocatesNothing() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    EchoGuard guard = new EchoGuard(8_000);
    short[] voice = TestSound.voice(8_000, 20);
    exchange(guard, voice, 1_000);
    long before = threads.getCurrentThreadAllocatedBytes();
    exchange(guard, voice, 5_000);

    // less than a byte per tick: the two measurements themselves
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(5_000);
  }

  private static void exchange(EchoGuard guard, short[] frame, int ticks) {
    for (int i = 0; i < ticks; i++) {
      guard.onReceived(frame);
      guard.onSent(frame, frame.length);
    }
  }

  /** A voice of another rhythm and pitch than {@link TestSound#voice}. */
  private static short[] otherVoice(int milliseconds) {
    short[] slow = TestSound.voice(16_000, milliseconds);
    short[] voice = new short[milliseconds * 8];
    for (int i = 0; i < voice.length; i++) {
      voice[i] = slow[slow.length / 3 + i * 4 / 3 - (i >= voice.length / 2 ? voice.length : 0)];
    }
    return voice;
  }

  private static int audibleMs(short[] samples, int sampleRateHz) {
    int block = sampleRateHz / 100;
    int audible = 0;
    for (int at = 0; at + block <= samples.length; at += block) {
      audible += AudioLevel.dbm0(samples, at, block) > -50 ? 10 : 0;
    }
    return audible;
  }

  /** A line in ticks of 20 ms that returns what it is sent, with a little noise. */
  private static final class Line {
    private final EchoGuard guard;
    private final int frame;
    private final int packet;
    private final short[] returned;
    private final Random random = new Random(3);
    private double gain;
    private int delaySamples;
    private int now;
    private int told;

    Line(int sampleRateHz, int packetTimeMs) {
      guard = new EchoGuard(sampleRateHz);
      frame = sampleRateHz / 50;
      packet = sampleRateHz * packetTimeMs / 1_000;
      returned = new short[20 * sampleRateHz];
    }

    /** From now on, what is sent comes back {@code delayMs} after its packet. */
    Line returning(double returnDb, int delayMs) {
      gain = Math.pow(10, returnDb / 20);
      delaySamples = packet + frame / 20 * delayMs;
      return this;
    }

    /** Sends a voice, with the caller's at one of its samples, and gives what passes the guard. */
    short[] run(short[] voice, short[] caller, int callerAt) {
      int start = now;
      System.arraycopy(voice, 0, returned, now, voice.length);
      short[] heard = new short[voice.length];
      short[] received = new short[frame];
      for (; now < start + voice.length; now += frame) {
        for (int i = 0; i < frame; i++) {
          int from = now + i - delaySamples;
          double sample = from < 0 || gain == 0 ? 0 : gain * returned[from] + random.nextInt(5) - 2;
          int k = now - start + i - callerAt;
          sample += k >= 0 && k < caller.length ? caller[k] : 0;
          received[i] = (short) Math.clamp(sample, Short.MIN_VALUE, Short.MAX_VALUE);
        }
        guard.onReceived(received);
        System.arraycopy(received, 0, heard, now - start, frame);
        for (; told + packet <= now + frame; told += packet) {
          guard.onSent(Arrays.copyOfRange(returned, told, told + packet), packet);
        }
      }
      return heard;
    }
  }
}
