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
          opus/48000/2 | 48000 | opus | none              | udp
          G722/16000/1 | 16000 | G722 | none              | tcp
          L16/16000/1  | 16000 | L16  | none              | udp
          L16/8000/1   |  8000 | L16  | none              | udp
          PCMU/8000/1  |  8000 | PCMU | none              | udp
          PCMA/8000/1  |  8000 | PCMA | none              | udp
          opus/48000/2 | 48000 | opus | srtp-mand         | udp
          G722/16000/1 | 16000 | G722 | srtp-mand         | udp
          PCMU/8000/1  |  8000 | PCMU | srtp-mand         | tcp
          PCMA/8000/1  |  8000 | PCMA | srtp              | udp
          opus/48000/2 | 48000 | opus | dtls_srtp         | udp
          G722/16000/1 | 16000 | G722 | dtls_srtp         | udp
          PCMU/8000/1  |  8000 | PCMU | dtls_srtp         | tcp
          PCMA/8000/1  |  8000 | PCMA | dtls_srtp         | udp
          """)
  void whatComesBackIsWhatWasSaid(
      String theirs, int rateHz, String ours, String encryption, String transport)
      throws Exception {
    Clip clip = Clip.named("q-emergency");
    short[] played = Resampler.create(RATE_HZ, rateHz).whole(clip.pcm());
    String uri = "sip:echo@127.0.0.1:" + bot.sipPort + ";transport=" + transport;
    byte[] wav = Baresip.record(uri, played, rateHz, theirs, encryption);
    double correlation = Correlation.bySegments(clip.pcm(), narrowband(wav));
    var call = bot.records(++calls).getLast();
    String agreed = call.get("media").get("encryption").asString();
    System.out.printf(
        "%s, %s, %s: echo: correlation %.3f%n", theirs, transport, agreed, correlation);
    assertThat(agreed)
        .startsWith(
            switch (encryption) {
              case "none" -> "none";
              case "srtp", "srtp-mand" -> "SDES ";
              default -> "DTLS";
            });
    // baresip sends its first and its last RTCP packet as plain ones, even where it encrypts.
    assertThat(call.get("media").get("forged").asLong()).isLessThanOrEqualTo(2);
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
}
