package org.talkspurt.dialog;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.talkspurt.dialog.spi.HomeLoop;

/**
 * Work sent away from the loop on behalf of one turn. Results come back as events on the loop; here
 * is the one place where those are dropped that come after nobody wants them any more.
 */
final class Errand {
  private final int turn;
  private final HomeLoop loop;
  private final Consumer<ConversationEvent> inbox;
  private final IntConsumer stale;
  private final List<CompletableFuture<?>> underWay = new ArrayList<>();
  private boolean cancelled;

  /**
   * @param inbox takes events on the loop
   * @param stale counts dropped results by turn
   */
  Errand(int turn, HomeLoop loop, Consumer<ConversationEvent> inbox, IntConsumer stale) {
    this.turn = turn;
    this.loop = loop;
    this.inbox = inbox;
    this.stale = stale;
  }

  /**
   * Sends for a result.
   *
   * @param work starts it; what it throws counts as failure
   * @param onFailure the event for a failure
   */
  <T> void send(
      Supplier<? extends CompletionStage<T>> work,
      Function<T, ? extends ConversationEvent> onResult,
      Function<Throwable, ? extends ConversationEvent> onFailure) {
    CompletableFuture<T> future = start(work);
    underWay.removeIf(CompletableFuture::isDone);
    underWay.add(future);
    // Nothing after this can fail but a loop that is gone, and then nobody waits.
    var _ =
        future
            .<ConversationEvent>thenApply(onResult)
            .exceptionally(failure -> onFailure.apply(cause(failure)))
            .thenAccept(event -> loop.execute(() -> deliver(event)));
  }

  /** From now on every result is stale; what has not begun never does. */
  void cancel() {
    cancelled = true;
    underWay.forEach(future -> future.cancel(false));
    underWay.clear();
  }

  private void deliver(ConversationEvent event) {
    if (cancelled) {
      stale.accept(turn);
      event.drop();
    } else {
      inbox.accept(event);
    }
  }

  private static Throwable cause(Throwable failure) {
    Throwable cause = failure.getCause();
    return failure instanceof CompletionException && cause != null ? cause : failure;
  }

  private static <T> CompletableFuture<T> start(Supplier<? extends CompletionStage<T>> work) {
    try {
      return work.get().toCompletableFuture();
    } catch (RuntimeException failure) {
      // A full lane rejects, a port may be broken: either way the stage has failed.
      return CompletableFuture.failedFuture(failure);
    }
  }
}
