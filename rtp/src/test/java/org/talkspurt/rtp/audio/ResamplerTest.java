package org.talkspurt.rtp.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.talkspurt.rtp.audio.Spectrum.amplitude;
import static org.talkspurt.rtp.audio.Spectrum.decibels;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResamplerTest {

  /** All that telephony and speech models need. */
  private static final String RATIOS =
      """
      8000, 16000
      16000, 8000
      8000, 24000
      24000, 8000
      8000, 48000
      48000, 8000
      22050, 8000
      22050, 16000
      24000, 16000
      48000, 16000
      """;

  @ParameterizedTest
  @CsvSource(textBlock = RATIOS)
  void keepsTheTelephoneBandFlat(int fromHz, int toHz) {
    for (int hz = 200; hz <= 3400; hz += 200) {
      assertThat(gainDb(hz, fromHz, toHz)).as("%d Hz", hz).isCloseTo(0, within(0.01));
    }
    assertThat(gainDb(3600, fromHz, toHz)).isBetween(-0.1, 0.01);
  }

  /** Images lie at the sums and differences of the tone and multiples of the input rate. */
  @ParameterizedTest
  @CsvSource(textBlock = RATIOS)
  void keepsImagesOfTheTelephoneBandDown(int fromHz, int toHz) {
    for (int hz = 300; hz <= 3400; hz += 50) {
      short[] out = inChunks(sine(hz, 10_000, fromHz, 2), fromHz / 50, fromHz, toHz);
      double tone = amplitude(out, toHz / 2, toHz / 2, hz, toHz);
      for (int k = 1; k * fromHz - hz < toHz / 2; k++) {
        for (int image : new int[] {k * fromHz - hz, k * fromHz + hz}) {
          if (image < toHz / 2) {
            double level = amplitude(out, toHz / 2, toHz / 2, image, toHz);
            assertThat(decibels(level / tone))
                .as("image of %d Hz at %d Hz", hz, image)
                .isLessThan(-100);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"16000, 8000", "22050, 8000", "24000, 8000", "48000, 8000"})
  void keepsAliasesOutOfTheTelephoneBand(int fromHz, int toHz) {
    // Odd frequencies: the rounding of a short period would have lines of its own at the alias.
    for (int hz = 4603; hz <= 7700; hz += 101) {
      short[] out = inChunks(sine(hz, 10_000, fromHz, 2), fromHz / 50, fromHz, toHz);
      double alias = amplitude(out, 4000, 8000, 8000 - hz, toHz);
      assertThat(decibels(alias / 10_000)).as("alias of %d Hz", hz).isLessThan(-100);
    }
  }

  @ParameterizedTest
  @CsvSource(textBlock = RATIOS)
  void delaysByNoMoreThanFourMilliseconds(int fromHz, int toHz) {
    short[] burst = burst(fromHz);
    short[] out = inChunks(burst, fromHz / 50, fromHz, toHz);
    double delayMs = 1000 * (centre(out) / toHz - centre(burst) / fromHz);
    double statedMs = 1000 * Resampler.create(fromHz, toHz).delaySamples() / toHz;
    assertThat(delayMs).isCloseTo(statedMs, within(0.01)).isBetween(0.0, 4.0);
  }

  @ParameterizedTest
  @CsvSource(textBlock = RATIOS)
  void doesNotDependOnWhereTheStreamIsCut(int fromHz, int toHz) {
    short[] in = noise(fromHz);
    short[] inOneGo = inChunks(in, in.length, fromHz, toHz);
    for (int chunk : new int[] {fromHz / 50, 1, 7, 513}) {
      short[] out = inChunks(in, chunk, fromHz, toHz);
      assertThat(out).as("chunks of %d", chunk).isEqualTo(inOneGo);
    }
  }

  @ParameterizedTest
  @CsvSource(textBlock = RATIOS)
  void allocatesNothing(int fromHz, int toHz) {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    Resampler resampler = Resampler.create(fromHz, toHz);
    short[] in = noise(fromHz / 50);
    short[] out = new short[resampler.maxOutput(in.length)];
    long least = Long.MAX_VALUE;
    for (int run = 0; run < 5; run++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 1000; i++) {
        resampler.process(in, in.length, out);
      }
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    assertThat(least).isLessThan(1000); // not a byte per call; the compiler may allocate meanwhile
  }

  @Test
  void givesExactly20MsFor20Ms() {
    Resampler resampler = Resampler.create(22_050, 8000);
    short[] out = new short[resampler.maxOutput(441)];
    for (int i = 0; i < 100; i++) {
      assertThat(resampler.process(noise(441), 441, out)).isEqualTo(160);
    }
  }

  @ParameterizedTest
  @CsvSource(textBlock = RATIOS)
  void passesConstantsExactlyAndFallsSilentAfterThem(int fromHz, int toHz) {
    short[] in = new short[fromHz];
    Arrays.fill(in, 0, fromHz / 2, (short) 12_345);
    short[] out = inChunks(in, fromHz / 50, fromHz, toHz);
    for (int i = toHz / 100; i < toHz / 2; i++) {
      assertThat(out[i]).as("sample %d", i).isEqualTo((short) 12_345);
    }
    for (int i = toHz / 2 + toHz / 100; i < toHz; i++) {
      assertThat(out[i]).as("sample %d", i).isZero();
    }
  }

  @Test
  void saturatesInsteadOfWrapping() {
    short[] square = new short[800];
    for (int i = 0; i < square.length; i++) {
      square[i] = i / 20 % 2 == 0 ? Short.MAX_VALUE : Short.MIN_VALUE;
    }
    short[] out = Resampler.create(8000, 16_000).whole(square);
    for (int i = 40; i < out.length - 40; i++) {
      if (i % 40 >= 4 && i % 40 < 36) { // Gibbs' overshoot beside the edges is cut off
        assertThat(out[i] > 0).as("sample %d", i).isEqualTo(i / 40 % 2 == 0);
      }
    }
    assertThat(out).contains(Short.MAX_VALUE, Short.MIN_VALUE);
  }

  @ParameterizedTest
  @CsvSource(textBlock = RATIOS)
  void alignsAWholeClauseWithItsInputToTheLastSample(int fromHz, int toHz) {
    short[] in = sine(1000, 10_000, fromHz, 1);
    short[] out = Resampler.create(fromHz, toHz).whole(in);
    assertThat(out).hasSize(toHz);
    for (int i = toHz / 50; i < toHz - toHz / 50; i++) {
      double expected = 10_000 * Math.sin(2 * Math.PI * 1000 * i / toHz);
      assertThat((double) out[i]).as("sample %d", i).isCloseTo(expected, within(2.0));
    }
  }

  @Test
  void leavesTheStreamAloneWhenAWholeClauseIsResampled() {
    Resampler resampler = Resampler.create(8000, 16_000);
    short[] before = new short[320];
    resampler.process(noise(160), 160, before);
    resampler.whole(noise(1000));
    short[] after = new short[320];
    resampler.process(new short[160], 160, after);
    Resampler undisturbed = Resampler.create(8000, 16_000);
    undisturbed.process(noise(160), 160, new short[320]);
    short[] expected = new short[320];
    undisturbed.process(new short[160], 160, expected);
    assertThat(after).isEqualTo(expected);
  }

  @Test
  void copiesAtEqualRates() {
    short[] in = noise(500);
    assertThat(inChunks(in, 160, 8000, 8000)).isEqualTo(in);
    assertThat(Resampler.create(16_000, 16_000).whole(in)).isEqualTo(in);
  }

  @Test
  void refusesRatesItHasNoTableFor() {
    assertThatIllegalArgumentException().isThrownBy(() -> Resampler.create(0, 8000));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Resampler.create(8000, 7999))
        .withMessageContaining("7999/8000");
  }

  private static double gainDb(int hz, int fromHz, int toHz) {
    short[] out = inChunks(sine(hz, 10_000, fromHz, 2), fromHz / 50, fromHz, toHz);
    return decibels(amplitude(out, toHz / 2, toHz / 2, hz, toHz) / 10_000);
  }

  private static short[] inChunks(short[] in, int chunk, int fromHz, int toHz) {
    Resampler resampler = Resampler.create(fromHz, toHz);
    short[] all = new short[resampler.maxOutput(in.length)];
    short[] out = new short[resampler.maxOutput(chunk)];
    int length = 0;
    for (int at = 0; at < in.length; at += chunk) {
      short[] piece = Arrays.copyOfRange(in, at, Math.min(at + chunk, in.length));
      int written = resampler.process(piece, piece.length, out);
      System.arraycopy(out, 0, all, length, written);
      length += written;
    }
    return Arrays.copyOf(all, length);
  }

  private static short[] sine(double hz, double amplitude, int sampleRateHz, int seconds) {
    short[] samples = new short[sampleRateHz * seconds];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) Math.rint(amplitude * Math.sin(2 * Math.PI * hz * i / sampleRateHz));
    }
    return samples;
  }

  private static short[] noise(int samples) {
    Random random = new Random(samples);
    short[] noise = new short[samples];
    for (int i = 0; i < samples; i++) {
      noise[i] = (short) (random.nextInt(20_001) - 10_000);
    }
    return noise;
  }

  /** A 1 kHz tone under a bell of a few milliseconds, in the middle of a second. */
  private static short[] burst(int sampleRateHz) {
    short[] samples = new short[sampleRateHz];
    for (int i = 0; i < samples.length; i++) {
      double ms = 1000.0 * (i - sampleRateHz / 2) / sampleRateHz;
      samples[i] =
          (short) Math.rint(12_000 * Math.exp(-ms * ms / 12.5) * Math.cos(2 * Math.PI * ms));
    }
    return samples;
  }

  /** Where the energy lies on average, in samples. */
  private static double centre(short[] samples) {
    double energy = 0;
    double moment = 0;
    for (int i = 0; i < samples.length; i++) {
      energy += (double) samples[i] * samples[i];
      moment += (double) samples[i] * samples[i] * i;
    }
    return moment / energy;
  }
}
