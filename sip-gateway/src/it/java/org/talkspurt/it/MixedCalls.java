package org.talkspurt.it;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Calls of every kind to one bot, all at once, round after round. */
final class MixedCalls {
  private static final int ECHOES = 2;
  private static final int SHORT = 20;
  private static final int SHORT_PER_SECOND = 5;

  /** The echoes, the short ones and one of each other kind. */
  private static final int A_ROUND = ECHOES + SHORT + 4;

  private final Bot bot;
  private final List<String> questions =
      new ArrayList<>(
          Clip.all().stream()
              .map(Clip::name)
              .filter(name -> name.startsWith("q-") && !name.equals("q-offtopic"))
              .toList());

  /** Correlations of echoes, and how long callers waited for answers, of all rounds. */
  final List<Double> echoes = Collections.synchronizedList(new ArrayList<>());

  final List<Double> answersMs = Collections.synchronizedList(new ArrayList<>());

  private int rounds;

  MixedCalls(Bot bot) {
    this.bot = bot;
  }

  /** How many calls there were. */
  int made() {
    return rounds * A_ROUND;
  }

  /** Makes a round's calls and returns when all are over, some 20 s later. */
  void round() throws Exception {
    List<Callable<Object>> calls =
        List.of(this::echo, this::tone, this::question, this::key, this::refused, this::brief);
    try (ExecutorService callers = Executors.newCachedThreadPool()) {
      for (Future<Object> call : callers.invokeAll(calls)) {
        call.get();
      }
    }
    bot.awaitIdle();
    rounds++;
  }

  private Object echo() throws Exception {
    try (Talkers talkers = Talkers.dial(bot, ECHOES)) {
      echoes.add(talkers.talk());
      echoes.add(talkers.talk());
    }
    return this;
  }

  private Object tone() throws Exception {
    try (WireCaller caller = WireCaller.dial(bot.sipPort, "tone")) {
      caller.awaitAudible(0, 5_000);
      WireCaller.pause(10_000);
    }
    return this;
  }

  private Object question() throws Exception {
    Collections.rotate(questions, 1);
    try (WireCaller caller = clinic()) {
      answersMs.add(caller.answeredMs(Clip.named(questions.getFirst()), 10_000));
    }
    return this;
  }

  private Object key() throws Exception {
    try (WireCaller caller = clinic()) {
      long pressedNs = System.nanoTime();
      caller.press("2"); // for the hours
      caller.awaitAudible(pressedNs, 5_000);
      caller.awaitSilence(1_000, 30_000);
    }
    return this;
  }

  private WireCaller clinic() throws Exception {
    WireCaller caller = WireCaller.dial(bot.sipPort, "7000");
    caller.awaitAudible(0, 10_000);
    caller.awaitSilence(1_000, 20_000);
    return caller;
  }

  private Object refused() throws Exception {
    return sipp("no-codec", 1, 1);
  }

  private Object brief() throws Exception {
    return sipp("short-call", SHORT, SHORT_PER_SECOND, "-t", "t1");
  }

  private Object sipp(String scenario, int calls, int perSecond, String... more) throws Exception {
    Path directory = Files.createTempDirectory("talkspurt-sipp");
    List<String> command = Tool.sipp(bot, scenario, calls, perSecond, more);
    Tool.Result result = Tool.run(directory, 60, command.toArray(String[]::new));
    if (result.exitCode() != 0) {
      throw new IllegalStateException(scenario + ": " + result.output());
    }
    return this;
  }
}
