package org.talkspurt.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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
          opus/48000/2 | opus
          G722/16000/1 | G722
          L16/16000/1  | L16
          L16/8000/1   | L16
          PCMU/8000/1  | PCMU
          PCMA/8000/1  | PCMA
          """)
  void whatComesBackIsWhatWasSaid(String theirs, String ours) throws Exception {
    Clip clip = Clip.named("q-emergency");
    byte[] wav = Baresip.record(bot, "echo", clip.pcm(), theirs);
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
   * Greatest normalised correlation of the clip with a stretch of the recording. To a sixth of a
   * sample: the client's own resampler delays wideband sound by half of one, which alone would cost
   * three per cent.
   */
  private static double correlation(short[] said, short[] heard) {
    int coarse = 0;
    double best = -1;
    for (int lag = 0; lag < RATE_HZ * 3 / 2; lag++) {
      double present = correlation(said, heard, lag);
      if (present > best) {
        best = present;
        coarse = lag;
      }
    }
    short[] finelySaid = Resampler.create(RATE_HZ, FINE * RATE_HZ).whole(said);
    short[] finelyHeard = Resampler.create(RATE_HZ, FINE * RATE_HZ).whole(heard);
    for (int lag = FINE * Math.max(0, coarse - 2); lag <= FINE * (coarse + 2); lag++) {
      best = Math.max(best, correlation(finelySaid, finelyHeard, lag));
    }
    return best;
  }

  private static double correlation(short[] said, short[] heard, int lag) {
    double xy = 0;
    double xx = 1;
    double yy = 1;
    for (int i = 0; i < said.length && i + lag < heard.length; i++) {
      xy += (double) said[i] * heard[i + lag];
      xx += (double) said[i] * said[i];
      yy += (double) heard[i + lag] * heard[i + lag];
    }
    return xy / Math.sqrt(xx * yy);
  }
}
