package org.talkspurt.models;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.talkspurt.models.store.ModelManifest;
import org.talkspurt.models.store.ModelStore;
import org.talkspurt.models.store.ProgressBar;

/** The real models, for tests: the default list, in the user's cache as the product has it. */
public final class TestModels {

  private static final ModelStore STORE =
      new ModelStore(
          ModelManifest.read(repository().resolve("config/models.yaml")),
          cache().resolve("talkspurt/models"),
          ProgressBar.onStandardError());

  private TestModels() {}

  /** A file of a set, fetched if it is not there. */
  public static synchronized Path file(String set, String file) {
    STORE.fetch(List.of(set));
    return STORE.file(set, file);
  }

  private static Path cache() {
    var cache = System.getenv("XDG_CACHE_HOME");
    return cache == null || cache.isEmpty()
        ? Path.of(System.getProperty("user.home"), ".cache")
        : Path.of(cache);
  }

  /** Tests run in their module's directory, or in an IDE in the repository's. */
  public static Path repository() {
    var directory = Path.of("").toAbsolutePath();
    while (!Files.exists(directory.resolve("config/models.yaml"))) {
      directory = directory.getParent();
      if (directory == null) {
        throw new IllegalStateException(
            "no config/models.yaml above " + Path.of("").toAbsolutePath());
      }
    }
    return directory;
  }
}
