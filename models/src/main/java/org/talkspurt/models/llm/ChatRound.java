package org.talkspurt.models.llm;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.talkspurt.dialog.spi.LanguageModel;

/**
 * One question to a model: the first endpoint is asked, and once that has failed before its first
 * word, or is late with it, the second one. Whoever brings a word first answers; the other's stream
 * is closed.
 */
final class ChatRound {
  /** Of English, about. */
  private static final int CHARACTERS_OF_A_TOKEN = 4;

  private static final Logger log = LoggerFactory.getLogger(ChatRound.class);

  private final HttpClient client;
  private final ChatSettings settings;
  private final Executor threads;
  private final ScheduledExecutorService timer;
  private final ChatMeters meters;
  private final LanguageModel.Listener listener;
  private final LongConsumer used;
  private final long deadlineNs;

  // Guarded by this.
  private final List<Asked> underWay = new ArrayList<>();
  private @Nullable Asked winner;
  private @Nullable ChatException failure;
  private boolean cancelled;

  /**
   * @param used takes the tokens of each request that is over
   * @param deadlineNs until when the last word is to come, on {@link System#nanoTime}'s clock
   */
  ChatRound(
      HttpClient client,
      ChatSettings settings,
      Executor threads,
      ScheduledExecutorService timer,
      ChatMeters meters,
      LanguageModel.Listener listener,
      LongConsumer used,
      long deadlineNs) {
    this.client = client;
    this.settings = settings;
    this.threads = threads;
    this.timer = timer;
    this.meters = meters;
    this.listener = listener;
    this.used = used;
    this.deadlineNs = deadlineNs;
  }

  /**
   * What a model wrote, which its listener has heard, and wants to be done.
   *
   * @param calls none: it has answered
   */
  record Written(String text, List<ToolCall> calls) {}

  /** Asks; blocks until an answer has ended. */
  synchronized Written run(ChatBody body, boolean mayCall) throws ChatException {
    Iterator<ChatEndpoint> endpoints = settings.endpoints().iterator();
    ask(endpoints.next(), body, mayCall);
    long hedgeNs = System.nanoTime() + settings.hedgeAfter().map(Duration::toNanos).orElse(0L);
    boolean hedges = settings.hedgeAfter().isPresent();
    while (true) {
      if (winner == null && !cancelled && endpoints.hasNext()) {
        boolean late = hedges && System.nanoTime() >= hedgeNs;
        boolean failed = underWay.isEmpty() && System.nanoTime() < deadlineNs;
        if (late || failed) {
          ask(endpoints.next(), body, mayCall);
        }
      }
      if (underWay.isEmpty()) {
        return written();
      }
      boolean mayHedge = hedges && winner == null && endpoints.hasNext();
      try {
        wait(mayHedge ? waitMs(hedgeNs - System.nanoTime()) : 0);
      } catch (InterruptedException e) {
        cancel();
      }
    }
  }

  private Written written() throws ChatException {
    if (cancelled) {
      throw new ChatException(ChatOutcome.CANCELLED, "");
    }
    if (winner != null && winner.answered) {
      return new Written(winner.text.toString(), winner.calls.calls());
    }
    throw failure == null ? new ChatException(ChatOutcome.UNREACHABLE, "") : failure;
  }

  /** Never less than a millisecond: 0 would be forever. */
  private static long waitMs(long atMostNs) {
    return Math.max(0, TimeUnit.NANOSECONDS.toMillis(atMostNs)) + 1;
  }

  private void ask(ChatEndpoint endpoint, ChatBody body, boolean mayCall) {
    Asked asked = new Asked(endpoint, body.write(endpoint, mayCall));
    underWay.add(asked);
    try {
      threads.execute(asked);
    } catch (RejectedExecutionException closed) {
      underWay.remove(asked);
      cancelled = true;
    }
  }

  /** Nobody wants an answer any more. */
  synchronized void cancel() {
    cancelled = true;
    underWay.forEach(asked -> asked.abort(ChatOutcome.CANCELLED));
    notifyAll();
  }

  /** One endpoint that was asked; runs on a thread of its own. */
  private final class Asked implements Runnable, ChatExchange.Reader {
    private final ChatEndpoint endpoint;
    private final byte[] body;
    private final long startNs = System.nanoTime();
    private final StringBuilder text = new StringBuilder();
    private final ToolCallPieces calls = new ToolCallPieces();

    /** By the server's word; 0: it has not said. */
    private long tokens;

    // Guarded by the round.
    private @Nullable ChatExchange exchange;
    private @Nullable ChatOutcome aborted;
    private boolean begun;
    private boolean answered;

    Asked(ChatEndpoint endpoint, byte[] body) {
      this.endpoint = endpoint;
      this.body = body;
    }

    @Override
    public void run() {
      Future<?> first = abortLater(settings.firstTokenTimeout().toNanos(), true);
      long leftNs = deadlineNs - System.nanoTime();
      Future<?> total = abortLater(leftNs, false);
      try {
        exchange().run(endpoint.chat(body, Duration.ofNanos(Math.max(1, leftNs))), this);
        meters.ended(endpoint.name(), ChatOutcome.ANSWERED);
        count(true);
      } catch (ChatException e) {
        fail(e);
      } finally {
        first.cancel(false);
        total.cancel(false);
        over();
      }
    }

    private ChatExchange exchange() throws ChatException {
      synchronized (ChatRound.this) {
        if (aborted != null) {
          throw new ChatException(aborted, "");
        }
        exchange = new ChatExchange(client);
        return exchange;
      }
    }

    @Override
    public void onTokens(long used) {
      tokens = used;
    }

    @Override
    public void onText(String piece) {
      if (wins()) {
        text.append(piece);
        listener.onText(piece);
      }
    }

    @Override
    public void onCall(ToolCallPieces.Piece piece) throws ChatException {
      if (wins()) {
        calls.add(piece);
      }
    }

    @Override
    public void onLast() {
      if (wins()) {
        boolean wanted;
        synchronized (ChatRound.this) {
          answered = true;
          wanted = !cancelled;
        }
        if (wanted && calls.calls().isEmpty()) {
          listener.onEnd();
        }
      }
    }

    /** Whether this is the endpoint that answers, and its answer wanted. */
    private boolean wins() {
      synchronized (ChatRound.this) {
        if (winner == null) {
          winner = this;
          begun = true;
          meters.firstToken(endpoint.name(), System.nanoTime() - startNs);
          for (Asked other : underWay) {
            if (other != this) {
              other.abort(ChatOutcome.OUTRUN);
            }
          }
        }
        return winner == this && !cancelled;
      }
    }

    private void fail(ChatException e) {
      synchronized (ChatRound.this) {
        if (answered) {
          return; // What went wrong came after the answer.
        }
        if (winner == null || winner == this) {
          failure = e;
        }
      }
      boolean lost = begun && e.outcome() == ChatOutcome.UNREACHABLE;
      ChatOutcome outcome = lost ? ChatOutcome.BROKEN_OFF : e.outcome();
      meters.ended(endpoint.name(), outcome);
      count(outcome != ChatOutcome.UNREACHABLE && outcome != ChatOutcome.REFUSED);
      if (outcome != ChatOutcome.CANCELLED && outcome != ChatOutcome.OUTRUN) {
        log.warn("language model {}: {} ({})", endpoint.name(), outcome.tag(), e.getMessage());
      }
    }

    /**
     * @param taken whether the server may have worked on the request
     */
    private void count(boolean taken) {
      long estimated = taken ? (body.length + text.length()) / CHARACTERS_OF_A_TOKEN : 0;
      long counted = tokens > 0 ? tokens : estimated;
      if (counted > 0) {
        meters.tokens(endpoint.name(), counted, tokens > 0);
        used.accept(counted);
      }
    }

    private void over() {
      synchronized (ChatRound.this) {
        underWay.remove(this);
        ChatRound.this.notifyAll();
      }
    }

    /** With the round locked. */
    void abort(ChatOutcome why) {
      if (aborted == null) {
        aborted = why;
        Optional.ofNullable(exchange).ifPresent(asked -> asked.abort(why));
      }
    }

    private Future<?> abortLater(long delayNs, boolean unlessBegun) {
      try {
        return timer.schedule(
            () -> {
              synchronized (ChatRound.this) {
                if (!(unlessBegun && begun)) {
                  abort(ChatOutcome.LATE);
                }
              }
            },
            delayNs,
            TimeUnit.NANOSECONDS);
      } catch (RejectedExecutionException closed) {
        synchronized (ChatRound.this) {
          abort(ChatOutcome.CANCELLED);
        }
        return CompletableFuture.completedFuture(null);
      }
    }
  }
}
