package org.talkspurt.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.talkspurt.rtp.audio.Resampler;

/** baresip speaks to the echo in every codec that it has. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EchoCodecIT {
  private static final int RATE_HZ = 8_000;
  private static final int FINE = 6;
  private static final int SEGMENT = RATE_HZ / 2;

  /** What a finer look needs on both sides. */
  private static final int MARGIN = 16;

  private Bot bot;
  private int calls;

  @BeforeAll
  void start() throws Exception {
    bot = Bot.start("--talkspurt.rtp.codecs=opus,G722,L16,PCMU,PCMA");
  }

  @AfterAll
  void stop() throws Exception {
    bot.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          opus/48000/2 | 48000 | opus
          G722/16000/1 | 16000 | G722
          L16/16000/1  | 16000 | L16
          L16/8000/1   |  8000 | L16
          PCMU/8000/1  |  8000 | PCMU
          PCMA/8000/1  |  8000 | PCMA
          """)
  void whatComesBackIsWhatWasSaid(String theirs, int rateHz, String ours) throws Exception {
    Clip clip = Clip.named("q-emergency");
    short[] played = Resampler.create(RATE_HZ, rateHz).whole(clip.pcm());
    byte[] wav = Baresip.record(bot, "echo", played, rateHz, theirs);
    double correlation = correlation(clip.pcm(), narrowband(wav));
    System.out.printf("%s echo: correlation %.3f%n", theirs, correlation);
    var call = bot.records(++calls).getLast();
    assertThat(call.get("media").get("codec").asString()).isEqualTo(ours);
    assertThat(call.get("media").get("lost").asLong()).isZero();
    assertThat(correlation).isGreaterThanOrEqualTo(0.97);
  }

  /** The first channel of a 16-bit WAV at 8 kHz. */
  private static short[] narrowband(byte[] wav) {
    ByteBuffer header = ByteBuffer.wrap(wav).order(ByteOrder.LITTLE_ENDIAN);
    int channels = header.getShort(22);
    int rateHz = header.getInt(24);
    short[] interleaved = Clip.pcm(wav);
    short[] first = new short[interleaved.length / channels];
    for (int i = 0; i < first.length; i++) {
      first[i] = interleaved[i * channels];
    }
    return Resampler.create(rateHz, RATE_HZ).whole(first);
  }

  /**
   * How well the echo resembles the clip, half a second at a time: the median, since the jitter
   * buffer may change the delay in between.
   */
  private static double correlation(short[] said, short[] heard) {
    List<Double> correlations = new ArrayList<>();
    double mean = energy(said, 0, said.length) / said.length;
    for (int at = 0; at + SEGMENT <= said.length; at += SEGMENT) {
      if (energy(said, at, SEGMENT) / SEGMENT > mean / 10) {
        correlations.add(segmentCorrelation(said, at, heard));
      }
    }
    return correlations.stream().sorted().skip(correlations.size() / 2).findFirst().orElseThrow();
  }

  /** To a sixth of a sample: filters on the way delay wideband sound by fractions of one. */
  private static double segmentCorrelation(short[] said, int at, short[] heard) {
    int coarse = 0;
    double best = -1;
    for (int lag = 0; lag < RATE_HZ * 3 / 2 && at + lag + SEGMENT <= heard.length; lag++) {
      double present = correlation(said, at, heard, at + lag, SEGMENT);
      if (present > best) {
        best = present;
        coarse = at + lag;
      }
    }
    Resampler finer = Resampler.create(RATE_HZ, FINE * RATE_HZ);
    short[] finelySaid = finer.whole(Arrays.copyOfRange(said, at, at + SEGMENT));
    int from = Math.max(0, coarse - MARGIN);
    short[] finelyHeard = finer.whole(Arrays.copyOfRange(heard, from, coarse + SEGMENT + MARGIN));
    int edge = FINE * MARGIN;
    for (int lag = 0; lag <= FINE * (coarse - from + 2); lag++) {
      best =
          Math.max(
              best,
              correlation(finelySaid, edge, finelyHeard, edge + lag, finelySaid.length - 2 * edge));
    }
    return best;
  }

  private static double correlation(short[] a, int atA, short[] b, int atB, int length) {
    double ab = 0;
    for (int i = 0; i < length; i++) {
      ab += (double) a[atA + i] * b[atB + i];
    }
    return ab / Math.sqrt(1 + energy(a, atA, length) * energy(b, atB, length));
  }

  private static double energy(short[] pcm, int from, int length) {
    double sum = 0;
    for (int i = from; i < from + length; i++) {
      sum += (double) pcm[i] * pcm[i];
    }
    return sum;
  }
}
