package org.talkspurt.models.llm;

import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.talkspurt.dialog.spi.LanguageModel;

/** A language model behind the chat completions protocol, streaming. */
public final class ChatModel implements LanguageModel {
  /** Servers close idle connections after 5 s and more; one used just now is still there. */
  private static final long WARM_NS = TimeUnit.SECONDS.toNanos(4);

  private final ChatSettings settings;
  private final ChatMeters meters;
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("language-model-", 0).factory());
  private final ScheduledThreadPoolExecutor timer;
  private final HttpClient client;
  private final Set<ChatAnswer> underWay = ConcurrentHashMap.newKeySet();
  private final AtomicLong usedNs = new AtomicLong(System.nanoTime() - 2 * WARM_NS);

  public ChatModel(ChatSettings settings, ChatMeters meters) {
    this.settings = settings;
    this.meters = meters;
    timer =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("language-model-timer").factory());
    timer.setRemoveOnCancelPolicy(true);
    client =
        HttpClient.newBuilder()
            // Elsewhere the key would be told to somebody else.
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(settings.connectTimeout())
            .executor(threads)
            .build();
  }

  /** Opens a connection to the first endpoint, unless one was used a moment ago. */
  @Override
  public void warm() {
    long nowNs = System.nanoTime();
    long lastNs = usedNs.get();
    if (nowNs - lastNs < WARM_NS || !usedNs.compareAndSet(lastNs, nowNs)) {
      return;
    }
    // Whether it worked shows when an answer is wanted.
    var _ = connect();
  }

  /** Asks the first endpoint for something; completes when its connection is free for more. */
  CompletableFuture<HttpResponse<Void>> connect() {
    return client.sendAsync(
        settings.endpoints().getFirst().models(settings.connectTimeout()),
        BodyHandlers.discarding());
  }

  @Override
  public Answering answer(Request request, Listener listener) {
    ChatAnswer answer = new ChatAnswer(client, settings, threads, timer, meters, request, listener);
    underWay.add(answer);
    threads.execute(
        () -> {
          try {
            answer.run();
          } finally {
            underWay.remove(answer);
            usedNs.set(System.nanoTime());
          }
        });
    return answer;
  }

  /** Answers under way end without a word. */
  @Override
  public void close() {
    underWay.forEach(ChatAnswer::cancel);
    timer.shutdownNow();
    client.shutdownNow();
    threads.shutdownNow();
  }
}
