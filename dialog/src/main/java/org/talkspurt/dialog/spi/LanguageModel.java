package org.talkspurt.dialog.spi;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Writes what a bot says next, piece by piece. Thread-safe; shared by calls. */
public interface LanguageModel extends AutoCloseable {

  /** An answer is likely to be wanted soon: has a connection ready. Returns at once. */
  default void warm() {}

  /**
   * Begins an answer. Returns at once.
   *
   * @param listener hears of it on threads of the model, one call after the other
   */
  Answering answer(Request request, Listener listener);

  @Override
  void close();

  /**
   * What is to be answered.
   *
   * @param instructions the operator's: who the bot is and how it answers
   * @param facts what is known of the call, by name: data of strangers. A model gets it apart from
   *     the instructions and marked as data, so that a caller's name is never an instruction
   * @param lines what was said and heard so far; the last one is the caller's
   * @param tools what it may have done while it answers
   * @param confirmed completes once the caller has surely finished: until then the answer may be
   *     thrown away, and no tool is called that is not safe
   * @param mostTokens once its requests have used so many, no tool is offered any more: it has to
   *     answer; 0: no limit
   */
  record Request(
      String instructions,
      Map<String, String> facts,
      List<SpokenLine> lines,
      List<Tool> tools,
      CompletionStage<?> confirmed,
      long mostTokens) {
    public Request {
      facts = Map.copyOf(facts);
      lines = List.copyOf(lines);
      tools = List.copyOf(tools);
    }

    /** A request without tools. */
    public Request(String instructions, Map<String, String> facts, List<SpokenLine> lines) {
      this(instructions, facts, lines, List.of(), CompletableFuture.completedFuture(null), 0);
    }
  }

  /**
   * Takes an answer as it is written. Exactly one of the two ends comes, unless it is cancelled.
   */
  interface Listener {

    /** The next piece of the text, of any length. */
    void onText(String piece);

    /**
     * What was written so far stands by itself: before more is, tools are asked.
     *
     * @param longest how long they may take
     */
    default void onBreak(Duration longest) {}

    /** A tool was called, and the call is over. Comes from any thread, at any time. */
    default void onCalled(CalledTool tool) {}

    /**
     * A request is over, and has used so many tokens, by the server's word or by estimate. Comes
     * from any thread, at any time, also after the end.
     */
    default void onTokens(long tokens) {}

    /** The tools take long. The sentence, an operator's, is part of the answer. */
    default void onProgress(String sentence) {}

    /** That was all. */
    void onEnd();

    /** Nothing more comes: no endpoint answered in time, or one broke off. */
    void onFailure(Throwable cause);
  }

  /** An answer under way. */
  interface Answering {

    /** It is not wanted any more: the request ends, and its listener hears nothing more of it. */
    void cancel();
  }
}
