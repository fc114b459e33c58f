package org.talkspurt.rtp.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.talkspurt.rtp.session.SessionFixture.PEER;
import static org.talkspurt.rtp.session.SessionFixture.media;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.talkspurt.rtp.codec.AudioCodec;
import org.talkspurt.rtp.codec.G722;
import org.talkspurt.rtp.codec.L16;
import org.talkspurt.rtp.codec.Opus;
import org.talkspurt.rtp.codec.OpusSettings;
import org.talkspurt.rtp.codec.Pcma;
import org.talkspurt.rtp.codec.Pcmu;
import org.talkspurt.rtp.codec.TestSound;
import org.talkspurt.rtp.packet.RtpPacket;
import org.talkspurt.rtp.packet.SequenceNumbers;

/** Calls in every codec, and from one to another. */
class CodecSessionTest {

  private static final int PAYLOAD_TYPE = 96;

  /** Twice coded, the sound must still resemble itself sample by sample. */
  private static final OpusSettings CLEAR = new OpusSettings(96_000, 48_000, false, false, false);

  private static final OpusSettings DISCONTINUOUS =
      new OpusSettings(24_000, 48_000, false, true, false);

  static Stream<Named<Supplier<AudioCodec>>> codecs() {
    return Stream.of(
        Named.of("PCMU", Pcmu::new),
        Named.of("PCMA", Pcma::new),
        Named.of("G722", G722::new),
        Named.of("L16/8000", () -> new L16(8000)),
        Named.of("L16/16000", () -> new L16(16_000)),
        Named.of("opus", () -> new Opus(CLEAR)));
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void theEchoIsWhatWasSaid(Supplier<AudioCodec> maker) {
    for (int packetTimeMs : new int[] {10, 20, 40}) {
      SessionFixture call = call(maker.get(), packetTimeMs).echoing();
      int rateHz = maker.get().sampleRateHz();
      short[] said = TestSound.voice(rateHz, 2000);

      talk(call, maker.get(), said, packetTimeMs);

      assertThat(call.frames).allMatch(frame -> frame.sampleRateHz() == rateHz);
      assertThat(call.frames).allMatch(frame -> frame.samples().length == rateHz / 50);
      assertContinuous(call.sentPackets(), maker.get().clockRateHz() / 1000 * packetTimeMs);
      short[] heard = decoded(maker.get(), call.sentPackets());
      assertThat(TestSound.correlation(said, heard, rateHz / 5))
          .as("packets of %d ms", packetTimeMs)
          .isGreaterThan(0.9);
    }
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void aReInviteChangesToEveryCodec(Supplier<AudioCodec> next) {
    for (Supplier<AudioCodec> first : List.<Supplier<AudioCodec>>of(Pcmu::new, G722::new)) {
      SessionFixture call = call(first.get(), 20).echoing();
      int rateHz = first.get().sampleRateHz();
      talk(call, first.get(), TestSound.voice(rateHz, 500), 20);
      final int before = call.sentPackets().size();

      call.session.update(media(next.get(), PAYLOAD_TYPE, PEER, 20, MediaDirection.SENDRECV));
      int nextRateHz = next.get().sampleRateHz();
      short[] said = TestSound.voice(nextRateHz, 2000);
      talk(call, next.get(), said, 20);

      assertThat(call.session.sink().sampleRateHz()).isEqualTo(rateHz);
      assertThat(call.frames).allMatch(frame -> frame.sampleRateHz() == rateHz);
      List<FakeTransport.Sent> sent = call.sentPackets().subList(before, call.sentPackets().size());
      assertContinuous(sent, next.get().clockRateHz() / 50);
      short[] heard = decoded(next.get(), sent);
      assertThat(TestSound.correlation(said, heard, nextRateHz / 5)).isGreaterThan(0.85);
      assertThat(call.failures).isEmpty();
      assertThat(call.session.statistics().packetsReceived()).isEqualTo(125);
      assertThat(call.session.statistics().lost()).isZero();
    }
  }

  @Test
  void lossesBeforeAChangeOfCodecStayCounted() {
    SessionFixture call = call(new Pcmu(), 20);
    call.peer.payloadType = PAYLOAD_TYPE;
    call.peerSays(1000, 20);
    call.peer.sequenceNumber += 3;
    call.peer.timestamp += 480;
    call.ticks(3);
    call.peerSays(1000, 20);

    call.session.update(media(new G722(), PAYLOAD_TYPE, PEER, 20, MediaDirection.SENDRECV));

    assertThat(call.session.statistics().lost()).isEqualTo(3);
    assertThat(call.session.statistics().concealedSamples()).isPositive();
    assertThat(call.concealedSamples).isEqualTo((int) call.session.statistics().concealedSamples());
  }

  @Test
  void aReInviteWithTheSameCodecLeavesItAlone() {
    SessionFixture call = call(new Opus(OpusSettings.DEFAULT), 20).echoing();
    short[] said = TestSound.voice(16_000, 1000);
    talk(call, new Opus(OpusSettings.DEFAULT), said, 20);
    Opus unused = new Opus(OpusSettings.DEFAULT);

    call.session.update(media(unused, PAYLOAD_TYPE, PEER, 20, MediaDirection.SENDRECV));

    assertThat(unused.encode(said, 320, new byte[500])).as("closed").isZero();
    call.ticks(1);
    assertThat(call.sentPackets().getLast().packet().payloadLength()).isPositive();
  }

  @Test
  void silenceThatNeedNotBeSentIsNot() {
    SessionFixture call = call(new Opus(DISCONTINUOUS), 20);
    short[] voice = TestSound.voice(16_000, 1000);
    call.session.sink().offer(voice);
    call.ticks(50);
    assertContinuous(call.sentPackets(), 960);
    call.ticks(100);
    int sent = call.sentPackets().size();
    assertThat(sent).isLessThan(100);

    call.session.sink().offer(voice);
    call.ticks(2);

    FakeTransport.Sent last = call.sentPackets().get(sent - 1);
    FakeTransport.Sent again = call.sentPackets().get(sent);
    assertThat(again.packet().marker()).isTrue();
    assertThat(again.packet().sequenceNumber())
        .isEqualTo((last.packet().sequenceNumber() + 1) & 0xFFFF);
    long ticks = (again.atNs() - last.atNs()) / SessionFixture.TICK_NS;
    assertThat(timestampStep(last, again)).isEqualTo(960 * (int) ticks);
  }

  private static SessionFixture call(AudioCodec codec, int packetTimeMs) {
    return new SessionFixture(
        media(codec, PAYLOAD_TYPE, PEER, packetTimeMs, MediaDirection.SENDRECV));
  }

  /** The peer says something, a packet whenever it is full, and listens for 200 ms. */
  private static void talk(SessionFixture call, AudioCodec codec, short[] said, int packetTimeMs) {
    int samples = codec.sampleRateHz() / 1000 * packetTimeMs;
    byte[] payload = new byte[1400];
    byte[] datagram = new byte[1500];
    int elapsedMs = 0;
    for (int at = 0; at + samples <= said.length; at += samples) {
      int length = codec.encode(Arrays.copyOfRange(said, at, at + samples), samples, payload);
      int bytes =
          RtpPacket.write(
              datagram,
              false,
              PAYLOAD_TYPE,
              call.peer.sequenceNumber++,
              call.peer.timestamp,
              call.peer.ssrc,
              payload,
              0,
              length);
      call.peer.timestamp += (long) codec.clockRateHz() / 1000 * packetTimeMs;
      call.peer.sendsDatagram(datagram, bytes);
      for (elapsedMs += packetTimeMs; elapsedMs >= 20; elapsedMs -= 20) {
        call.tick();
      }
    }
    call.ticks(10);
  }

  private static short[] decoded(AudioCodec codec, List<FakeTransport.Sent> sent) {
    short[] heard = new short[sent.size() * 1920];
    short[] pcm = new short[1920];
    int length = 0;
    for (FakeTransport.Sent packet : sent) {
      byte[] payload = packet.payload();
      int samples = codec.decode(payload, 0, payload.length, pcm);
      System.arraycopy(pcm, 0, heard, length, samples);
      length += samples;
    }
    return Arrays.copyOf(heard, length);
  }

  private static void assertContinuous(List<FakeTransport.Sent> sent, int timestampStep) {
    for (int i = 1; i < sent.size(); i++) {
      assertThat(timestampStep(sent.get(i - 1), sent.get(i))).isEqualTo(timestampStep);
      assertThat(sent.get(i).packet().sequenceNumber())
          .isEqualTo((sent.get(i - 1).packet().sequenceNumber() + 1) & 0xFFFF);
    }
  }

  private static int timestampStep(FakeTransport.Sent a, FakeTransport.Sent b) {
    return SequenceNumbers.timestampDistance(b.packet().timestamp(), a.packet().timestamp());
  }
}
