package org.talkspurt.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Garbage while callers talk. */
@Isolated
class FloodIT {

  private static final int CALLS = 20;
  private static final int PER_SECOND = 5_000;
  private static final int SECONDS = Integer.getInteger("talkspurt.it.flood-seconds", 5);

  @Test
  void fiveThousandMessagesASecondHurtNoCall() throws Exception {
    Clip clip = Clip.named("q-emergency");
    List<WireCaller> callers = new ArrayList<>();
    List<Double> correlations = new ArrayList<>();
    try (Bot bot = Bot.startWithoutModels();
        Flood flood = new Flood(bot.sipPort)) {
      flood.send(5 * PER_SECOND, PER_SECOND); // loads classes, fills caches
      bot.awaitIdle();
      Footprint before = Footprint.of(bot);
      for (int i = 0; i < CALLS; i++) {
        callers.add(WireCaller.dial(bot.sipPort, "echo"));
      }
      long beginNs = System.nanoTime();
      int portionS = clip.pcm().length / 8_000 + 2;
      List<List<WireCaller.Spoken>> spoken = new ArrayList<>();
      for (int s = 0; s < SECONDS; s += portionS) {
        spoken.add(callers.stream().map(caller -> caller.say(clip)).toList());
        flood.send(PER_SECOND * portionS, PER_SECOND);
      }
      double seconds = (System.nanoTime() - beginNs) / 1e9;
      for (List<WireCaller.Spoken> portion : spoken) {
        for (int i = 0; i < CALLS; i++) {
          long fromNs = portion.get(i).firstSpeechNs - clip.speechStartMs() * 1_000_000L;
          long toNs = fromNs + clip.pcm().length * 125_000L + 500_000_000;
          correlations.add(
              Correlation.bySegments(clip.pcm(), callers.get(i).recording(fromNs, toNs)));
        }
      }
      for (WireCaller caller : callers) {
        caller.close();
      }
      bot.awaitIdle();
      double dropped = bot.metric("talkspurt_sip_messages_dropped_total");
      double overload = bot.metric("talkspurt_sip_messages_dropped_total{reason=\"overload\"");
      double refused = bot.metric("talkspurt_sip_requests_refused_total");
      long lost =
          bot.records(CALLS).stream().mapToLong(r -> r.get("media").get("lost").asLong()).sum();
      WireCaller.pause(35_000); // transactions linger for 32 s
      Footprint after = Footprint.of(bot);
      System.out.printf(
          "%,d garbage messages in %.0f s at %d calls: %,.0f dropped (%,.0f for overload), %,.0f"
              + " refused; callers lost %d packets, worst of %d echoes correlates %.4f; before %s,"
              + " after %s%n",
          spoken.size() * portionS * PER_SECOND,
          seconds,
          CALLS,
          dropped,
          overload,
          refused,
          lost,
          correlations.size(),
          correlations.stream().mapToDouble(c -> c).min().orElseThrow(),
          before,
          after);
      assertThat(bot.records(CALLS))
          .hasSize(CALLS)
          .allMatch(r -> r.get("result").asString().equals("completed"));
      assertThat(correlations).allMatch(c -> c >= 0.97);
      assertThat(lost).isZero();
      assertThat(after.threads()).isLessThanOrEqualTo(before.threads() + 12);
      assertThat(after.heapKb()).isLessThan(before.heapKb() + 16_384);
    }
  }
}
