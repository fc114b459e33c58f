package org.talkspurt.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.talkspurt.gateway.caller.CallResult;
import org.talkspurt.gateway.caller.CallTurn;
import org.talkspurt.gateway.caller.report.CallSummary;
import org.talkspurt.gateway.caller.script.Interjection;
import org.talkspurt.gateway.caller.script.Speech;
import org.talkspurt.gateway.caller.script.Step;

/**
 * Callers who interrupt at random places, and others who cough and say "okay" and "mm-hm" while the
 * bot speaks. Prints the figures; asserts only that all of it took place. A bot that answers a
 * cough at once passes for one that speaks on: {@code InterjectionBenchIT} tells them apart. A full
 * run: {@code -Dtalkspurt.it.interjections=300}.
 */
@Isolated
class InterruptionBenchIT {
  private static final int COUNT = Integer.getInteger("talkspurt.it.interjections", 2);

  /** In one call: an agent's memory of a call should not grow beyond a real one's. */
  private static final int PER_CALL = 10;

  /** Replies of several seconds. */
  private static final List<String> LONG_REPLIES = List.of("q-insurance", "q-emergency");

  private static final List<String> INTERRUPTIONS =
      List.of("q-insurance", "i-price", "q-emergency");

  @Test
  void interruptionsStopTheBot() throws Exception {
    List<CallResult> results = new ArrayList<>();
    try (Bot bot = Bot.start()) {
      for (int done = 0; done < COUNT; done += PER_CALL) {
        List<Step> steps = new ArrayList<>();
        for (int i = done; i < Math.min(COUNT, done + PER_CALL); i++) {
          Speech words = CallScripts.clip(INTERRUPTIONS.get(i % INTERRUPTIONS.size()));
          steps.add(new Step.Into(Interjection.INTERRUPTION, words, OptionalInt.empty()));
        }
        steps.add(CallScripts.REPLY);
        results.addAll(CallScripts.run(bot, steps, 1, done));
      }
    }
    print("interruptions", results);
    assertThat(CallSummary.of(results).interruptions()).isEqualTo(COUNT);
  }

  @Test
  void soundsThatWantNothingDoNotStopTheBot() throws Exception {
    List<Speech> sounds =
        List.of(new Speech.Cough(), CallScripts.clip("i-okay"), CallScripts.clip("i-mhm"));
    List<CallResult> results = new ArrayList<>();
    try (Bot bot = Bot.start()) {
      for (int done = 0; done < COUNT; done += PER_CALL) {
        List<Step> steps = new ArrayList<>(List.of(CallScripts.GREETING));
        for (int i = done; i < Math.min(COUNT, done + PER_CALL); i++) {
          Speech sound = sounds.get(i % sounds.size());
          Interjection kind =
              sound instanceof Speech.Cough ? Interjection.COUGH : Interjection.BACKCHANNEL;
          steps.add(new Step.Say(CallScripts.clip(LONG_REPLIES.get(i % LONG_REPLIES.size()))));
          steps.add(new Step.Into(kind, sound, OptionalInt.of(400 + 137 * i % 1_600)));
        }
        results.addAll(CallScripts.run(bot, steps, 1, done));
      }
    }
    print("coughs and backchannels", results);
    assertThat(CallSummary.of(results).bystanding()).isEqualTo(COUNT);
  }

  private static void print(String what, List<CallResult> results) {
    for (CallResult result : results) {
      for (CallTurn turn : result.turns()) {
        if (turn.missed() || turn.falseStop() || !turn.failures().isEmpty()) {
          System.out.printf(
              "%s at %.1f s: %s%s%s %s%n",
              turn.did(),
              turn.fromMs() / 1_000,
              turn.said(),
              turn.missed() ? " missed" : "",
              turn.falseStop() ? " stopped the bot" : "",
              turn.failures());
        }
      }
    }
    System.out.println(what + ": " + String.join("; ", CallSummary.of(results).lines()));
  }
}
