package org.talkspurt.models.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A set's directory in the cache. A file that was once found right is noted with its size and time
 * of change in {@code .verified}, so that a start does not read 150 MB to hash them again.
 */
final class CachedSet {

  private static final Logger LOG = LoggerFactory.getLogger(CachedSet.class);

  private final ModelSet set;
  private final Path directory;
  private final Path verified;

  CachedSet(ModelSet set, Path directory) {
    this.set = set;
    this.directory = directory;
    verified = directory.resolve(".verified");
  }

  Path path(ModelFile file) {
    return directory.resolve(file.name());
  }

  /** The files that are not there or not what they should be. */
  List<ModelFile> missing() throws IOException {
    var known = notes();
    var found = new HashSet<String>();
    var missing = new ArrayList<ModelFile>();
    for (var file : set.files()) {
      var note = note(file);
      if (note.isEmpty() || !(known.contains(note) || isRight(file))) {
        missing.add(file);
      } else {
        found.add(note);
      }
    }
    if (!known.equals(found)) {
      write(found);
    }
    return missing;
  }

  /**
   * Puts a new file in its place if it is right, and removes it otherwise.
   *
   * @throws ModelStoreException if it is not what the manifest says
   */
  void keep(ModelFile file, Path fetched) throws IOException {
    try {
      check(file, fetched);
    } catch (ModelStoreException e) {
      Files.deleteIfExists(fetched);
      throw e;
    }
    Files.move(
        fetched, path(file), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    var notes = notes();
    notes.add(note(file));
    write(notes);
  }

  /**
   * Reads every file.
   *
   * @throws ModelStoreException if one is not there, or not what the manifest says
   */
  void verify() throws IOException {
    for (var file : set.files()) {
      if (!Files.isRegularFile(path(file))) {
        throw new ModelStoreException(new FetchProblem.NotCached(path(file)));
      }
      try {
        check(file, path(file));
      } catch (ModelStoreException e) {
        forget();
        throw e;
      }
    }
  }

  /** A disk may lose bytes without touching size and time: what was noted is then not true. */
  private void forget() {
    try {
      Files.deleteIfExists(verified);
    } catch (IOException e) {
      LOG.debug("{}: {}", verified, e.toString());
    }
  }

  private boolean isRight(ModelFile file) throws IOException {
    try {
      check(file, path(file));
      return true;
    } catch (ModelStoreException e) {
      LOG.warn("{} is damaged or of another version; it will be fetched again", path(file));
      return false;
    }
  }

  private void check(ModelFile file, Path path) throws IOException {
    long bytes = Files.size(path);
    if (bytes != file.bytes()) {
      throw wrong(file, file.bytes() + " bytes", bytes + " bytes");
    }
    var sha256 = Sha256.of(path);
    if (!sha256.equals(file.sha256())) {
      throw wrong(file, "SHA-256 " + file.sha256(), sha256);
    }
  }

  private ModelStoreException wrong(ModelFile file, String expected, String actual) {
    return new ModelStoreException(
        new FetchProblem.WrongContent(set.name() + "/" + file.name(), expected, actual));
  }

  /**
   * What {@code .verified} says of a file that is right and was not touched since; empty if none.
   */
  private String note(ModelFile file) throws IOException {
    var path = path(file);
    return Files.isRegularFile(path)
        ? "%s %d %d %s"
            .formatted(
                file.sha256(),
                Files.size(path),
                Files.getLastModifiedTime(path).toMillis(),
                file.name())
        : "";
  }

  private Set<String> notes() throws IOException {
    try {
      return new HashSet<>(Files.readAllLines(verified));
    } catch (NoSuchFileException e) {
      return new HashSet<>();
    }
  }

  /** A cache that cannot be written to is as good, only slower. */
  private void write(Set<String> notes) {
    try {
      var next = directory.resolve(".verified.next");
      Files.write(next, notes);
      Files.move(
          next, verified, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      LOG.debug("{}: {}", verified, e.toString());
    }
  }
}
