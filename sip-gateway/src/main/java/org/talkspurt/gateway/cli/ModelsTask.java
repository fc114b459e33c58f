package org.talkspurt.gateway.cli;

import java.util.ArrayList;
import java.util.List;
import org.talkspurt.models.store.FetchProblem;
import org.talkspurt.models.store.ModelStoreException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** A command that goes through sets of models, one after the other. */
abstract class ModelsTask extends TerminalCommand {

  @Mixin private final ModelCache cache = new ModelCache();

  @Parameters(
      paramLabel = "SET",
      arity = "0..*",
      description = "names of the list (default: all that the bot loads)")
  private List<String> names = new ArrayList<>();

  final ModelCache cache() {
    return cache;
  }

  final List<String> names() {
    return names;
  }

  @Override
  public final Integer call() {
    try {
      return run();
    } catch (ModelStoreException e) {
      throw wrong(String.valueOf(e.getMessage()));
    }
  }

  /** Returns the exit code. */
  abstract int run();

  /** What is done with a set; it throws what it finds wrong. */
  @FunctionalInterface
  interface Step {
    void take(String set);
  }

  /** Takes the step with each set, whatever the others bring; 1 if one failed. */
  final int each(String done, Step step) {
    int code = 0;
    for (String set : cache.orDefault(names)) {
      try {
        step.take(set);
        out(set + ": " + done);
      } catch (ModelStoreException e) {
        if (e.problem() instanceof FetchProblem.UnknownSet) {
          throw e;
        }
        err(set + ": " + e.getMessage());
        code = 1;
      }
    }
    return code;
  }
}
