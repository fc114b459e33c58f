package org.talkspurt.dialog.reply;

import java.util.function.Consumer;

/** Where a pipeline asks for the sound of its clauses. Home loop only. */
@FunctionalInterface
public interface ClauseRequests {

  /**
   * Asks for a clause's samples at the sink's rate.
   *
   * @param sound takes them on the loop, at once or later; copies what it needs
   */
  void request(Clause clause, Consumer<short[]> sound);
}
