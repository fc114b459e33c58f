package org.talkspurt.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/**
 * A bare timer of 20 ms in a process of its own, with the priority of a bot's media threads: what
 * this machine lets anybody keep of deadlines.
 */
final class ControlTimer implements AutoCloseable {
  private static final long TICK_NS = 20_000_000;
  static final long LATE_NS = 5_000_000;

  /** Ticks, and those that began later than 5 ms after their deadline. */
  record Ticks(long all, long late) {
    Ticks since(Ticks before) {
      return new Ticks(all - before.all, late - before.late);
    }

    Ticks and(Ticks others) {
      return new Ticks(all + others.all, late + others.late);
    }

    /** That began in time. */
    double share() {
      return all == 0 ? 1 : 1 - (double) late / all;
    }

    /** Of a bot's media. */
    static Ticks of(Bot bot) {
      String meter = "talkspurt_playout_lateness_seconds_";
      long all = (long) bot.metric(meter + "count");
      return new Ticks(all, all - (long) bot.metric(meter + "bucket{le=\"0.005\""));
    }
  }

  private final Process process;
  private final BufferedReader answers;
  private final PrintWriter questions;

  ControlTimer() throws IOException, URISyntaxException {
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx16m",
                "-XX:+UseSerialGC",
                "-XX:ThreadPriorityPolicy=1",
                "-cp",
                Path.of(
                        ControlTimer.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString(),
                ControlTimer.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    answers = process.inputReader(StandardCharsets.US_ASCII);
    questions = new PrintWriter(process.outputWriter(StandardCharsets.US_ASCII), true);
  }

  /** What it has counted so far. */
  Ticks ticks() throws IOException {
    questions.println();
    String[] counts = answers.readLine().split(" ");
    return new Ticks(Long.parseLong(counts[0]), Long.parseLong(counts[1]));
  }

  @Override
  public void close() {
    process.destroy();
  }

  private static volatile long ticks;
  private static volatile long late;

  public static void main(String[] arguments) throws IOException {
    Thread timer = new Thread(ControlTimer::tick);
    timer.setPriority(Thread.MAX_PRIORITY);
    timer.setDaemon(true);
    timer.start();
    BufferedReader questions =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    while (questions.readLine() != null) {
      System.out.println(ticks + " " + late);
    }
  }

  private static void tick() {
    long beginNs = System.nanoTime();
    long lateTicks = 0;
    for (long tick = 1; ; tick++) {
      long deadlineNs = beginNs + tick * TICK_NS;
      long waitNs;
      while ((waitNs = deadlineNs - System.nanoTime()) > 0) {
        LockSupport.parkNanos(waitNs);
      }
      lateTicks += System.nanoTime() - deadlineNs > LATE_NS ? 1 : 0;
      late = lateTicks;
      ticks = tick;
    }
  }
}
