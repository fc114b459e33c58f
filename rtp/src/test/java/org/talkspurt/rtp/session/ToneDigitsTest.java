package org.talkspurt.rtp.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.talkspurt.rtp.audio.AudioFrame;
import org.talkspurt.rtp.codec.Pcmu;
import org.talkspurt.rtp.dtmf.DualTone;

/** Keys that come as nothing but their sound. */
class ToneDigitsTest {

  private static SessionFixture call(@Nullable Integer telephoneEvents, boolean toneDigits) {
    return new SessionFixture(
        SessionFixture.media(
            new Pcmu(),
            20,
            telephoneEvents,
            new MediaOptions(false, false, false, false, null, toneDigits)));
  }

  private static void presses(SessionFixture call, String keys) {
    DualTone tone = new DualTone(8000, 100);
    call.peerSays(0, 20);
    for (int key = 0; key < keys.length(); key++) {
      tone.begin(keys.charAt(key));
      for (int packet = 0; packet < 10; packet++) {
        short[] pcm = new short[160];
        for (int i = 0; i < pcm.length; i++) {
          pcm[i] = tone.next();
        }
        call.peer.sends(pcm);
        call.tick();
      }
    }
    call.peerSays(0, 20);
  }

  private static long loudFrames(SessionFixture call) {
    return call.frames.stream().filter(ToneDigitsTest::isLoud).count();
  }

  private static boolean isLoud(AudioFrame frame) {
    for (short sample : frame.samples()) {
      if (Math.abs(sample) > 500) {
        return true;
      }
    }
    return false;
  }

  @Test
  void keysAreHeardAndTheirSoundIsNotPassedOn() {
    SessionFixture call = call(null, true);
    presses(call, "4711#");

    assertThat(call.digits).hasToString("4711#");
    assertThat(loudFrames(call)).as("the beginning of each tone").isLessThanOrEqualTo(10);
  }

  @Test
  void whoSendsEventsOrWasNotToBeListenedToIsNot() {
    for (SessionFixture call : Arrays.asList(call(101, true), call(null, false))) {
      presses(call, "42");
      assertThat(call.digits).isEmpty();
      assertThat(loudFrames(call)).isGreaterThan(8);
    }
  }
}
