package org.talkspurt.rtp.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.talkspurt.rtp.audio.AudioFrame;
import org.talkspurt.rtp.codec.Pcmu;

/** Comfort noise (RFC 3389) in both directions. */
class ComfortNoiseTest {

  private static final int QUIET = 4;

  private static SessionFixture call(boolean receive, boolean send) {
    return new SessionFixture(
        SessionFixture.media(
            new Pcmu(), 20, 101, new MediaOptions(false, false, receive, send, null, false)));
  }

  private static double levelDbov(List<AudioFrame> frames) {
    double sum = 0;
    long count = 0;
    for (AudioFrame frame : frames) {
      for (short sample : frame.samples()) {
        sum += (double) sample * sample;
        count++;
      }
    }
    return 10 * Math.log10(sum / count / (32_768.0 * 32_768.0));
  }

  @Test
  void thePeersBackgroundGoesOnWhileItIsSilent() {
    SessionFixture call = call(true, false);
    call.peerSays(QUIET, 50);
    call.peer.describesNoise(40);
    int begin = call.frames.size();
    call.ticks(50);

    List<AudioFrame> gap = call.frames.subList(begin + 10, call.frames.size());
    assertThat(levelDbov(gap)).isCloseTo(-40, offset(0.5));
    assertThat(call.session.statistics().concealedSamples()).isZero();
    assertThat(call.session.statistics().malformed()).isZero();
  }

  @Test
  void theNoiseSwellsAndEndsWithTheNextWords() {
    SessionFixture call = call(true, false);
    call.peerSays(QUIET, 50);
    call.peer.describesNoise(30);
    call.ticks(50);
    call.peer.timestamp += 50 * 160;
    int begin = call.frames.size();
    call.peerSays(QUIET, 50);

    assertThat(levelDbov(call.frames.subList(begin + 25, begin + 50))).isLessThan(-70);
    assertThat(call.session.statistics().lost()).isZero();
  }

  @Test
  void aNewDescriptionChangesTheLevelWithoutAStep() {
    SessionFixture call = call(true, false);
    call.peerSays(QUIET, 20);
    call.peer.describesNoise(50);
    call.ticks(30);
    call.peer.timestamp += 30 * 160;
    call.peer.describesNoise(30);
    int begin = call.frames.size();
    call.ticks(40);

    double first = levelDbov(call.frames.subList(begin, begin + 1));
    assertThat(first).isBetween(-50.0, -31.0);
    assertThat(levelDbov(call.frames.subList(begin + 10, begin + 40))).isCloseTo(-30, offset(0.5));
  }

  @Test
  void theSpectrumIsThatOfTheModelAndTheLevelStays() {
    SessionFixture call = call(true, false);
    call.peerSays(QUIET, 20);
    // one coefficient of -0.9 means neighbours that are alike: low frequencies
    call.peer.describesNoise(40, 127 - 114);
    int begin = call.frames.size() + 10;
    call.ticks(200);

    double products = 0;
    double squares = 0;
    for (AudioFrame frame : call.frames.subList(begin, call.frames.size())) {
      for (int i = 1; i < frame.samples().length; i++) {
        products += frame.samples()[i] * frame.samples()[i - 1];
        squares += frame.samples()[i] * frame.samples()[i];
      }
    }
    assertThat(products / squares).isCloseTo(0.9, offset(0.03));
    assertThat(levelDbov(call.frames.subList(begin, call.frames.size())))
        .isCloseTo(-40, offset(1.0));
  }

  @Test
  void withoutAgreementItIsAnUnexpectedPayload() {
    SessionFixture call = call(false, false);
    call.peerSays(QUIET, 20);
    call.peer.describesNoise(30);
    call.ticks(50);

    assertThat(call.received).containsEntry(ReceiveOutcome.UNEXPECTED_PAYLOAD, 1);
    assertThat(call.frames.getLast().samples()).containsOnly(0);
  }

  @Test
  void anEmptyDescriptionIsMalformed() {
    SessionFixture call = call(true, false);
    call.peerSays(QUIET, 20);
    call.peer.describesNothing();

    assertThat(call.received).containsEntry(ReceiveOutcome.MALFORMED, 1);
  }

  @Test
  void silenceIsSentAsNoiseFiveTimesASecond() {
    SessionFixture call = call(true, true);
    call.ticks(50);

    assertThat(call.sentPackets()).hasSize(5);
    assertThat(call.sentPackets())
        .allSatisfy(
            sent -> {
              assertThat(sent.packet().payloadType()).isEqualTo(13);
              assertThat(sent.payload()).containsExactly(70);
            });
    call.session.sink().offer(new short[320]);
    call.ticks(3);
    List<FakeTransport.Sent> sent = call.sentPackets();
    assertThat(sent).extracting(s -> s.packet().payloadType()).endsWith(13, 0, 0, 13);
    assertThat(sent.get(5).packet().marker()).isTrue();
    assertThat(sent.get(6).packet().marker()).isFalse();
    assertThat(sent.get(5).packet().timestamp() - sent.get(0).packet().timestamp())
        .isEqualTo(50 * 160);
  }
}
