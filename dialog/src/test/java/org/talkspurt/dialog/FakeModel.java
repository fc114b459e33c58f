package org.talkspurt.dialog;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.talkspurt.dialog.spi.CalledTool;
import org.talkspurt.dialog.spi.LanguageModel;

/** Writes by a script, on the clock of a test. */
final class FakeModel implements LanguageModel {
  private final ManualTime time;
  final List<Request> asked = new ArrayList<>();
  List<String> pieces = List.of();
  long firstMs = 100;
  long everyMs = 20;

  /** Whether it fails instead of ending. */
  boolean breaks;

  /** Not empty: after the first piece a tool is called, and the caller told so. */
  String progress = "";

  /** How long that takes. */
  int toolMs = 5_000;

  /** What is called with the first piece, and over at once. */
  String called = "";

  /** What each answer uses. */
  long tokens;

  /** Not 0: when the first word of a summary comes. */
  long summaryMs;

  int confirmedWhenAsked;
  int cancelled;
  int warmed;

  FakeModel(ManualTime time) {
    this.time = time;
  }

  @Override
  public void warm() {
    warmed++;
  }

  @Override
  public Answering answer(Request request, Listener listener) {
    asked.add(request);
    if (request.confirmed().toCompletableFuture().isDone()) {
      confirmedWhenAsked++;
    }
    boolean[] over = {false};
    long atMs = summaryMs > 0 && request.lines().isEmpty() ? summaryMs : firstMs;
    for (String piece : pieces) {
      later(atMs, over, () -> listener.onText(piece));
      if (!called.isEmpty() && piece.equals(pieces.getFirst())) {
        CalledTool tool = new CalledTool(called, "done", Duration.ofMillis(30));
        later(atMs, over, () -> listener.onCalled(tool));
      }
      if (!progress.isEmpty() && piece.equals(pieces.getFirst())) {
        String sentence = progress;
        later(
            atMs,
            over,
            () -> {
              listener.onBreak(Duration.ofSeconds(10));
              listener.onProgress(sentence);
            });
        atMs += toolMs;
      }
      atMs += everyMs;
    }
    boolean fails = breaks;
    long used = tokens;
    later(atMs, over, () -> listener.onTokens(used));
    later(
        atMs,
        over,
        () -> {
          over[0] = true;
          if (fails) {
            listener.onFailure(new IllegalStateException("broken"));
          } else {
            listener.onEnd();
          }
        });
    return () -> {
      if (!over[0]) {
        over[0] = true;
        cancelled++;
      }
    };
  }

  private void later(long ms, boolean[] over, Runnable work) {
    time.lane(() -> ms)
        .execute(
            () -> {
              if (!over[0]) {
                work.run();
              }
            });
  }

  @Override
  public void close() {}
}
