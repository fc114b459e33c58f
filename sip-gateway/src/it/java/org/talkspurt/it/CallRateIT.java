package org.talkspurt.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Calls that begin at a steady rate, the caller on another core than the bot, by default for a
 * short time. The whole measurement: {@code -Dtalkspurt.it.rate=100 -Dtalkspurt.it.seconds=60}.
 */
@Isolated
class CallRateIT {
  private static final int RATE = Integer.getInteger("talkspurt.it.rate", 100);
  private static final int SECONDS = Integer.getInteger("talkspurt.it.seconds", 10);

  private static final int WARM_UP_SECONDS = Integer.getInteger("talkspurt.it.warm-up-seconds", 20);

  private static final int TALKERS = 20;

  @Test
  void callsAreAnsweredAtOnce() throws Exception {
    try (Bot bot = Bot.start("--talkspurt.rtp.quarantine=2s", "--talkspurt.calls.max=1000");
        CallGenerator generator = new CallGenerator(bot.sipPort)) {
      bot.awaitPrepared();
      String cores;
      CallGenerator.Result result;
      try (Cores apart = Cores.apart(bot)) {
        cores = apart.toString();
        generator.run(WARM_UP_SECONDS * RATE, RATE); // code that has hardly run yet is slow
        result = generator.run(SECONDS * RATE, RATE);
      }
      bot.awaitIdle();
      long held = Footprint.of(bot).instances("org.talkspurt.rtp.session.RtpSession");
      System.out.printf(
          "%d calls at %d a second (%s): INVITE to 200 p50 %.2f, p99 %.2f, max %.2f ms; %d"
              + " responses came again; media of %d calls still in memory%n",
          result.ended(),
          RATE,
          cores,
          result.ms(0.5),
          result.ms(0.99),
          result.ms(1),
          result.repeated(),
          held);
      assertThat(held).as("an INVITE's transaction outlives its call by 8 s").isLessThan(10 * RATE);
      assertThat(result.ended()).isEqualTo(SECONDS * RATE);
      assertThat(result.answeredNs()[0]).as("an unanswered call").isPositive();
      assertThat(result.repeated()).isZero();
    }
  }

  @Test
  void aFullMachineRefusesAtOnce() throws Exception {
    try (Bot bot = Bot.startWithoutModels("--talkspurt.calls.max=" + TALKERS);
        Talkers talkers = Talkers.dial(bot, TALKERS);
        CallGenerator generator = new CallGenerator(bot.sipPort)) {
      generator.run(5 * RATE, RATE);
      FutureTask<CallGenerator.Result> refusing =
          new FutureTask<>(() -> generator.run(SECONDS * RATE, RATE));
      Thread.ofPlatform().start(refusing);
      double echo = talkers.talk();
      CallGenerator.Result result = refusing.get();
      System.out.printf(
          "%d of %d calls at %d a second refused while %d talk: INVITE to 503 p50 %.2f, p99 %.2f,"
              + " max %.2f ms; worst echo %.4f%n",
          result.refused(),
          SECONDS * RATE,
          RATE,
          TALKERS,
          result.ms(0.5),
          result.ms(0.99),
          result.ms(1),
          echo);
      assertThat(result.refused()).isEqualTo(SECONDS * RATE);
      assertThat(echo).isGreaterThan(0.97);
    }
  }
}
