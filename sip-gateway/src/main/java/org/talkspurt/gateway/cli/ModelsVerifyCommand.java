package org.talkspurt.gateway.cli;

import java.util.List;
import org.talkspurt.models.store.ModelStore;
import picocli.CommandLine.Command;

/** Reads all files and compares them with the list. */
@Command(
    name = "verify",
    description = {
      "Reads every file of the cache and compares size and SHA-256 with the list.",
      "Exit code 0: all are right, 1: one is missing or wrong ('models fetch' mends it).",
      ""
    },
    footer = {"", "  models verify", "  models verify silero-vad smart-turn"})
final class ModelsVerifyCommand extends ModelsTask {

  @Override
  int run() {
    ModelStore store = cache().store((_, _, _) -> {});
    return each("right", set -> store.verify(List.of(set)));
  }
}
