package org.talkspurt.models.llm;

/** What becomes of requests. Thread-safe. */
public interface ChatMeters {
  /** For models that nobody watches. */
  ChatMeters NONE =
      new ChatMeters() {
        @Override
        public void firstToken(String endpoint, long ns) {}

        @Override
        public void ended(String endpoint, ChatOutcome outcome) {}
      };

  /**
   * The first word of an answer came.
   *
   * @param ns since the request
   */
  void firstToken(String endpoint, long ns);

  /** A request is over. */
  void ended(String endpoint, ChatOutcome outcome);

  /**
   * A request has used tokens.
   *
   * @param said whether that is the server's word, not an estimate
   */
  default void tokens(String endpoint, long tokens, boolean said) {}

  /**
   * A tool call is over.
   *
   * @param tool its name in the configuration
   */
  default void toolCalled(String tool, ToolOutcome outcome) {}
}
