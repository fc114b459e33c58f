package org.talkspurt.gateway.recording;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of recordings, {@code YYYY-MM-DDTHH-MM-SSZ-CALL.wav}, which only its owner can read.
 * What is being written ends in {@code .part} and is locked, so that another bot of the same folder
 * leaves it alone. Thread-safe.
 */
final class RecordingFolder {
  private static final Logger log = LoggerFactory.getLogger(RecordingFolder.class);
  private static final String PART = ".part";
  private static final Pattern NAME =
      Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}-\\d{2}-\\d{2}Z-[A-Za-z0-9-]+\\.wav");
  private static final DateTimeFormatter STARTED =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH-mm-ss'Z'").withZone(ZoneOffset.UTC);
  private static final int DAY_CHARACTERS = 10;

  private final Path directory;
  private final boolean posix;

  /**
   * What this process writes. It must not even open these a second time: closing one would give up
   * the lock.
   */
  private final Set<String> inHand = ConcurrentHashMap.newKeySet();

  /**
   * @param directory need not exist
   */
  RecordingFolder(Path directory) {
    this.directory = directory;
    posix = directory.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  static String name(Instant startedAt, String callId) {
    return STARTED.format(startedAt) + "-" + callId + ".wav";
  }

  /** Begins a file; {@link #finish} gives it its name. */
  RecordingFile create(String name, int rateHz) throws IOException {
    make();
    inHand.add(name);
    try {
      FileChannel part =
          FileChannel.open(
              part(name),
              Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              only(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
      return begin(name, part, rateHz);
    } catch (IOException e) {
      inHand.remove(name);
      throw e;
    }
  }

  private RecordingFile begin(String name, FileChannel part, int rateHz) throws IOException {
    try {
      lock(part);
      return new RecordingFile(part, rateHz);
    } catch (IOException e) {
      part.close();
      Files.deleteIfExists(part(name));
      throw e;
    }
  }

  private static void lock(FileChannel part) {
    try {
      FileLock held = part.tryLock();
      log.trace("{}", held);
    } catch (IOException e) {
      // Not every file system has locks. Another bot that takes it for one left behind gives it its
      // name early, and the rest of it comes all the same.
      log.debug("a recording is not locked: {}", e.toString());
    }
  }

  /** All of it was written. */
  void finish(String name, RecordingFile file) throws IOException {
    try {
      rename(name); // before the lock is given up
    } finally {
      file.close();
      inHand.remove(name);
    }
  }

  private void rename(String name) throws IOException {
    try {
      Files.move(part(name), directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    } catch (NoSuchFileException e) {
      log.debug("{} has its name already", name);
    }
  }

  /** What the file system has left for this process, which makes the folder first. */
  long usableBytes() throws IOException {
    make();
    return Files.getFileStore(directory).getUsableSpace();
  }

  private void make() throws IOException {
    if (!Files.isDirectory(directory)) {
      Files.createDirectories(
          directory,
          only(
              PosixFilePermission.OWNER_READ,
              PosixFilePermission.OWNER_WRITE,
              PosixFilePermission.OWNER_EXECUTE));
    }
  }

  private FileAttribute<?>[] only(PosixFilePermission... permissions) {
    return posix
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(Set.of(permissions))}
        : new FileAttribute<?>[0];
  }

  /** Finishes what a process left that was killed: as far as it came. */
  void finishLeftBehind() throws IOException {
    for (Path part : files(PART)) {
      String file = part.getFileName().toString();
      String name = file.substring(0, file.length() - PART.length());
      if (!inHand.contains(name)) {
        finishLeftBehind(part, name);
      }
    }
  }

  private void finishLeftBehind(Path part, String name) {
    try (FileChannel file =
        FileChannel.open(part, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      if (!isOurs(file)) {
        return; // another bot is writing it
      }
      if (StereoWav.mend(file)) {
        rename(name);
        log.info("{} was left unfinished and is finished now", name);
      } else {
        Files.delete(part);
      }
    } catch (IOException e) {
      log.warn("{} is left unfinished: {}", part.getFileName(), e.toString());
    }
  }

  private static boolean isOurs(FileChannel file) throws IOException {
    try {
      return file.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  /** Deletes what began before this day (UTC). */
  void deleteBefore(LocalDate day) throws IOException {
    for (Path file : files("")) {
      String name = file.getFileName().toString();
      // Days of one length: they compare as texts.
      if (name.substring(0, DAY_CHARACTERS).compareTo(day.toString()) < 0) {
        Files.deleteIfExists(file);
        log.info("recording {} is old and deleted", name);
      }
    }
  }

  /** The files of the folder that are recordings and end so, the oldest first. */
  private List<Path> files(String suffix) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(directory)) {
      return all.filter(file -> isRecording(file.getFileName().toString(), suffix))
          .sorted()
          .toList();
    }
  }

  private static boolean isRecording(String file, String suffix) {
    return file.endsWith(suffix)
        && NAME.matcher(file.substring(0, file.length() - suffix.length())).matches();
  }

  private Path part(String name) {
    return directory.resolve(name + PART);
  }
}
