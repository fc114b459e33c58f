package org.talkspurt.gateway.caller.script;

import java.util.List;

/** What reading a script came to. */
public sealed interface ScriptFile {

  /** A good one. */
  record Good(CallScript script) implements ScriptFile {}

  /**
   * One that cannot be used.
   *
   * @param errors at least one, in the order of the lines: {@code FILE:LINE: POINTER: expected …}
   */
  record Broken(List<String> errors) implements ScriptFile {
    public Broken {
      errors = List.copyOf(errors);
    }
  }
}
