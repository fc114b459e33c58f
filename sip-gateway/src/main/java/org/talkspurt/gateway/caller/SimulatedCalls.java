package org.talkspurt.gateway.caller;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.talkspurt.gateway.caller.line.CallerLine;
import org.talkspurt.gateway.caller.line.CallerPhone;
import org.talkspurt.gateway.caller.line.Sound;
import org.talkspurt.gateway.caller.script.CallScript;
import org.talkspurt.gateway.caller.script.Speech;
import org.talkspurt.gateway.caller.script.Step;

/** Callers that carry out the same script at once. */
public final class SimulatedCalls {

  private final CallerPhone.Target target;
  private final Function<Speech, Sound> sounds;
  private final Function<short[], String> recognizer;
  private final long seed;

  /**
   * @param sounds makes a sound of what is to be said; asked for all before the first call
   * @param recognizer writes down 8 kHz PCM; thread-safe
   * @param seed of the chance in scripts
   */
  public SimulatedCalls(
      CallerPhone.Target target,
      Function<Speech, Sound> sounds,
      Function<short[], String> recognizer,
      long seed) {
    this.target = target;
    this.sounds = sounds;
    this.recognizer = recognizer;
    this.seed = seed;
  }

  /**
   * Makes the calls and returns when all are over.
   *
   * @param stagger between their beginnings
   */
  public List<CallResult> run(CallScript script, int calls, Duration stagger) {
    prepare(script);
    List<CallResult> results = new ArrayList<>();
    try (CallerPhone phone = new CallerPhone(target);
        ExecutorService callers =
            Executors.newThreadPerTaskExecutor(Thread.ofPlatform().name("caller-", 1).factory())) {
      List<Future<CallResult>> running = new ArrayList<>();
      for (int i = 0; i < calls; i++) {
        int number = i + 1;
        if (i > 0) {
          LockSupport.parkNanos(stagger.toNanos());
        }
        running.add(callers.submit(() -> call(phone, script, number)));
      }
      for (int i = 0; i < calls; i++) {
        results.add(result(i + 1, running.get(i)));
      }
    }
    return results;
  }

  /** Nobody synthesises while others are being measured. */
  private void prepare(CallScript script) {
    for (Step step : script.steps()) {
      if (step instanceof Step.Say(Speech speech)) {
        var _ = sounds.apply(speech);
      } else if (step instanceof Step.Into into) {
        var _ = sounds.apply(into.speech());
      }
    }
  }

  private CallResult call(CallerPhone phone, CallScript script, int number) {
    try (CallerLine line = phone.dial(script.longest())) {
      ScriptedCaller caller =
          new ScriptedCaller(line, sounds, recognizer, new Random(seed + number));
      return new CallResult(number, line.sipCallId(), "", caller.run(script));
    } catch (IOException e) {
      return new CallResult(number, "", String.valueOf(e.getMessage()), List.of());
    }
  }

  private static CallResult result(int number, Future<CallResult> running) {
    try {
      return running.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new CallResult(number, "", "interrupted", List.of());
    } catch (ExecutionException e) {
      return new CallResult(number, "", String.valueOf(e.getCause()), List.of());
    }
  }
}
