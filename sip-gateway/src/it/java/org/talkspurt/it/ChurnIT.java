package org.talkspurt.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * Short calls after each other at a steady rate, and what they leave behind. The whole measurement:
 * {@code -Dtalkspurt.it.calls=100000 -Dtalkspurt.it.rate=125}.
 */
class ChurnIT {
  private static final int CALLS = Integer.getInteger("talkspurt.it.calls", 2_000);
  private static final int RATE = Integer.getInteger("talkspurt.it.rate", 50);
  private static final int PORTION = 5_000;

  /** RFC 3261 §17: no transaction outlives its last message by more than 32 s. */
  private static final int TRANSACTIONS_MS = 35_000;

  /** What the JVM keeps of code that has just run for the first time. */
  private static final int NOISE_KB = 4_096;

  private static final int RECORD_KB = 2;

  /** The last call may stay in the hands of threads that wait for the next. */
  private static final int IN_HAND = 2;

  @Test
  void shortCallsLeaveNothingBehind() throws Exception {
    try (Bot bot =
            Bot.startWithoutModels("--talkspurt.rtp.quarantine=2s", "--talkspurt.calls.max=1000");
        CallGenerator generator = new CallGenerator(bot.sipPort)) {
      generator.run(5 * RATE, RATE); // loads classes, fills caches
      bot.awaitIdle();
      WireCaller.pause(TRANSACTIONS_MS);
      Footprint before = Footprint.of(bot);
      System.out.printf("before: %s%n", before);
      int ended = churn(bot, generator);
      bot.awaitIdle();
      WireCaller.pause(TRANSACTIONS_MS);
      Footprint after = Footprint.of(bot);
      long kept = after.keptRecords() - before.keptRecords();
      double ports = bot.metric("talkspurt_rtp_ports{state=\"used\"");
      System.out.printf(
          Locale.ROOT,
          "after %,d calls: %s (of it %,d records more of ended calls, which stay for an hour);"
              + " threads changed %s, RTP ports used %.0f, of calls and transactions %s%n",
          ended,
          after,
          kept,
          after.threadsSince(before),
          ports,
          after.ofCalls());
      assertThat(ended).as("calls that were answered and ended").isGreaterThan(CALLS * 999 / 1_000);
      assertThat(after.threadsSince(before)).noneMatch(change -> change.startsWith("+"));
      assertThat(after.descriptors()).isLessThanOrEqualTo(before.descriptors());
      assertThat(after.sockets()).isLessThanOrEqualTo(before.sockets());
      assertThat(ports).isZero();
      assertThat(after.ofCalls().values()).allMatch(count -> count <= IN_HAND);
      assertThat(after.heapKb() - before.heapKb()).isLessThan(NOISE_KB + kept * RECORD_KB);
    }
  }

  /** Returns how many calls were answered and ended. */
  private static int churn(Bot bot, CallGenerator generator) throws Exception {
    int ended = 0;
    for (int begun = 0; begun < CALLS; begun += PORTION) {
      CallGenerator.Result result = generator.run(Math.min(PORTION, CALLS - begun), RATE);
      ended += result.ended();
      System.out.printf(
          Locale.ROOT,
          "%,d calls at %d a second, %,d answered and ended; INVITE to 200 p50 %.2f, p99 %.2f,"
              + " max %.0f ms; %.0f MB resident%n",
          begun + result.answeredNs().length,
          RATE,
          ended,
          result.ms(0.5),
          result.ms(0.99),
          result.ms(1),
          Footprint.residentMb(bot));
    }
    return ended;
  }
}
