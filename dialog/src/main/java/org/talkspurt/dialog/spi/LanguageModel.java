package org.talkspurt.dialog.spi;

import java.util.List;
import java.util.Map;

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
   */
  record Request(String instructions, Map<String, String> facts, List<SpokenLine> lines) {
    public Request {
      facts = Map.copyOf(facts);
      lines = List.copyOf(lines);
    }
  }

  /**
   * Takes an answer as it is written. Exactly one of the two ends comes, unless it is cancelled.
   */
  interface Listener {

    /** The next piece of the text, of any length. */
    void onText(String piece);

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
