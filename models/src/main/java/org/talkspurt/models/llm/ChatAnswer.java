package org.talkspurt.models.llm;

import java.net.http.HttpClient;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.talkspurt.dialog.spi.LanguageModel;

/**
 * One answer, on a thread of its own: the model is asked, and again with what its tools brought.
 */
final class ChatAnswer implements LanguageModel.Answering, Runnable {
  /** How often an answer may call tools; then it has to be given. */
  static final int MOST_TOOL_ROUNDS = 4;

  private final HttpClient client;
  private final ChatSettings settings;
  private final ExecutorService threads;
  private final ScheduledExecutorService timer;
  private final ChatMeters meters;
  private final LanguageModel.Request request;
  private final LanguageModel.Listener listener;

  /** What this answer's requests have used. */
  private final AtomicLong tokens = new AtomicLong();

  /** Ends what is under way; guarded by this, as is {@link #cancelled}. */
  private @Nullable Runnable stop;

  private boolean cancelled;

  ChatAnswer(
      HttpClient client,
      ChatSettings settings,
      ExecutorService threads,
      ScheduledExecutorService timer,
      ChatMeters meters,
      LanguageModel.Request request,
      LanguageModel.Listener listener) {
    this.client = client;
    this.settings = settings;
    this.threads = threads;
    this.timer = timer;
    this.meters = meters;
    this.request = request;
    this.listener = listener;
  }

  @Override
  public void run() {
    try {
      ChatBody body = new ChatBody(request, settings);
      boolean goesOn = true;
      for (int round = 0; goesOn; round++) {
        goesOn = ask(body, round < MOST_TOOL_ROUNDS && !spent());
      }
    } catch (ChatException e) {
      if (!isCancelled()) {
        listener.onFailure(e);
      }
    }
  }

  private boolean spent() {
    return request.mostTokens() > 0 && tokens.get() >= request.mostTokens();
  }

  private void used(long more) {
    tokens.addAndGet(more);
    listener.onTokens(more);
  }

  /** Returns whether the model wants to be asked again, with what its tools brought. */
  private boolean ask(ChatBody body, boolean mayCall) throws ChatException {
    ChatRound round =
        new ChatRound(
            client,
            settings,
            threads,
            timer,
            meters,
            listener,
            this::used,
            System.nanoTime() + settings.totalTimeout().toNanos());
    if (!begin(round::cancel)) {
      return false;
    }
    ChatRound.Written written = round.run(body, mayCall);
    if (written.calls().isEmpty()) {
      return false;
    }
    if (!mayCall) {
      throw new ChatException(ChatOutcome.GARBAGE, "more tool calls than an answer may have");
    }
    ToolRound tools = new ToolRound(request, threads, timer, meters, listener);
    if (!begin(tools::cancel)) {
      return false;
    }
    Optional<List<String>> results = tools.run(written.calls());
    results.ifPresent(brought -> body.add(written.text(), written.calls(), brought));
    return results.isPresent();
  }

  private synchronized boolean begin(Runnable howToStop) {
    stop = howToStop;
    return !cancelled;
  }

  @Override
  public void cancel() {
    Runnable stopping;
    synchronized (this) {
      cancelled = true;
      stopping = stop;
    }
    if (stopping != null) {
      stopping.run();
    }
  }

  private synchronized boolean isCancelled() {
    return cancelled;
  }
}
