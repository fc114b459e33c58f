package org.talkspurt.gateway.cli;

import java.util.List;
import org.talkspurt.models.store.ModelStore;
import org.talkspurt.models.store.ProgressBar;
import picocli.CommandLine.Command;

/** Fetches what is missing. */
@Command(
    name = "fetch",
    description = {
      "Fetches what the cache lacks, with progress, and checks it by SHA-256. What is",
      "there is left alone. Needs python3 with pip, npm or Maven, as the list says.",
      "Exit code 0: all sets are there, 1: one cannot be had.",
      ""
    },
    footer = {"", "  models fetch", "  models fetch silero-vad --models /srv/models"})
final class ModelsFetchCommand extends ModelsTask {

  @Override
  int run() {
    ModelStore store = cache().store(ProgressBar.onStandardError());
    return each("there", set -> store.fetch(List.of(set)));
  }
}
