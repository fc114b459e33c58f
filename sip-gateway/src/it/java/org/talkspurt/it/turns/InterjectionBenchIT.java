package org.talkspurt.it.turns;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.talkspurt.gateway.caller.report.Quantiles;
import org.talkspurt.it.ItModels;
import org.talkspurt.it.turns.SimulatedInterjection.Result;

/**
 * Hundreds of callers who interrupt a bot, and of others who cough, knock, hum, or say "okay": real
 * models on a simulated clock, so that the machine's load does not matter. {@code
 * InterruptionBenchIT} measures some of them from packets.
 */
class InterjectionBenchIT {
  private static final int MOMENTS = Integer.getInteger("talkspurt.it.moments", 1);

  @Test
  void whoInterruptsIsHeardAndWhoDoesNotIsNot() {
    try (Models models = Models.load();
        var voice = ItModels.voice()) {
      List<Result> wanted = play(Interjection.interruptions(MOMENTS), models);
      List<Result> unwanted = play(Interjection.bystanders(voice, 3 * MOMENTS), models);
      Map<Boolean, List<Result>> spelt =
          unwanted.stream().collect(Collectors.partitioningBy(each -> each.of().spelt()));
      print("interruptions", wanted, Result::stopMs);
      print("coughs, knocks, hums, \"okay\" and the like", spelt.get(false), Result::pausedMs);
      print("\"mm-hm\" and \"uh-huh\" read out", spelt.get(true), Result::pausedMs);
      assertThat(share(wanted)).as("stopped for").isGreaterThanOrEqualTo(0.99);
      assertThat(share(spelt.get(false))).as("stopped for").isLessThanOrEqualTo(0.02);
    }
  }

  private static List<Result> play(List<Interjection> all, Models models) {
    return all.stream()
        .map(each -> new SimulatedInterjection(each, models, Costs.MEASURED).play())
        .toList();
  }

  private static double share(List<Result> results) {
    return (double) results.stream().filter(Result::stopped).count() / results.size();
  }

  private static void print(String what, List<Result> results, Function<Result, Double> figure) {
    results.forEach(System.out::println);
    List<Double> ms = results.stream().map(figure).filter(each -> !Double.isNaN(each)).toList();
    System.out.printf(
        "%d %s: stopped for %d; %s%n",
        results.size(), what, results.stream().filter(Result::stopped).count(), Quantiles.of(ms));
  }
}
