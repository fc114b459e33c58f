package org.talkspurt.gateway.faults;

import static java.util.concurrent.CompletableFuture.allOf;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.talkspurt.dialog.agent.Agent;
import org.talkspurt.dialog.agent.BankResponder;
import org.talkspurt.dialog.agent.ModelResponder;
import org.talkspurt.dialog.reply.ClauseCache;
import org.talkspurt.dialog.reply.Voice;
import org.talkspurt.dialog.settings.Announcements;
import org.talkspurt.dialog.spi.HomeLoop;
import org.talkspurt.dialog.spi.InferenceLanes;
import org.talkspurt.models.onnx.InferenceLane;
import org.talkspurt.models.onnx.LaneWatch;
import org.talkspurt.models.onnx.Priority;
import org.talkspurt.models.vad.HearingMeters;
import org.talkspurt.models.vad.VoiceActivityLane;

/**
 * Four conversations at once on a manual clock, over real lanes with fake models. Time goes on when
 * all is done that can be done by then.
 */
final class FourCalls implements HomeLoop, AutoCloseable {
  private static final int STEP_MS = 20;
  private static final long WORST_CASE_NS = Duration.ofSeconds(20).toNanos();

  /** For what waits behind a thread that sleeps; a busy machine is slow to run the others. */
  private static final long GRACE_NS = Duration.ofMillis(100).toNanos();

  final ManualClock clock = new ManualClock();
  final List<FaultyCall> calls = new ArrayList<>();
  private final FaultyStage stage;
  private final FaultyModels models;
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final AtomicInteger outstanding = new AtomicInteger();
  private final List<InferenceLane> lanes =
      Stream.of("asr", "tts", "brain", "turn")
          .map(name -> new InferenceLane(name, 1, 32, HearingMeters.NONE))
          .toList();
  private final ExecutorService modelThreads = Executors.newVirtualThreadPerTaskExecutor();
  private final VoiceActivityLane hearing;

  /**
   * @param victim whose call it is that the stage fails in
   */
  FourCalls(Agent agent, FaultyStage stage, Fault fault, int victim, long seed) {
    this.stage = stage;
    Random random = new Random(seed);
    models = new FaultyModels(clock, stage, fault, victim, random);
    hearing = new VoiceActivityLane(models.voiceActivity(), HearingMeters.NONE);
    InferenceLanes executors =
        new InferenceLanes(
            counted(lanes.get(0).at(Priority.FINAL_DECODE)),
            counted(lanes.get(0).at(Priority.PARTIAL_DECODE)),
            counted(lanes.get(3).at(Priority.TURN)),
            counted(lanes.get(1).at(Priority.CLAUSE)),
            counted(lanes.get(2).at(Priority.ANSWER)));
    Voice voice =
        Voice.english(models.synthesiser(), executors.synthesis(), new ClauseCache(32 << 20));
    Announcements announcements = Announcements.english();
    allOf(
            Stream.of(
                    announcements.oneMoment(),
                    announcements.sayAgain(),
                    announcements.giveUp(),
                    agent.greeting(),
                    agent.model().orElseThrow().failed())
                .map(text -> voice.prefetch(text, FaultyCall.RATE_HZ))
                .toArray(CompletableFuture[]::new))
        .join();
    BankResponder bank =
        new BankResponder(
            agent,
            agent.beforeModel(),
            FaultyModels.embedder(),
            executors.brain(),
            InstantSource.system());
    ModelResponder responder =
        new ModelResponder(
            agent,
            agent.model().orElseThrow(),
            bank,
            models.languageModel(counted(modelThreads)),
            List::of,
            InstantSource.system());
    for (int i = 0; i < FaultyModels.CALLERS.size(); i++) {
      calls.add(
          new FaultyCall(
              this,
              executors,
              hearing,
              models.recognizer(),
              Optional.of(models.turnModel()),
              voice,
              responder,
              FaultyModels.amplitude(i),
              random.nextInt(500)));
    }
  }

  private Executor counted(Executor lane) {
    return work -> {
      outstanding.incrementAndGet();
      try {
        lane.execute(
            () -> {
              try {
                work.run();
              } finally {
                outstanding.decrementAndGet();
              }
            });
      } catch (RuntimeException refused) {
        outstanding.decrementAndGet();
        throw refused;
      }
    };
  }

  /** Runs them all for so long. */
  FourCalls run(Duration length) {
    calls.forEach(FaultyCall::start);
    long endMs = clock.nowMs() + length.toMillis();
    long tickMs = clock.nowMs();
    while (clock.nowMs() < endMs) {
      clock.advance(STEP_MS);
      calls.forEach(FaultyCall::tick);
      for (; tickMs <= clock.nowMs(); tickMs += LaneWatch.TICK.toMillis()) {
        lanes.forEach(InferenceLane::tick);
        hearing.tick();
      }
      if (calls.stream().allMatch(FaultyCall::greeted)) {
        models.arm();
      }
      settle();
    }
    return this;
  }

  /** Lets all be done that can be at this time. */
  private void settle() {
    long beganNs = System.nanoTime();
    while (true) {
      for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
        task.run();
      }
      int asleep = clock.sleepers();
      if (quiet(asleep)) {
        return;
      }
      long ns = System.nanoTime() - beganNs;
      if (asleep > 0 && ns > GRACE_NS) {
        return;
      }
      if (ns > WORST_CASE_NS) {
        throw new AssertionError(outstanding + " tasks do not end, nobody sleeps");
      }
      Thread.onSpinWait();
    }
  }

  private boolean quiet(int asleep) {
    boolean heard = calls.stream().allMatch(FaultyCall::heardAll);
    // Voice activity's thread is not among the tasks, asleep or not.
    int tasksAsleep = stage == FaultyStage.VOICE_ACTIVITY ? 0 : asleep;
    return outstanding.get() <= tasksAsleep && heard && tasks.isEmpty();
  }

  @Override
  public boolean inLoop() {
    return true;
  }

  @Override
  public long nowNs() {
    return clock.nowMs() * 1_000_000;
  }

  @Override
  public void execute(Runnable task) {
    tasks.add(task);
  }

  @Override
  public void close() {
    calls.forEach(FaultyCall::close);
    clock.end();
    lanes.forEach(InferenceLane::close);
    hearing.close();
    modelThreads.close();
  }
}
