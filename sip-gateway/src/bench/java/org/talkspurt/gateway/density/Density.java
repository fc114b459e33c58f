package org.talkspurt.gateway.density;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.talkspurt.rtp.codec.Pcmu;
import org.talkspurt.rtp.crypto.MediaEncryption;
import org.talkspurt.rtp.jitter.JitterBufferSettings;
import org.talkspurt.rtp.session.MediaDirection;
import org.talkspurt.rtp.session.MediaLoop;
import org.talkspurt.rtp.session.MediaLoops;
import org.talkspurt.rtp.session.MediaMeters;
import org.talkspurt.rtp.session.MediaOptions;
import org.talkspurt.rtp.session.MediaSettings;
import org.talkspurt.rtp.session.MediaStatistics;
import org.talkspurt.rtp.session.NegotiatedMedia;
import org.talkspurt.rtp.session.RtpPortPool;
import org.talkspurt.rtp.session.RtpPorts;
import org.talkspurt.rtp.session.RtpSession;

/**
 * The whole media loop of many G.711 calls on one thread: receive, jitter buffer, decode, resample
 * to 16 kHz, voice activity by energy, encode, send. Beside it, in the same run, a timer that does
 * nothing else.
 */
public final class Density {
  private static final long MEDIA_TIMEOUT_NS = 60_000_000_000L;
  private static final int WARM_UP_S = 15;
  private static final int MEASURED_S = 20;
  private static final long TICK_NS = 20_000_000;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private Density() {}

  private record Call(RtpSession session, ToneAnswer agent, InetSocketAddress address) {}

  /** Prints a line for each number of calls given. */
  public static void main(String[] arguments) throws Exception {
    for (String calls : arguments) {
      run(Integer.parseInt(calls));
    }
  }

  private static void run(int count) throws Exception {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (Callers callers = new Callers();
        MediaLoops loops = new MediaLoops(1, MediaMeters.NONE)) {
      MediaLoop loop = loops.all().getFirst();
      RtpPortPool pool = new RtpPortPool(loopback, 20_000, 20_000 + 4 * count, 0, new Random(1));
      List<Call> calls = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        calls.add(onLoop(loop, () -> open(loop, pool, callers)));
      }
      long mediaThread = onLoop(loop, () -> Thread.currentThread().threadId());
      callers.call(calls.stream().map(Call::address).toList());
      pause(WARM_UP_S);

      Control control = new Control();
      callers.measure();
      Deviations sent = new Deviations();
      onLoop(
          loop,
          () -> {
            calls.forEach(call -> call.agent().measureInto(sent));
            return null;
          });
      long cpuNs = THREADS.getThreadCpuTime(mediaThread);
      long bytes = THREADS.getThreadAllocatedBytes(mediaThread);
      long frames = onLoop(loop, () -> frames(calls));
      long beginNs = System.nanoTime();
      pause(MEASURED_S);
      double seconds = (System.nanoTime() - beginNs) / 1e9;
      double cores = (THREADS.getThreadCpuTime(mediaThread) - cpuNs) / 1e9 / seconds;
      long played = onLoop(loop, () -> frames(calls)) - frames;
      double bytesPerFrame =
          (double) (THREADS.getThreadAllocatedBytes(mediaThread) - bytes) / played;
      Deviations paced = callers.deviations();
      Deviations bare = control.end();

      List<MediaStatistics> statistics =
          onLoop(loop, () -> calls.stream().map(call -> call.session().statistics()).toList());
      long spoken =
          onLoop(loop, () -> calls.stream().mapToLong(c -> c.agent().speechWindows()).sum());
      System.out.printf(
          "%d calls: %.3f %% of a core each (%.2f cores); %.0f bytes allocated per call and tick;"
              + " lost in %d, late %d, lost out %d; packets off 20 ms p50 %.2f, p99 %.2f ms when"
              + " sent, p50 %.2f, p99 %.2f ms when received, a bare timer p50 %.2f, p99 %.2f ms;"
              + " %.0f %% of windows were speech%n",
          count,
          100 * cores / count,
          cores,
          bytesPerFrame,
          statistics.stream().mapToLong(MediaStatistics::lost).sum(),
          statistics.stream().mapToLong(MediaStatistics::late).sum(),
          callers.lost(),
          sent.quantileMs(0.5),
          sent.quantileMs(0.99),
          paced.quantileMs(0.5),
          paced.quantileMs(0.99),
          bare.quantileMs(0.5),
          bare.quantileMs(0.99),
          100.0 * spoken / onLoop(loop, () -> frames(calls)) / 20 * 32);
      onLoop(
          loop,
          () -> {
            calls.forEach(call -> call.session().close());
            return null;
          });
    }
  }

  private static Call open(MediaLoop loop, RtpPortPool pool, Callers callers) throws Exception {
    RtpPorts ports = pool.allocate(loop.nowNs()).orElseThrow();
    ToneAnswer agent = new ToneAnswer();
    NegotiatedMedia media =
        new NegotiatedMedia(
            callers.address(),
            null,
            MediaDirection.SENDRECV,
            new Pcmu(),
            0,
            0,
            null,
            20,
            MediaOptions.NONE,
            MediaEncryption.NONE);
    MediaSettings settings =
        new MediaSettings("density", JitterBufferSettings.DEFAULT, MEDIA_TIMEOUT_NS);
    RtpSession session = RtpSession.open(loop, ports, media, settings, agent, MediaMeters.NONE);
    agent.speaksInto(session.sink());
    return new Call(
        session, agent, new InetSocketAddress(callers.address().getAddress(), ports.rtpPort()));
  }

  private static long frames(List<Call> calls) {
    for (Call call : calls) {
      if (call.agent().failure() != null) {
        throw new IllegalStateException("a call's media failed", call.agent().failure());
      }
    }
    return calls.stream().mapToLong(call -> call.agent().frames()).sum();
  }

  private static <T> T onLoop(MediaLoop loop, java.util.concurrent.Callable<T> task)
      throws Exception {
    CompletableFuture<T> result = new CompletableFuture<>();
    loop.execute(
        () -> {
          try {
            result.complete(task.call());
          } catch (Throwable failure) {
            result.completeExceptionally(failure);
          }
        });
    return result.get(30, TimeUnit.SECONDS);
  }

  private static void pause(int seconds) throws InterruptedException {
    TimeUnit.SECONDS.sleep(seconds);
  }

  /** A thread that wakes every 20 ms and does nothing. */
  private static final class Control {
    private final Deviations deviations = new Deviations();
    private final Thread thread =
        Thread.ofPlatform().name("control").priority(Thread.MAX_PRIORITY).start(this::run);
    private volatile boolean ended;

    private void run() {
      long dueNs = System.nanoTime();
      long lastNs = dueNs;
      while (!ended) {
        dueNs += TICK_NS;
        for (long wait; (wait = dueNs - System.nanoTime()) > 0; ) {
          LockSupport.parkNanos(wait);
        }
        long nowNs = System.nanoTime();
        deviations.add(nowNs - lastNs);
        lastNs = nowNs;
      }
    }

    Deviations end() throws InterruptedException {
      ended = true;
      thread.join();
      return deviations;
    }
  }
}
