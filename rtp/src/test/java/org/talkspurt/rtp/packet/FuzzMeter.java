package org.talkspurt.rtp.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;

/**
 * How long damaged inputs take, in processor time of the thread that takes them: neither a busy
 * machine nor a sleeping one makes a hang of it.
 */
public final class FuzzMeter {

  /** A thousand times what the slowest inputs take; more is a hang. */
  private static final Duration HANG = Duration.ofSeconds(2);

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final long startedNs = System.nanoTime();
  private long inputs;
  private long totalNs;
  private long longestNs;

  /** Takes one input. */
  public void measure(Runnable input) {
    long beforeNs = threads.getCurrentThreadCpuTime();
    input.run();
    long takenNs = threads.getCurrentThreadCpuTime() - beforeNs;
    inputs++;
    totalNs += takenNs;
    longestNs = Math.max(longestNs, takenNs);
  }

  /** Prints what was measured; fails if an input took too long. */
  public void report(String what) {
    System.out.printf(
        "%s: %,d inputs, %,.0f/s (%,.0f/s of processor time), longest %.1f ms%n",
        what,
        inputs,
        inputs * 1e9 / (System.nanoTime() - startedNs),
        inputs * 1e9 / Math.max(1, totalNs),
        longestNs / 1e6);
    assertThat(Duration.ofNanos(longestNs)).as("longest input").isLessThan(HANG);
  }
}
