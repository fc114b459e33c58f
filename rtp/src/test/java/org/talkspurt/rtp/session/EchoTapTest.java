package org.talkspurt.rtp.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.talkspurt.rtp.session.SessionFixture.media;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.talkspurt.rtp.audio.EchoCanceller;

/** What a session tells its echo canceller. */
class EchoTapTest {

  /** Keeps what it is told and marks what it mends. */
  private static final class Tap implements EchoCanceller {
    final List<Integer> sent = new ArrayList<>();
    int sentSamples;
    int closed;

    @Override
    public void onSent(short[] samples, int length) {
      sentSamples += length;
      sent.add((int) samples[0]);
    }

    @Override
    public void onReceived(short[] samples) {
      assertThat(closed).as("closed").isZero();
      samples[0] = 4_711;
    }

    @Override
    public void close() {
      closed++;
    }
  }

  private final Tap tap = new Tap();

  @Test
  void theListenerHearsWhatTheCancellerLeft() {
    SessionFixture call = new SessionFixture();
    call.tick();
    call.session.cancelEcho(tap);
    call.ticks(2);

    assertThat(call.frames)
        .extracting(frame -> (int) frame.samples()[0])
        .containsExactly(0, 4_711, 4_711);
  }

  @Test
  void theCancellerIsToldWhatIsSaidAndSilence() {
    SessionFixture call = new SessionFixture();
    call.session.cancelEcho(tap);
    short[] said = new short[160];
    said[0] = 1_000;
    call.tick();
    call.session.sink().offer(said);
    call.ticks(2);

    assertThat(tap.sent).containsExactly(0, 1_000, 0);
    assertThat(tap.sentSamples).isEqualTo(3 * 160);
  }

  @Test
  void nothingIsSaidOnHoldAndTimeGoesOn() {
    SessionFixture call = new SessionFixture(media(60, MediaDirection.SENDRECV));
    call.session.cancelEcho(tap);
    call.ticks(4);
    call.session.update(media(60, MediaDirection.INACTIVE));
    call.session.sink().offer(new short[] {1_000});
    call.ticks(5);

    assertThat(tap.sent).containsOnly(0);
    assertThat(tap.sentSamples).isEqualTo(9 * 160);
  }

  @Test
  void itIsClosedWithTheCallAndToldNothingFromThenOn() {
    SessionFixture call = new SessionFixture();
    call.session.cancelEcho(tap);
    call.tick();
    call.session.close();
    call.session.close();
    call.ticks(2);

    assertThat(tap.closed).isEqualTo(1);
    assertThat(tap.sent).hasSize(1);
  }

  @Test
  void itIsClosedWhenAnotherTakesItsPlaceOrTheCallIsOver() {
    SessionFixture call = new SessionFixture();
    call.session.cancelEcho(tap);
    Tap second = new Tap();
    call.session.cancelEcho(second);
    call.tick();
    assertThat(tap.closed).isEqualTo(1);

    call.session.close();
    Tap late = new Tap();
    call.session.cancelEcho(late);
    assertThat(second.closed).isEqualTo(1);
    assertThat(late.closed).isEqualTo(1);
  }
}
