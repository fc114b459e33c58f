package org.talkspurt.models.llm;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.talkspurt.dialog.spi.CalledTool;
import org.talkspurt.dialog.spi.LanguageModel;
import org.talkspurt.dialog.spi.Tool;
import org.talkspurt.dialog.spi.ToolException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The tool calls of one answer of a model: a few at a time, each on a virtual thread of its own.
 * Whatever goes wrong becomes a result that tells the model so.
 */
final class ToolRound {
  static final int AT_A_TIME = 4;
  static final int LONGEST_RESULT = 4_000;

  /** In meters, for all names that models make up. */
  static final String UNKNOWN = "unknown";

  private static final JsonMapper JSON = JsonMapper.shared();

  private final LanguageModel.Request request;
  private final ExecutorService threads;
  private final ScheduledExecutorService timer;
  private final ChatMeters meters;
  private final LanguageModel.Listener listener;
  private final Map<String, Tool> tools;
  private final Semaphore free = new Semaphore(AT_A_TIME);
  private final CompletableFuture<Void> cancelled = new CompletableFuture<>();

  ToolRound(
      LanguageModel.Request request,
      ExecutorService threads,
      ScheduledExecutorService timer,
      ChatMeters meters,
      LanguageModel.Listener listener) {
    this.request = request;
    this.threads = threads;
    this.timer = timer;
    this.meters = meters;
    this.listener = listener;
    tools =
        request.tools().stream()
            .collect(Collectors.toMap(Tool::name, Function.identity(), (first, _) -> first));
  }

  /** One call. Its result is what the model is told. */
  private final class Running {
    final CompletableFuture<String> result = new CompletableFuture<>();
    final Optional<Tool> tool;
    final String arguments;
    private final long wishedNs = System.nanoTime();
    private final AtomicBoolean ended = new AtomicBoolean();

    Running(ToolCall call) {
      tool = Optional.ofNullable(tools.get(call.name()));
      arguments = call.arguments().isBlank() ? "{}" : call.arguments();
      if (tool.isEmpty()) {
        end(ToolOutcome.REFUSED, error("there is no such tool"));
      } else if (!isObject(arguments)) {
        end(ToolOutcome.REFUSED, error("the arguments are no JSON object"));
      }
    }

    boolean waitsForCaller() {
      return !result.isDone() && !tool.map(Tool::safe).orElse(true);
    }

    void start() {
      if (!result.isDone()) {
        try {
          Future<?> work = threads.submit(() -> tool.ifPresent(this::call));
          var _ = cancelled.thenRun(() -> stop(work, ToolOutcome.CANCELLED));
        } catch (RejectedExecutionException closed) {
          end(ToolOutcome.CANCELLED, error("cancelled"));
        }
      }
    }

    private void call(Tool wanted) {
      Thread worker = Thread.currentThread();
      Future<?> late = null;
      try {
        free.acquire();
        try {
          late =
              timer.schedule(
                  () -> {
                    if (end(ToolOutcome.LATE, error("no result in time"))) {
                      worker.interrupt();
                    }
                  },
                  wanted.timeout().toNanos(),
                  TimeUnit.NANOSECONDS);
          end(ToolOutcome.DONE, bounded(wanted.call(arguments)));
        } finally {
          free.release();
        }
      } catch (InterruptedException | RejectedExecutionException e) {
        end(ToolOutcome.CANCELLED, error("cancelled"));
      } catch (ToolException e) {
        end(ToolOutcome.FAILED, error(bounded(String.valueOf(e.getMessage()))));
      } catch (RuntimeException | LinkageError bug) {
        // Its message is not meant for models.
        end(ToolOutcome.FAILED, error("the tool failed"));
      } finally {
        if (late != null) {
          late.cancel(false);
        }
      }
    }

    private void stop(Future<?> work, ToolOutcome why) {
      end(why, error("cancelled"));
      work.cancel(true);
    }

    private boolean end(ToolOutcome outcome, String told) {
      boolean first = ended.compareAndSet(false, true);
      if (first) {
        String name = tool.map(Tool::name).orElse(UNKNOWN);
        meters.toolCalled(name, outcome);
        var took = Duration.ofNanos(System.nanoTime() - wishedNs);
        listener.onCalled(new CalledTool(name, outcome.tag(), took));
        result.complete(told);
      }
      return first;
    }
  }

  /**
   * Makes the calls; blocks until all have a result, in their order. Empty if they were cancelled.
   */
  Optional<List<String>> run(List<ToolCall> calls) {
    List<Running> all = calls.stream().map(Running::new).toList();
    listener.onBreak(longest(all));
    List<Running> later = all.stream().filter(Running::waitsForCaller).toList();
    all.stream().filter(running -> !later.contains(running)).forEach(Running::start);
    if (!later.isEmpty() && !waitFor(request.confirmed(), Optional.empty())) {
      return Optional.empty();
    }
    later.forEach(Running::start);
    var done =
        CompletableFuture.allOf(
            all.stream().map(running -> running.result).toArray(CompletableFuture[]::new));
    Optional<Tool.Progress> progress = firstProgress(all);
    boolean there = progress.isPresent() && waitFor(done, progress.map(Tool.Progress::after));
    if (!there && !cancelled.isDone()) {
      progress.map(Tool.Progress::sentence).ifPresent(listener::onProgress);
      there = waitFor(done, Optional.empty());
    }
    return there && !cancelled.isDone()
        ? Optional.of(all.stream().map(running -> running.result.join()).toList())
        : Optional.empty();
  }

  /** Nobody wants the results any more. */
  void cancel() {
    cancelled.complete(null);
  }

  /** A call may wait for those before it. */
  private static Duration longest(List<Running> all) {
    Duration one =
        tools(all).map(Tool::timeout).max(Comparator.naturalOrder()).orElse(Duration.ZERO);
    return one.multipliedBy((all.size() + AT_A_TIME - 1) / AT_A_TIME);
  }

  private static Optional<Tool.Progress> firstProgress(List<Running> all) {
    return tools(all)
        .flatMap(tool -> tool.progress().stream())
        .min(Comparator.comparing(Tool.Progress::after));
  }

  private static Stream<Tool> tools(List<Running> all) {
    return all.stream().flatMap(running -> running.tool.stream());
  }

  /** Returns whether it came, before a cancellation and the time given. */
  private boolean waitFor(CompletionStage<?> wanted, Optional<Duration> atMost) {
    var either = CompletableFuture.anyOf(wanted.toCompletableFuture(), cancelled);
    try {
      if (atMost.isPresent()) {
        var _ = either.get(atMost.get().toNanos(), TimeUnit.NANOSECONDS);
      } else {
        var _ = either.get();
      }
      return !cancelled.isDone();
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException | ExecutionException e) {
      // The model is being closed, or the caller went on.
      cancel();
      return false;
    }
  }

  static boolean isObject(String json) {
    try {
      return JSON.readTree(json).isObject();
    } catch (JacksonException e) {
      return false;
    }
  }

  private static String bounded(String text) {
    return text.length() <= LONGEST_RESULT
        ? text
        : text.substring(0, LONGEST_RESULT) + " … (cut off)";
  }

  private static String error(String message) {
    return JSON.writeValueAsString(Map.of("error", message));
  }
}
