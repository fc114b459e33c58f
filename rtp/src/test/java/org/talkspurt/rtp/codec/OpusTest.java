package org.talkspurt.rtp.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OpusTest {

  private static final int FRAME = 320;
  private static final OpusSettings PLAIN = OpusSettings.DEFAULT;
  private static final OpusSettings WITH_COPIES =
      new OpusSettings(32_000, 48_000, true, false, false);
  private static final OpusSettings DISCONTINUOUS =
      new OpusSettings(24_000, 48_000, false, true, false);

  static OpusEngine.Maker[] libraries() {
    return new OpusEngine.Maker[] {LibOpus.load(), ConcentusOpus.MAKER};
  }

  @Test
  void runsOnLibopusWhereThereIsOne() {
    assertThat(Opus.library()).startsWith("libopus");
  }

  @Test
  void hasALibopusOfItsOwn() {
    assertThat(LibOpus.fromJar().getFunction("opus_get_version_string").invokeString(null, false))
        .startsWith("libopus");
  }

  @Test
  void runsInJavaWhereThereIsNone() {
    var maker =
        Opus.choose(
            () -> {
              throw new UnsatisfiedLinkError("no opus in java.library.path");
            });
    assertThat(maker.library()).contains("Concentus");
    assertThat(maker.make(PLAIN)).isInstanceOf(ConcentusOpus.class);
  }

  /** Two implementations, each decoding the other's packets. */
  @Test
  void isUnderstoodByTheOtherLibrary() {
    short[] said = TestSound.voice(16_000, 2000);
    for (var from : libraries()) {
      for (var to : libraries()) {
        try (var encoder = new Opus(from.make(PLAIN));
            var decoder = new Opus(to.make(PLAIN))) {
          short[] heard = decoded(decoder, encoded(encoder, said));
          assertThat(TestSound.correlation(said, heard, FRAME))
              .as("%s to %s", from.library(), to.library())
              .isGreaterThan(0.9);
        }
      }
    }
  }

  /** voice.opus holds packets of libopus, voice.opus.s16 what it decoded ({@link GoldenFiles}). */
  @ParameterizedTest
  @MethodSource("libraries")
  void decodesTheGoldenFile(OpusEngine.Maker library) throws IOException {
    short[] expected = TestSound.samples(TestSound.resource("voice.opus.s16"));
    try (var decoder = new Opus(library.make(PLAIN))) {
      short[] heard = decoded(decoder, GoldenFiles.packets(TestSound.resource("voice.opus")));
      // builds with and without floating point differ by little (RFC 6716 §6)
      assertThat(TestSound.signalToNoiseDb(expected, heard)).isGreaterThan(40);
    }
  }

  @ParameterizedTest
  @MethodSource("libraries")
  void recoversALostPacketFromTheNext(OpusEngine.Maker library) {
    short[] said = TestSound.voice(16_000, 2000);
    try (var encoder = new Opus(library.make(WITH_COPIES));
        var whole = new Opus(library.make(PLAIN));
        var lossy = new Opus(library.make(PLAIN))) {
      List<byte[]> packets = encoded(encoder, said);
      short[] expected = decoded(whole, packets);
      short[] heard = new short[said.length];
      short[] pcm = new short[1920];
      int recovered = 0;
      int voiced = 0;
      for (int i = 0; i < packets.size(); i++) {
        byte[] packet = packets.get(i);
        boolean lost = i % 5 == 3;
        if (lost && i + 1 < packets.size()) {
          byte[] next = packets.get(i + 1);
          int samples = lossy.recover(next, 0, next.length, FRAME, pcm);
          System.arraycopy(pcm, 0, heard, i * FRAME, samples);
          boolean loud = energy(expected, i * FRAME) > 1e6;
          voiced += loud ? 1 : 0;
          recovered += loud && samples == FRAME ? 1 : 0;
        } else {
          lossy.decode(packet, 0, packet.length, pcm);
          System.arraycopy(pcm, 0, heard, i * FRAME, FRAME);
        }
      }
      assertThat(voiced).isGreaterThan(8);
      assertThat(recovered).isGreaterThanOrEqualTo(voiced - 1);
      assertThat(TestSound.correlation(expected, heard, 0)).isGreaterThan(0.9);
    }
  }

  @ParameterizedTest
  @MethodSource("libraries")
  void hasNothingToRecoverFromWhereThePeerSendsNoCopies(OpusEngine.Maker library) {
    try (var encoder = new Opus(library.make(PLAIN));
        var decoder = new Opus(library.make(PLAIN))) {
      for (byte[] packet : encoded(encoder, TestSound.voice(16_000, 500))) {
        assertThat(decoder.recover(packet, 0, packet.length, FRAME, new short[1920])).isZero();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("libraries")
  void sendsLittleOfSilenceWhereThePeerFillsIt(OpusEngine.Maker library) {
    short[] quiet = new short[FRAME];
    Random random = new Random(5);
    byte[] payload = new byte[1500];
    int sent = 0;
    try (var codec = new Opus(library.make(DISCONTINUOUS))) {
      assertThat(encoded(codec, TestSound.voice(16_000, 1000))).noneMatch(it -> it.length == 0);
      for (int i = 0; i < 150; i++) {
        for (int k = 0; k < FRAME; k++) {
          quiet[k] = (short) (random.nextGaussian() * 2);
        }
        sent += codec.encode(quiet, FRAME, payload) > 0 ? 1 : 0;
      }
    }
    assertThat(sent).isLessThan(50);
  }

  @ParameterizedTest
  @MethodSource("libraries")
  void keepsToTheBitRate(OpusEngine.Maker library) {
    short[] said = TestSound.voice(16_000, 3000);
    try (var few = new Opus(library.make(new OpusSettings(12_000, 16_000, false, false, true)));
        var many = new Opus(library.make(new OpusSettings(64_000, 48_000, false, false, false)))) {
      List<byte[]> constant = encoded(few, said);
      assertThat(constant).allMatch(packet -> packet.length == 30);
      assertThat(encoded(many, said).stream().mapToInt(packet -> packet.length).sum())
          .isBetween(12_000, 26_000);
    }
  }

  @ParameterizedTest
  @MethodSource("libraries")
  void sendsNoBandThatThePeerCannotPlay(OpusEngine.Maker library) {
    short[] said = TestSound.voice(16_000, 500);
    try (var narrow =
        new Opus(library.make(new OpusSettings(24_000, 8_000, false, false, false)))) {
      // configurations 0 to 3 are narrowband SILK, 16 to 19 narrowband CELT
      assertThat(encoded(narrow, said)).allMatch(packet -> (packet[0] >> 3 & 15) < 4);
    }
  }

  @Test
  void isDeafAndDumbOnceClosed() {
    var codec = new Opus(PLAIN);
    byte[] packet = encoded(codec, TestSound.voice(16_000, 20)).getFirst();
    codec.close();
    codec.close();
    assertThat(codec.decode(packet, 0, packet.length, new short[FRAME])).isZero();
    assertThat(codec.encode(new short[FRAME], FRAME, new byte[1500])).isZero();
  }

  static List<byte[]> encoded(AudioCodec codec, short[] said) {
    List<byte[]> packets = new ArrayList<>();
    byte[] payload = new byte[1500];
    for (int at = 0; at + FRAME <= said.length; at += FRAME) {
      int length = codec.encode(Arrays.copyOfRange(said, at, at + FRAME), FRAME, payload);
      packets.add(Arrays.copyOf(payload, length));
    }
    return packets;
  }

  static short[] decoded(AudioCodec codec, List<byte[]> packets) {
    short[] heard = new short[packets.size() * FRAME];
    short[] pcm = new short[1920];
    for (int i = 0; i < packets.size(); i++) {
      byte[] packet = packets.get(i);
      assertThat(codec.decode(packet, 0, packet.length, pcm)).isEqualTo(FRAME);
      System.arraycopy(pcm, 0, heard, i * FRAME, FRAME);
    }
    return heard;
  }

  private static double energy(short[] pcm, int from) {
    double sum = 0;
    for (int i = from; i < from + FRAME; i++) {
      sum += (double) pcm[i] * pcm[i];
    }
    return sum;
  }
}
