package org.talkspurt.gateway.cli;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.talkspurt.gateway.speech.LocalSpeech;
import org.talkspurt.models.store.ModelManifest;
import org.talkspurt.models.store.ModelStore;
import org.talkspurt.models.store.ProgressListener;
import picocli.CommandLine.Option;

/** The options that say which models, and where they are. */
final class ModelCache {

  @Option(
      names = "--models",
      paramLabel = "DIRECTORY",
      description = "the cache of models (default: the bot's)")
  private @Nullable Path directory;

  @Option(
      names = "--list",
      paramLabel = "FILE",
      description = "the list of models (default: config/models.yaml, else that of the jar)")
  private @Nullable Path list;

  Path directory() {
    return directory == null ? LocalSpeech.cache() : directory;
  }

  /**
   * @throws org.talkspurt.models.store.ModelStoreException if the list is wrong
   */
  ModelManifest manifest() {
    return list == null ? LocalSpeech.manifest() : ModelManifest.read(list);
  }

  ModelStore store(ProgressListener progress) {
    return new ModelStore(manifest(), directory(), progress);
  }

  /** The names, or, where there are none, what the bot loads; of a list of one's own, all. */
  List<String> orDefault(List<String> names) {
    if (!names.isEmpty()) {
      return names;
    }
    return list == null
        ? LocalSpeech.defaultSets()
        : manifest().sets().stream().map(set -> set.name()).toList();
  }
}
