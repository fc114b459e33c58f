package org.talkspurt.it;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.talkspurt.gateway.caller.CallResult;
import org.talkspurt.gateway.caller.SimulatedCalls;
import org.talkspurt.gateway.caller.Sounds;
import org.talkspurt.gateway.caller.line.CallerPhone;
import org.talkspurt.gateway.caller.script.CallScript;
import org.talkspurt.gateway.caller.script.Speech;
import org.talkspurt.gateway.caller.script.Step;

/** Calls of the product's simulated caller to a bot, by steps made in Java. */
final class CallScripts {
  static final Step GREETING = new Step.Expect(List.of(), 5_000);
  static final Step REPLY = new Step.Expect(List.of(), 3_000);

  private CallScripts() {}

  /** A clip with its annotated speech. */
  static Speech clip(String name) {
    Clip clip = Clip.named(name);
    return new Speech.Clip(
        Tool.project("sip-gateway/src/it/resources/callers/" + name + ".wav"),
        OptionalInt.of(clip.speechStartMs()),
        OptionalInt.of(clip.speechEndMs()),
        OptionalInt.empty(),
        0);
  }

  /** Makes the calls and returns when all are over. No words are looked for. */
  static List<CallResult> run(Bot bot, List<Step> steps, int calls, long seed) throws IOException {
    CallerPhone.Target target =
        CallerPhone.Target.of("sip:7000@127.0.0.1", "127.0.0.1", bot.sipPort);
    Sounds sounds =
        new Sounds(
            _ -> {
              throw new IllegalStateException("clips only");
            },
            new Random(seed));
    return new SimulatedCalls(target, sounds, _ -> "", seed)
        .run(
            new CallScript("it", null, Duration.ofMinutes(15), steps),
            calls,
            Duration.ofMillis(730));
  }
}
