package org.talkspurt.gateway.ops;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.talkspurt.gateway.call.AdmissionControl;
import org.talkspurt.gateway.call.Call;
import org.talkspurt.gateway.call.CallRegistry;

/**
 * Ends the service without cutting a call: new calls are refused, those that have been admitted go
 * on until they end by themselves; who is still there after the timeout is told goodbye. Decides
 * only; what follows {@link DrainState#DONE} is the caller's. Confined to one thread.
 */
public final class DrainController {
  private static final Logger log = LoggerFactory.getLogger(DrainController.class);

  /** A step that has not ended by then does not hold up the drain any more. */
  private static final long STEPS_NS = 5_000_000_000L;

  /** For the farewell, which begins after what the bot is just saying. */
  private static final long LAST_WORDS_NS = 15_000_000_000L;

  private final AdmissionControl admission;
  private final CallRegistry calls;
  private final List<DrainStep> steps;
  private final Executor stepThreads;
  private final Duration timeout;
  private final AtomicInteger stepsUnderWay = new AtomicInteger();

  private DrainState state = DrainState.SERVING;
  private long beganNs;
  private long farewellNs;

  /**
   * @param stepThreads run the steps beside each other; never the caller's thread
   * @param timeout how long calls may go on
   */
  public DrainController(
      AdmissionControl admission,
      CallRegistry calls,
      List<DrainStep> steps,
      Executor stepThreads,
      Duration timeout) {
    this.admission = admission;
    this.calls = calls;
    this.steps = List.copyOf(steps);
    this.stepThreads = stepThreads;
    this.timeout = timeout;
  }

  /**
   * From now on new calls are refused.
   *
   * @throws IllegalStateException if they have been before
   */
  public void begin(long nowNs) {
    state = state.become(DrainState.DRAINING);
    beganNs = nowNs;
    admission.refuseNewCalls();
    stepsUnderWay.set(steps.size());
    steps.forEach(step -> stepThreads.execute(() -> run(step)));
    log.info("draining: {} calls may go on for {}", admission.calls(), timeout);
  }

  private void run(DrainStep step) {
    try {
      step.run();
    } catch (RuntimeException e) {
      log.error("a step of the drain failed", e);
    } finally {
      stepsUnderWay.decrementAndGet();
    }
  }

  /** Does what is due, to be called again and again once the drain has begun. */
  public DrainState advance(long nowNs) {
    switch (state) {
      case SERVING, DONE -> {}
      case DRAINING -> {
        if (nothingLeft(nowNs)) {
          become(DrainState.DONE);
        } else if (admission.calls() > 0 && nowNs - beganNs >= timeout.toNanos()) {
          farewellNs = nowNs;
          become(DrainState.FAREWELL);
          calls.active().forEach(DrainController::sayGoodbye);
        }
      }
      case FAREWELL -> {
        if (nothingLeft(nowNs) || nowNs - farewellNs >= LAST_WORDS_NS) {
          become(DrainState.DONE);
        }
      }
    }
    return state;
  }

  private boolean nothingLeft(long nowNs) {
    return admission.calls() == 0 && (stepsUnderWay.get() == 0 || nowNs - beganNs >= STEPS_NS);
  }

  private void become(DrainState next) {
    log.info("{} → {}, {} calls", state, next, admission.calls());
    state = state.become(next);
  }

  private static void sayGoodbye(Call call) {
    try {
      call.sayGoodbye("shutdown");
    } catch (RuntimeException e) {
      log.error("call {} could not be told goodbye", call.id(), e);
    }
  }
}
