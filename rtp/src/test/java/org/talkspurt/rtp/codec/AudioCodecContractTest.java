package org.talkspurt.rtp.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every codec must do. */
class AudioCodecContractTest {

  private static final OpusSettings OPUS = new OpusSettings(32_000, 48_000, true, false, false);

  static Stream<Named<Supplier<AudioCodec>>> codecs() {
    return Stream.of(
        Named.of("PCMU", Pcmu::new),
        Named.of("PCMA", Pcma::new),
        Named.of("G722", G722::new),
        Named.of("L16/8000", () -> new L16(8000)),
        Named.of("L16/16000", () -> new L16(16_000)),
        Named.of("opus by libopus", () -> new Opus(LibOpus.load().make(OPUS))),
        Named.of("opus by Concentus", () -> new Opus(ConcentusOpus.MAKER.make(OPUS))));
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void soundsLikeWhatWasSaid(Supplier<AudioCodec> maker) {
    for (int ms : new int[] {10, 20, 40}) {
      try (AudioCodec codec = maker.get()) {
        short[] said = TestSound.voice(codec.sampleRateHz(), 1000);
        short[] heard = roundTrip(codec, said, ms);
        double correlation = TestSound.correlation(said, heard, codec.sampleRateHz() / 50);
        assertThat(correlation).as("packets of %d ms", ms).isGreaterThan(0.9);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void saysHowLongAPayloadIsBeforeDecodingIt(Supplier<AudioCodec> maker) {
    try (AudioCodec codec = maker.get()) {
      short[] said = TestSound.voice(codec.sampleRateHz(), 60);
      for (int ms : new int[] {10, 20, 40, 60}) {
        int samples = codec.sampleRateHz() / 1000 * ms;
        byte[] payload = new byte[1920];
        int length = codec.encode(said, samples, payload);
        assertThat(codec.samples(payload, 0, length)).as("%d ms", ms).isEqualTo(samples);
        assertThat(codec.decode(payload, 0, length, new short[1920])).isEqualTo(samples);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void decodesWhereThePayloadBeginsInItsDatagram(Supplier<AudioCodec> maker) {
    try (AudioCodec codec = maker.get();
        AudioCodec other = maker.get()) {
      short[] said = TestSound.voice(codec.sampleRateHz(), 20);
      byte[] payload = new byte[1500];
      int length = codec.encode(said, said.length, payload);
      byte[] datagram = new byte[12 + length];
      new Random(1).nextBytes(datagram);
      System.arraycopy(payload, 0, datagram, 12, length);
      short[] expected = new short[1920];
      short[] pcm = new short[1920];
      codec.decode(payload, 0, length, expected);
      assertThat(other.decode(datagram, 12, length, pcm)).isEqualTo(said.length);
      assertThat(pcm).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void givesTheSamplesItAnnouncesOrNoneWhateverTheBytes(Supplier<AudioCodec> maker) {
    Random random = new Random(3);
    short[] pcm = new short[3000];
    try (AudioCodec codec = maker.get()) {
      for (int i = 0; i < 3000; i++) {
        byte[] payload = new byte[random.nextInt(1, i % 2 == 0 ? 20 : 300)];
        random.nextBytes(payload);
        int announced = codec.samples(payload, 0, payload.length);
        assertThat(codec.recover(payload, 0, payload.length, 320, pcm)).isIn(0, 320);
        assertThat(codec.decode(payload, 0, payload.length, pcm)).isIn(0, announced);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void refusesAPayloadThatDoesNotFit(Supplier<AudioCodec> maker) {
    try (AudioCodec codec = maker.get()) {
      short[] said = TestSound.voice(codec.sampleRateHz(), 20);
      byte[] payload = new byte[1500];
      int length = codec.encode(said, said.length, payload);
      assertThat(codec.decode(payload, 0, length, new short[said.length - 1])).isZero();
    }
  }

  /** Codes in packets of {@code ms} and decodes them. */
  static short[] roundTrip(AudioCodec codec, short[] said, int ms) {
    int step = codec.sampleRateHz() / 1000 * ms;
    short[] heard = new short[said.length];
    short[] pcm = new short[1920];
    byte[] payload = new byte[1500];
    for (int at = 0; at + step <= said.length; at += step) {
      int length = codec.encode(Arrays.copyOfRange(said, at, at + step), step, payload);
      assertThat(codec.decode(payload, 0, length, pcm)).isEqualTo(step);
      System.arraycopy(pcm, 0, heard, at, step);
    }
    return heard;
  }
}
