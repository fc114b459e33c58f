package org.talkspurt.dialog.agent;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.talkspurt.dialog.reply.SentenceSplitter;
import org.talkspurt.dialog.reply.SpeakableText;
import org.talkspurt.dialog.spi.CalledTool;
import org.talkspurt.dialog.spi.LanguageModel;

/**
 * A reply that a language model is writing: pieces come in on its threads, clauses go out as soon
 * as they are complete. Thread-safe.
 */
final class StreamedReply implements LanguageModel.Listener, Reply.Rest {
  /** More than two minutes of speech: a model that does not stop is stopped. */
  static final int MAX_CHARACTERS = 2_000;

  private final Function<String, ResponderState> memory;
  private final Function<Boolean, CompletionStage<Reply>> instead;
  private final Consumer<CalledTool> called;
  private final ModelTab tab;
  private final Runnable atEnd;
  private final SpeakableText speakable = new SpeakableText();
  private final StringBuilder text = new StringBuilder();

  /** What was told before {@link #text}, which tools came between. */
  private final StringBuilder before = new StringBuilder();

  private final Deque<Reply> ready = new ArrayDeque<>();

  private int clauses;
  private int told;
  private boolean over;
  private boolean cancelled;
  private volatile Duration patience = Duration.ZERO;
  private LanguageModel.@Nullable Answering answering;
  private @Nullable CompletableFuture<Reply> wanted;

  /**
   * @param memory what the call remembers after a text
   * @param instead what is said where the model fails, after words of its own (true) or without
   * @param called is told of tools that were called
   * @param tab of the call
   * @param atEnd is run once the model has written all of it
   */
  StreamedReply(
      Function<String, ResponderState> memory,
      Function<Boolean, CompletionStage<Reply>> instead,
      Consumer<CalledTool> called,
      ModelTab tab,
      Runnable atEnd) {
    this.memory = memory;
    this.instead = instead;
    this.called = called;
    this.tab = tab;
    this.atEnd = atEnd;
  }

  /** Asks the model. Once. */
  void begin(LanguageModel model, LanguageModel.Request request) {
    LanguageModel.Answering begun = model.answer(request, this);
    synchronized (this) {
      answering = begun;
      if (!cancelled) {
        return;
      }
    }
    begun.cancel();
  }

  @Override
  public CompletionStage<Reply> next() {
    CompletableFuture<Reply> next = new CompletableFuture<>();
    var _ =
        next.whenComplete(
            (_, _) -> {
              if (next.isCancelled()) {
                cancel();
              }
            });
    Reply there;
    synchronized (this) {
      there = ready.poll();
      if (there == null) {
        wanted = next;
      }
    }
    if (there != null) {
      next.complete(there);
    }
    return next;
  }

  @Override
  public void cancel() {
    synchronized (this) {
      cancelled = true;
      over = true;
    }
    stop();
  }

  @Override
  public void onText(String piece) {
    boolean enough;
    synchronized (this) {
      if (over) {
        return;
      }
      text.append(speakable.next(piece));
      enough = before.length() + text.length() >= MAX_CHARACTERS;
    }
    List<String> complete = SentenceSplitter.complete(text.toString());
    while (clauses < complete.size()) {
      tell(complete.get(clauses++), false);
    }
    if (enough) {
      stop();
      onEnd();
    }
  }

  @Override
  public void onBreak(Duration longest) {
    patience = longest;
    List<String> all = SentenceSplitter.split(text.toString());
    while (clauses < all.size()) {
      tell(all.get(clauses++), false);
    }
    before.append(text).append(' ');
    text.setLength(0);
    clauses = 0;
  }

  @Override
  public void onTokens(long tokens) {
    tab.used(tokens);
  }

  /** Also of one that is cancelled with the reply. */
  @Override
  public void onCalled(CalledTool tool) {
    called.accept(tool);
  }

  @Override
  public void onProgress(String sentence) {
    onText(sentence);
    onBreak(patience);
  }

  @Override
  public Duration patience() {
    return patience;
  }

  /** Has the model write no more. */
  private void stop() {
    LanguageModel.Answering begun;
    synchronized (this) {
      begun = answering;
    }
    if (begun != null) {
      begun.cancel();
    }
  }

  @Override
  public void onEnd() {
    if (isSpoken(text)) {
      List<String> all = SentenceSplitter.split(text.toString());
      tell(String.join("", all.subList(Math.min(clauses, all.size()), all.size())), true);
      atEnd.run();
    } else {
      onFailure(new IllegalStateException("no words"));
    }
  }

  @Override
  public void onFailure(Throwable cause) {
    var _ =
        instead
            .apply(told > 0)
            .whenComplete(
                (reply, failure) -> {
                  if (failure == null) {
                    deliver(reply, true);
                  } else {
                    fail(failure);
                  }
                });
  }

  private void tell(String clause, boolean last) {
    if (last || isSpoken(clause)) {
      told += clause.length();
      deliver(
          new Reply(
              clause.strip(),
              new Reply.Then.Listen(),
              memory.apply((before.toString() + text).strip()),
              ModelResponder.ANSWER_ID,
              last ? Optional.empty() : Optional.of(this)),
          last);
    }
  }

  private void deliver(Reply reply, boolean last) {
    CompletableFuture<Reply> waiting;
    synchronized (this) {
      if (over) {
        return;
      }
      over = last;
      waiting = wanted;
      wanted = null;
      if (waiting == null) {
        ready.add(reply);
      }
    }
    if (waiting != null) {
      waiting.complete(reply);
    }
  }

  private void fail(Throwable failure) {
    CompletableFuture<Reply> waiting;
    synchronized (this) {
      over = true;
      waiting = wanted;
    }
    if (waiting != null) {
      waiting.completeExceptionally(failure);
    }
  }

  private static boolean isSpoken(CharSequence text) {
    return text.chars().anyMatch(Character::isLetterOrDigit);
  }
}
