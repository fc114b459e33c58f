package org.talkspurt.models.llm;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.talkspurt.dialog.spi.LanguageModel;

/**
 * One answer, on a thread of its own: the first endpoint is asked, and if that brings no word, the
 * second one, once.
 */
final class ChatAnswer implements LanguageModel.Answering, Runnable {
  private static final Logger log = LoggerFactory.getLogger(ChatAnswer.class);

  private final HttpClient client;
  private final ChatSettings settings;
  private final ScheduledExecutorService timer;
  private final ChatMeters meters;
  private final LanguageModel.Request request;
  private final LanguageModel.Listener listener;

  /** The request under way; guarded by this, as is {@link #cancelled}. */
  private @Nullable ChatExchange exchange;

  private boolean cancelled;
  private volatile boolean begun;

  /** On the answer's thread only. */
  private boolean answered;

  ChatAnswer(
      HttpClient client,
      ChatSettings settings,
      ScheduledExecutorService timer,
      ChatMeters meters,
      LanguageModel.Request request,
      LanguageModel.Listener listener) {
    this.client = client;
    this.settings = settings;
    this.timer = timer;
    this.meters = meters;
    this.request = request;
    this.listener = listener;
  }

  @Override
  public void run() {
    long deadlineNs = System.nanoTime() + settings.totalTimeout().toNanos();
    ChatException failure = null;
    for (ChatEndpoint endpoint : settings.endpoints()) {
      failure = ask(endpoint, deadlineNs - System.nanoTime());
      if (failure == null || begun || isCancelled() || System.nanoTime() >= deadlineNs) {
        break;
      }
    }
    if (failure != null && !isCancelled()) {
      listener.onFailure(failure);
    }
  }

  /** Returns what went wrong; null once there is an answer. */
  private @Nullable ChatException ask(ChatEndpoint endpoint, long leftNs) {
    ChatExchange asked = begin();
    if (asked == null) {
      return new ChatException(ChatOutcome.CANCELLED, "");
    }
    long startNs = System.nanoTime();
    Future<?> first = abortLater(asked, settings.firstTokenTimeout().toNanos(), true);
    Future<?> total = abortLater(asked, leftNs, false);
    try {
      asked.run(
          endpoint.chat(
              ChatBody.write(request, endpoint, settings), Duration.ofNanos(Math.max(1, leftNs))),
          piece -> take(piece, endpoint, startNs),
          this::end);
      meters.ended(endpoint.name(), ChatOutcome.ANSWERED);
      return null;
    } catch (ChatException e) {
      return answered ? null : failure(endpoint, e);
    } finally {
      first.cancel(false);
      total.cancel(false);
    }
  }

  private ChatException failure(ChatEndpoint endpoint, ChatException e) {
    boolean lost = begun && e.outcome() == ChatOutcome.UNREACHABLE;
    ChatOutcome outcome = lost ? ChatOutcome.BROKEN_OFF : e.outcome();
    meters.ended(endpoint.name(), outcome);
    if (outcome != ChatOutcome.CANCELLED) {
      log.warn("language model {}: {} ({})", endpoint.name(), outcome.tag(), e.getMessage());
    }
    return e;
  }

  private void take(String piece, ChatEndpoint endpoint, long startNs) {
    if (!begun) {
      begun = true;
      meters.firstToken(endpoint.name(), System.nanoTime() - startNs);
    }
    if (!isCancelled()) {
      listener.onText(piece);
    }
  }

  private void end() {
    answered = true;
    if (!isCancelled()) {
      listener.onEnd();
    }
  }

  private Future<?> abortLater(ChatExchange asked, long delayNs, boolean unlessBegun) {
    try {
      return timer.schedule(
          () -> {
            if (!(unlessBegun && begun)) {
              asked.abort(ChatOutcome.LATE);
            }
          },
          delayNs,
          TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException closed) {
      asked.abort(ChatOutcome.CANCELLED);
      return CompletableFuture.completedFuture(null);
    }
  }

  private synchronized @Nullable ChatExchange begin() {
    if (cancelled) {
      return null;
    }
    exchange = new ChatExchange(client);
    return exchange;
  }

  @Override
  public synchronized void cancel() {
    cancelled = true;
    if (exchange != null) {
      exchange.abort(ChatOutcome.CANCELLED);
    }
  }

  private synchronized boolean isCancelled() {
    return cancelled;
  }
}
