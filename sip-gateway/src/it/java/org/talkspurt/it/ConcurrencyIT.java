package org.talkspurt.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.talkspurt.gateway.caller.CallResult;
import org.talkspurt.gateway.caller.report.CallSummary;
import org.talkspurt.gateway.caller.report.Quantiles;
import org.talkspurt.gateway.caller.script.Step;

/**
 * Callers who ask and are answered at the same time. Prints for each number of calls how long they
 * waited and what the bot took for it; asserts only that they were answered. A full run: {@code
 * -Dtalkspurt.it.calls=1,2,4,8,16 -Dtalkspurt.it.questions=12}.
 */
@Isolated
class ConcurrencyIT {
  private static final List<Integer> CALLS =
      Arrays.stream(System.getProperty("talkspurt.it.calls", "4").split(","))
          .map(Integer::valueOf)
          .toList();
  private static final int QUESTIONS = Integer.getInteger("talkspurt.it.questions", 3);

  @Test
  void manyTalkAtOnce() throws Exception {
    List<String> clips =
        Clip.all().stream()
            .map(Clip::name)
            .filter(name -> name.startsWith("q-") && !name.equals("q-offtopic"))
            .toList();
    List<Step> steps = new ArrayList<>(List.of(CallScripts.GREETING));
    for (int i = 0; i < QUESTIONS; i++) {
      steps.add(new Step.Say(CallScripts.clip(clips.get(i % clips.size()))));
      steps.add(CallScripts.REPLY);
    }
    steps.add(new Step.HangUp());
    List<String> table = new ArrayList<>();
    for (int calls : CALLS) {
      try (Bot bot = Bot.start()) {
        CallScripts.run(bot, steps.subList(0, 3), 1, 0); // code that has hardly run yet is slow
        long cpuMs = bot.cpuMs("");
        long beganNs = System.nanoTime();
        List<CallResult> results = CallScripts.run(bot, steps, calls, calls);
        double seconds = (System.nanoTime() - beganNs) / 1e9;
        Quantiles latency = CallSummary.of(results).latency();
        table.add(
            "%2d calls, %3d of %3d answered: p50 %4.0f ms, p95 %4.0f ms, max %4.0f ms; %.2f of a core; %.0f MB; %.0f dropped"
                .formatted(
                    calls,
                    latency.count(),
                    calls * QUESTIONS,
                    latency.p50(),
                    latency.p95(),
                    latency.max(),
                    (bot.cpuMs("") - cpuMs) / 1_000.0 / seconds,
                    Footprint.residentMb(bot),
                    bot.metric("talkspurt_inference_dropped_total")));
        results.forEach(result -> assertThat(result.failure()).isEmpty());
        assertThat(latency.count()).isEqualTo(calls * QUESTIONS);
      }
    }
    table.forEach(System.out::println);
  }
}
