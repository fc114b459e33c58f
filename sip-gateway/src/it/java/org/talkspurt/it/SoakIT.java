package org.talkspurt.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.talkspurt.gateway.caller.report.Quantiles;

/**
 * Calls of every kind for a long time, by default one round of them. The whole measurement: {@code
 * -Dtalkspurt.it.minutes=120}. Each round's figures stand in {@code target/soak.csv}.
 */
@Isolated
class SoakIT {
  private static final int MINUTES = Integer.getInteger("talkspurt.it.minutes", 0);

  /** Records of ended calls are kept for an hour: until then the heap grows by them. */
  private static final double KEPT_MINUTES = 62;

  /** A shorter time tells nothing of an hour's growth. */
  private static final double TELLING_MINUTES = 20;

  private static final double IN_TIME = 0.9999;

  /** By how much the shares of two equal timers differ in a run of a minute. */
  private static final double CHANCE = 0.005;

  private final List<SoakSample> samples = new ArrayList<>();
  private ControlTimer.Ticks control = new ControlTimer.Ticks(0, 0);

  @Test
  void nothingGrowsAndNothingIsLate() throws Exception {
    try (Bot bot = Bot.start();
        ControlTimer timer = new ControlTimer()) {
      new MixedCalls(bot).round(); // loads classes, fills caches
      MixedCalls calls = new MixedCalls(bot);
      ControlTimer.Ticks before = ControlTimer.Ticks.of(bot);
      long beginNs = System.nanoTime();
      take(bot, 0, calls, before);
      double minute = 0;
      do {
        ControlTimer.Ticks idle = timer.ticks();
        calls.round();
        control = control.and(timer.ticks().since(idle));
        minute = (System.nanoTime() - beginNs) / 60e9;
        take(bot, minute, calls, before);
      } while (minute < MINUTES);
      double ports = bot.metric("talkspurt_rtp_ports{state=\"used\"");
      report(calls, ports);
      judge(calls, ports);
    }
  }

  private void take(Bot bot, double minute, MixedCalls calls, ControlTimer.Ticks before)
      throws Exception {
    SoakSample sample =
        new SoakSample(
            minute,
            calls.made(),
            Footprint.of(bot),
            Footprint.residentMb(bot),
            ControlTimer.Ticks.of(bot).since(before),
            control);
    samples.add(sample);
    List<String> lines = new ArrayList<>(List.of(SoakSample.HEADER));
    samples.forEach(one -> lines.add(one.csv()));
    Files.write(Path.of("target", "soak.csv"), lines);
    System.out.println(sample.csv());
  }

  private void report(MixedCalls calls, double ports) {
    SoakSample first = samples.getFirst();
    SoakSample last = samples.getLast();
    System.out.printf(
        Locale.ROOT,
        "%,d mixed calls in %.0f minutes: before %s, after %s; threads changed %s, RTP ports used"
            + " %.0f; heap %+.2f MB an hour, of the time after %.0f minutes %+.2f; %.4f %% of %,d"
            + " ticks begun within 5 ms of their deadline, %.4f %% of a bare timer's; %d echoes,"
            + " worst %.4f; %d answers, p50 %.0f, max %.0f ms%n",
        last.calls(),
        last.minute(),
        first.footprint(),
        last.footprint(),
        last.footprint().threadsSince(first.footprint()),
        ports,
        SoakSample.heapMbPerHour(samples),
        KEPT_MINUTES,
        SoakSample.heapMbPerHour(steady()),
        100 * last.bot().share(),
        last.bot().all(),
        100 * last.control().share(),
        calls.echoes.size(),
        calls.echoes.stream().mapToDouble(echo -> echo).min().orElseThrow(),
        calls.answersMs.size(),
        Quantiles.quantile(calls.answersMs, 0.5),
        Quantiles.quantile(calls.answersMs, 1));
  }

  private void judge(MixedCalls calls, double ports) {
    SoakSample first = samples.getFirst();
    SoakSample last = samples.getLast();
    assertThat(last.footprint().threadsSince(first.footprint())).isEmpty();
    assertThat(last.footprint().descriptors()).isEqualTo(first.footprint().descriptors());
    assertThat(last.footprint().sockets()).isEqualTo(first.footprint().sockets());
    assertThat(ports).isZero();
    assertThat(calls.echoes).allMatch(echo -> echo > 0.97);
    assertThat(last.bot().share())
        .isGreaterThanOrEqualTo(Math.min(IN_TIME, last.control().share() - CHANCE));
    if (last.minute() > KEPT_MINUTES + TELLING_MINUTES) {
      assertThat(SoakSample.heapMbPerHour(steady())).isLessThanOrEqualTo(1);
    }
  }

  private List<SoakSample> steady() {
    return samples.stream().filter(sample -> sample.minute() > KEPT_MINUTES).toList();
  }
}
