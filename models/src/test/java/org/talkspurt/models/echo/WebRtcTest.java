package org.talkspurt.models.echo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.talkspurt.rtp.audio.EchoCanceller;

class WebRtcTest {
  private final Deque<Runnable> work = new ArrayDeque<>();
  private final List<FakeBlockProcessor> made = new ArrayList<>();
  private final List<EchoCanceller> given = new ArrayList<>();

  private BlockProcessor make(int sampleRateHz, WebRtcSettings settings) {
    if (sampleRateHz == 48_000) {
      throw new IllegalArgumentException("48 kHz");
    }
    made.add(new FakeBlockProcessor());
    return made.getLast();
  }

  @Test
  void aLibraryThatIsMissingIsNamedInOneLine() {
    assertThatThrownBy(
            () ->
                WebRtc.load(
                    (rateHz, settings) -> {
                      throw new ExceptionInInitializerError(
                          new RuntimeException(
                              "Load library failed",
                              new UnsatisfiedLinkError("libpulse.so.0: not here\nmore")));
                    },
                    work::add))
        .isInstanceOf(WebRtcUnavailableException.class)
        .hasMessage("libpulse.so.0: not here");
  }

  @Test
  void itIsTriedBeforeItIsReliedOnAndLeavesNothingOpen() throws WebRtcUnavailableException {
    WebRtc.load(this::make, work::add);
    assertThat(made).hasSize(2).allMatch(processor -> processor.closed == 1);
  }

  @Test
  void whatACallNeedsIsMadeAndClosedByTheWorker() throws WebRtcUnavailableException {
    WebRtc webRtc = WebRtc.load(this::make, work::add);
    webRtc.make(16_000, WebRtcSettings.ECHO_ONLY, given::add);
    assertThat(given).isEmpty();
    work.remove().run();

    given.getFirst().close();
    given.getFirst().close();
    assertThat(made.getLast().closed).isZero();
    work.remove().run();
    assertThat(made.getLast().closed).isEqualTo(1);
    assertThat(work).isEmpty();
  }

  @Test
  void oneThatCannotBeMadeIsNotGiven() throws WebRtcUnavailableException {
    WebRtc webRtc = WebRtc.load(this::make, work::add);
    webRtc.make(48_000, WebRtcSettings.ECHO_ONLY, given::add);
    work.remove().run();
    assertThat(given).isEmpty();
  }
}
